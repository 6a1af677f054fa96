// The two problems with capacities: p-median and centred clustering.
#pragma once

#include "rooms/planning/site_watch.hpp"

namespace mashang::planning {

/// The problem is sound (checked by place_sites or cluster). Fail with planning.sites_not_found and
/// planning.sites_infeasible.
[[nodiscard]] Result<SitePlan> solve_capacitated(const MedianProblem& problem, const SiteOptions& options);
[[nodiscard]] Result<SitePlan> solve_clustering(const ClusterProblem& problem, const SiteOptions& options);

}  // namespace mashang::planning
