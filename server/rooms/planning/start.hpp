// Where the search begins.
#pragma once

#include <cstdint>
#include <vector>

#include "rooms/planning/planning.hpp"
#include "rooms/planning/units.hpp"

namespace mashang::planning {

/// Parts of the county that are divided apart from each other: communities where they hang together and can be made of
/// whole grids, else several communities together, within one piece of the neighbourhood.
struct Regions {
  std::vector<std::int32_t> of;  ///< of each unit
  std::vector<std::int64_t> households;
  std::vector<std::int32_t> grids;  ///< of each region; their sum is that of the plan
};
[[nodiscard]] Regions regions_of(const GridProblem& problem, const Neighbourhood& neighbourhood, const Units& units,
                                 std::int32_t grids);

/// Each region cut by METIS (Karypis and Kumar 1998: multilevel k-way, contiguous parts, households as weights). Parts
/// may be outside the band, in pieces or missing.
[[nodiscard]] std::vector<std::int32_t> cut_by_metis(const Units& units, const Regions& regions, std::uint64_t seed);

/// Gives the parts the numbers of today's grids (and of pins) that most of their households have: the greatest first.
void keep_numbers(const Units& units, std::int32_t grids, std::vector<std::int32_t>& grid_of);

}  // namespace mashang::planning
