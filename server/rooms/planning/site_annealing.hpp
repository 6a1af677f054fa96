// Simulated annealing of clusters by shifting a demand, or swapping two, between clusters that meet.
#pragma once

#include <functional>
#include <vector>

#include "rooms/planning/random.hpp"
#include "rooms/planning/site_clusters.hpp"
#include "rooms/planning/site_watch.hpp"

namespace mashang::planning {

/// Demands close to each demand, from near to far.
using Neighbours = std::vector<std::vector<std::int32_t>>;

struct Cooling {
  double hot = 1;         ///< in units of the mean cost of a demand
  double cold = 0;        ///< the same, at the end
  double until = 1;       ///< the share of the watch's budget at which it is cold
  std::int64_t most = 0;  ///< proposals after which it is cold at the latest
};
enum class Heat { warm, cool };

/// Cools `clusters`, changing the penalty as it goes, so that about half of the time the plan is feasible. `look` is
/// called often; with `cool` now and then in the colder half and once at the end, when most clusters are good ones.
void anneal(Clusters& clusters, const Neighbours& neighbours, const Cooling& cooling, Random& random, SiteWatch& watch,
            const std::function<void(Heat)>& look);

}  // namespace mashang::planning
