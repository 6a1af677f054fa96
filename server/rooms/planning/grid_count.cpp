// Each piece of the neighbourhood has a range; the county's is their sum.
#include "rooms/planning/grid_count.hpp"

#include <cmath>

namespace mashang::planning {

std::vector<std::int64_t> households_of_pieces(const GridProblem& problem, const Neighbourhood& neighbourhood) {
  std::vector<std::int64_t> households(static_cast<std::size_t>(neighbourhood.pieces), 0);
  for (std::size_t i = 0; i < problem.buildings.size(); ++i)
    households[static_cast<std::size_t>(neighbourhood.piece_of[i])] += problem.buildings[i].households;
  return households;
}

std::int32_t number_of_grids(const GridProblem& problem, const Neighbourhood& neighbourhood) {
  if (problem.grids > 0) return problem.grids;
  GridRange county;
  double filled = 0;
  for (const std::int64_t households : households_of_pieces(problem, neighbourhood)) {
    const GridRange range = grids_of(households, problem.band);
    county = {county.fewest + range.fewest, county.most + range.most};
    filled += 2.0 * static_cast<double>(households) / (problem.band.fewest + problem.band.most);
  }
  std::int64_t today = 0, pinned = 0;
  for (const Building& building : problem.buildings) {
    today = std::max<std::int64_t>(today, building.grid + 1);
    pinned = std::max<std::int64_t>(pinned, building.fixed + 1);
  }
  const bool keeps_today = today >= county.fewest && today <= county.most;
  const std::int64_t wanted = std::max(pinned, keeps_today ? today : static_cast<std::int64_t>(std::llround(filled)));
  return static_cast<std::int32_t>(std::clamp(wanted, county.fewest, std::max(county.fewest, county.most)));
}

}  // namespace mashang::planning
