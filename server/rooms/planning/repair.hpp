// From any assignment to one in which every grid exists, hangs together and holds what is pinned to it.
#pragma once

#include <cstdint>
#include <vector>

#include "rooms/planning/units.hpp"

namespace mashang::planning {

/// Keeps the largest part of each grid (or the one with its pinned units), brings pinned units home along the shortest
/// way, gives everything else to the neighbouring grid with the fewest households, and makes grids that are empty of
/// halves of the largest. `grid_of` may hold kNone. Units for which `may_change` is false stay; empty means that all
/// may change. Best effort: what cannot be reached stays kNone, what cannot be halved leaves a grid empty.
void make_whole(const Units& units, std::int32_t grids, const std::vector<bool>& may_change,
                std::vector<std::int32_t>& grid_of);

/// Some of these units, which hang together, so that they and the rest both do, with as near to this share of the
/// households as growing from the ends gives. Empty when there are fewer than two.
[[nodiscard]] std::vector<std::int32_t> part_of(const Units& units, const std::vector<std::int32_t>& members,
                                                double share);

}  // namespace mashang::planning
