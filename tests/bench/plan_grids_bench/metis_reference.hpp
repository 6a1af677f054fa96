// The division that ours is held against.
#pragma once

#include <cstdint>

#include "rooms/planning/planning.hpp"

namespace mashang::bench {

/// METIS k-way with contiguous parts, ufactor 100, households as weights, on the same neighbourhood.
[[nodiscard]] planning::GridPlan metis_reference(const planning::GridProblem& problem,
                                                 const planning::Neighbourhood& neighbourhood, std::int32_t grids);

}  // namespace mashang::bench
