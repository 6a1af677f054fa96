// A county divided region by region: no grid then reaches into a community that it need not share.
#pragma once

#include <optional>

#include "rooms/planning/planning.hpp"
#include "rooms/planning/start.hpp"

namespace mashang::planning {

/// Each region gets its share of time and steps. None when one of them cannot be divided: the county as a whole may.
[[nodiscard]] std::optional<GridPlan> divide_by_region(const GridProblem& problem, const Neighbourhood& neighbourhood,
                                                       const SolveOptions& options, const Regions& regions);

}  // namespace mashang::planning
