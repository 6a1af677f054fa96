// Exact division of a few neighbouring grids at a time.
#pragma once

#include <cstdint>
#include <vector>

#include "rooms/planning/districts.hpp"
#include "rooms/planning/set_partition.hpp"

namespace mashang::planning {

/// What is still tried exactly.
struct ExactLimits {
  std::size_t units = 16;  ///< all taken by themselves; where there are more, those farthest from a border are glued
  std::size_t columns = 5'000;  ///< contiguous sets within the band, for each number they may have
};

/// Divides the units of these grids anew among them, as cheaply as can be, all grids within the band and contiguous.
/// `proof` is optimal when the best was found (and `districts` changed if it is better than what was there), infeasible
/// when no division of the pieces is within the band.
struct Polished {
  Proof proof = Proof::given_up;
  bool is_better = false;
};
[[nodiscard]] Polished divide_exactly(const Units& units, const Pricing& pricing,
                                      const std::vector<std::int32_t>& grids, ExactLimits limits, Districts& districts);

}  // namespace mashang::planning
