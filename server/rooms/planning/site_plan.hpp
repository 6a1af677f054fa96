// What a plan amounts to, computed from the plan alone.
#pragma once

#include "rooms/planning/sites.hpp"

namespace mashang::planning {

/// The weighted mean point of each cluster; where nothing has weight, the plain mean; of an empty one, the first spot.
[[nodiscard]] std::vector<Spot> means_of(const ClusterProblem& problem, const std::vector<std::int32_t>& cluster_of);

}  // namespace mashang::planning
