// The p-median without capacities.
#pragma once

#include "rooms/planning/site_watch.hpp"

namespace mashang::planning {

/// The problem is sound (checked by place_sites), and without capacities or for one site.
[[nodiscard]] SitePlan solve_median(const MedianProblem& problem, const SiteOptions& options);

}  // namespace mashang::planning
