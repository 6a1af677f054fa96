// A lower bound of the mean distance from households to the middle of their grid.
#pragma once

#include "rooms/planning/planning.hpp"

namespace mashang::planning {

/// In metres; by duality, see docs/develop/planning.md. The more precise the longer it takes: `precision` is the share
/// by which a price may be given away, 0.1 say.
[[nodiscard]] double distance_bound(const GridProblem& problem, double precision);

}  // namespace mashang::planning
