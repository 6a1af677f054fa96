// The ground that each grid of a plan covers, for a map to draw. Pure.
#pragma once

#include <vector>

#include "rooms/planning/grid_plan.hpp"
#include "rooms/planning/grid_problem.hpp"

namespace mashang::planning {

using Ring = std::vector<Spot>;  ///< closed: the first spot is not repeated
/// The outer ring first, then holes.
using Outline = std::vector<Ring>;

/// The outlines of each asked-for grid, in their order: what lies within `reach` metres of one of its buildings and not
/// nearer to a building of another grid, so that outlines never overlap. One grid may have several.
[[nodiscard]] std::vector<std::vector<Outline>> outlines_of(const GridProblem& problem, const GridPlan& plan,
                                                            const std::vector<std::int32_t>& grids, double reach = 45);

}  // namespace mashang::planning
