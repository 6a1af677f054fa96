// Proposals, the cooling schedule (Kirkpatrick, Gelatt, Vecchi 1983) and the penalty that follows feasibility.
#include "rooms/planning/site_annealing.hpp"

#include <algorithm>
#include <cmath>

namespace mashang::planning {
namespace {

constexpr std::int32_t kBatch = 1000;  ///< proposals between looks at the clock

std::int32_t any_of(const std::vector<std::int32_t>& list, Random& random) { return list[random.below(list.size())]; }

/// A demand towards the cluster of one of its neighbours; half of the time that, or any other, comes in return.
Exchange proposal(const Clusters& clusters, const Neighbours& neighbours, Random& random) {
  constexpr std::int32_t kAnywhere = 64;  ///< one proposal of so many goes to any cluster, an empty one maybe
  Exchange exchange;
  exchange.leaves = random.below(clusters.demands());
  if (neighbours[exchange.leaves].empty() || random.below(kAnywhere) == 0) {
    exchange.to = random.below(clusters.count());
    return exchange;
  }
  const std::int32_t neighbour = any_of(neighbours[exchange.leaves], random);
  exchange.to = clusters.cluster_of(neighbour);
  switch (random.below(4)) {
    case 0:
      exchange.enters = neighbour;
      break;
    case 1:
      exchange.enters = any_of(clusters.members(exchange.to), random);
      break;
    default:
      break;
  }
  return exchange;
}

void try_one(Clusters& clusters, const Neighbours& neighbours, double temperature, Random& random) {
  const Exchange exchange = proposal(clusters, neighbours, random);
  if (exchange.to == clusters.cluster_of(exchange.leaves)) return;
  const double most = temperature > 0 ? -temperature * std::log(random.share() + 0x1.0p-53) : -1e-12;
  if (clusters.change(exchange, most) <= most) clusters.apply(exchange);
}

}  // namespace

void anneal(Clusters& clusters, const Neighbours& neighbours, const Cooling& cooling, Random& random, SiteWatch& watch,
            const std::function<void(Heat)>& look) {
  constexpr double kRise = 1.2;
  constexpr std::int32_t kSnapshots = 60;
  const double began = watch.share_used();
  const double mean = std::max(1e-300, clusters.cost() / clusters.demands());
  const double least_penalty = clusters.penalty() / 1000;
  std::int32_t snapshot = kSnapshots / 2;
  for (std::int64_t batch = 0; !watch.is_over(); ++batch) {
    const double of_budget = (watch.share_used() - began) / std::max(1e-9, cooling.until - began);
    const double share = std::max(of_budget, static_cast<double>(batch * kBatch) / static_cast<double>(cooling.most));
    if (share >= 1) break;
    const double temperature = mean * cooling.hot * std::pow(cooling.cold / cooling.hot, share);
    std::int32_t feasible = 0;
    for (std::int32_t k = 0; k < kBatch; ++k) {
      try_one(clusters, neighbours, temperature, random);
      if (k % (kBatch / 4) == 0 && clusters.is_feasible()) ++feasible;
    }
    watch.spend(1);
    if (feasible == 0) clusters.set_penalty(clusters.penalty() * kRise);
    if (feasible == 4) clusters.set_penalty(std::max(least_penalty, clusters.penalty() / kRise));
    const bool is_snapshot = share * kSnapshots > snapshot;
    if (is_snapshot) snapshot = static_cast<std::int32_t>(share * kSnapshots) + 1;
    look(is_snapshot ? Heat::cool : Heat::warm);
  }
  look(Heat::cool);
}

}  // namespace mashang::planning
