// How many grids households can make.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "rooms/planning/planning.hpp"

namespace mashang::planning {

struct GridRange {
  std::int64_t fewest = 0;
  std::int64_t most = 0;  ///< below `fewest`: no number of grids is within the band
};

[[nodiscard]] inline GridRange grids_of(std::int64_t households, Band band) {
  return {std::max<std::int64_t>(1, (households + band.most - 1) / band.most),
          households / std::max<std::int64_t>(band.fewest, 1)};
}

[[nodiscard]] std::vector<std::int64_t> households_of_pieces(const GridProblem& problem,
                                                             const Neighbourhood& neighbourhood);

/// The number wanted; else today's where it is possible; else the one that fills grids to the middle of the band.
[[nodiscard]] std::int32_t number_of_grids(const GridProblem& problem, const Neighbourhood& neighbourhood);

}  // namespace mashang::planning
