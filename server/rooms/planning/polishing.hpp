// Exact division of a few neighbouring grids at a time.
#pragma once

#include <cstdint>
#include <vector>

#include "rooms/planning/districts.hpp"
#include "rooms/planning/set_partition.hpp"

namespace mashang::planning {

/// So many pieces are divided exactly: each set of them is looked at.
constexpr std::size_t kMostPieces = 16;

/// Divides the units of these grids anew among them, as cheaply as can be, all grids within the band and contiguous.
/// Where there are more units than kMostPieces, those farthest from a border stay glued together in their grids.
/// `proof` is optimal when the best was found (and `districts` changed if it is better than what was there), infeasible
/// when no division of the pieces is within the band.
struct Polished {
  Proof proof = Proof::given_up;
  bool is_better = false;
};
[[nodiscard]] Polished divide_exactly(const Units& units, const Pricing& pricing,
                                      const std::vector<std::int32_t>& grids, Districts& districts);

}  // namespace mashang::planning
