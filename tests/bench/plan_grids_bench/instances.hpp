// The counties that grids are planned for in the benchmark.
#pragma once

#include <string>

#include "core/result.hpp"
#include "rooms/planning/planning.hpp"

namespace mashang::bench {

/// The demo town of seed 1: its buildings, compounds, communities; today's grids are not told, so that all is planned
/// anew.
[[nodiscard]] planning::GridProblem demo_instance();

/// Towns among villages, made up with a fixed seed: 100,000 buildings for 5,000 grids; half of them in compounds.
[[nodiscard]] planning::GridProblem big_instance();

/// All buildings of Liechtenstein (OpenStreetMap 2015). Households: one for each 120 m² of outline times storeys, at
/// least one, at most 500; storeys as tagged, else two; none where the outline is below 40 m² (sheds).
[[nodiscard]] Result<planning::GridProblem> liechtenstein_instance(const std::string& file);

}  // namespace mashang::bench
