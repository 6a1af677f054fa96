// What makes a siting problem sound, before anything searches it.
#pragma once

#include "rooms/planning/sites.hpp"

namespace mashang::planning {

/// Fail with planning.sites_bad_problem or planning.sites_infeasible.
[[nodiscard]] Result<void> check(const MedianProblem& problem, const SiteOptions& options);
[[nodiscard]] Result<void> check(const ClusterProblem& problem, const SiteOptions& options);

/// Of one demand; empty lists stand for ones.
[[nodiscard]] inline double value_or_one(const std::vector<double>& values, std::size_t demand) {
  return values.empty() ? 1 : values[demand];
}

}  // namespace mashang::planning
