// Pieces of the neighbourhood with few compounds, divided as cheaply as can be while compounds stay whole.
#pragma once

#include <cstdint>
#include <vector>

#include "rooms/planning/effort.hpp"
#include "rooms/planning/planning.hpp"
#include "rooms/planning/pricing.hpp"
#include "rooms/planning/units.hpp"

namespace mashang::planning {

struct ExactPieces {
  std::vector<std::int32_t> grid_of;  ///< of each building
  std::vector<bool> is_exact;         ///< of each grid
  [[nodiscard]] bool are_any() const;
  [[nodiscard]] bool are_all() const;
};

/// For each piece and each number of grids that is near its share, all contiguous grids of whole compounds within the
/// band are columns of a set partitioning problem; a compound too large for a grid lies in as few as can be, cut along
/// straight lines. How many grids each piece gets is then decided over all of them together. A piece that has too many
/// columns, or no such division, keeps its grids of `start` (a grid for every building, none in two pieces). For
/// problems in which it does not matter which number a grid has. Stops at `until` of the effort.
[[nodiscard]] ExactPieces divide_pieces_exactly(const Neighbourhood& neighbourhood, const Units& compounds,
                                                const Units& buildings, const Pricing& pricing,
                                                const std::vector<std::int32_t>& start, std::int32_t grids,
                                                double until, Effort& effort);

}  // namespace mashang::planning
