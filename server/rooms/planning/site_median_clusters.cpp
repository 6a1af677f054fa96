// Sums of costs of each cluster at every candidate, so that the best site after an exchange is a look at a few sums.
#include "rooms/planning/site_median_clusters.hpp"

#include <algorithm>

#include "rooms/planning/site_problem.hpp"

namespace mashang::planning {
namespace {

constexpr std::int32_t kNear = 24;

std::vector<double> amounts_of(const MedianProblem& problem) {
  return problem.amounts.empty() ? std::vector<double>(problem.costs.demands(), 1.0) : problem.amounts;
}

}  // namespace

MedianClusters::MedianClusters(const MedianProblem& problem, const Nearness& nearness)
    : Clusters(amounts_of(problem), problem.count),
      nearness_(nearness),
      capacities_(problem.capacities),
      width_(std::min(kNear, nearness.candidates())),
      sites_(problem.count, kNone),
      user_(nearness.candidates(), kNone),
      sums_(static_cast<std::size_t>(problem.count) * nearness.candidates()) {
  for (std::int32_t j = 0; j < nearness.candidates(); ++j) {
    // Seen from the demand closest to it, others that are near are near it too.
    const auto costs = problem.costs.of(j);
    const auto closest = static_cast<std::int32_t>(std::ranges::min_element(costs) - costs.begin());
    const auto order = nearness.order(closest).first(width_);
    near_.insert(near_.end(), order.begin(), order.end());
    const auto own = near_.end() - width_;
    const auto self = std::find(own, near_.end(), j);
    std::rotate(own, self == near_.end() ? self - 1 : self, self == near_.end() ? self : self + 1);
    *own = j;
  }
}

double MedianClusters::value_after(std::int32_t cluster, std::int32_t leaves, std::int32_t enters) const {
  const std::size_t after = members(cluster).size() + (leaves == kNone ? 0 : -1) + (enters == kNone ? 0 : 1);
  if (after == 0) return 0;
  const double load = load_after(cluster, leaves, enters);
  const double* sum = sums(cluster);
  const double* minus = leaves == kNone ? nullptr : nearness_.of(leaves).data();
  const double* plus = enters == kNone ? nullptr : nearness_.of(enters).data();
  double least = std::numeric_limits<double>::infinity();
  for (const std::int32_t j : near(sites_[cluster])) {
    if (user_[j] != kNone && user_[j] != cluster) continue;
    const double value =
        sum[j] - (minus != nullptr ? minus[j] : 0) + (plus != nullptr ? plus[j] : 0) + penalty_of(load, capacity_of(j));
    least = std::min(least, value);
  }
  return least;
}

void MedianClusters::add(std::int32_t cluster, std::int32_t demand, double sign) {
  double* sum = sums(cluster);
  const auto costs = nearness_.of(demand);
  for (std::size_t j = 0; j < costs.size(); ++j) sum[j] += sign * costs[j];
}

/// Goes from the site to the best near it until that is where it is.
double MedianClusters::settled(std::int32_t cluster) {
  const double* sum = sums(cluster);
  const auto value = [&](std::int32_t j) { return sum[j] + penalty_of(load(cluster), capacity_of(j)); };
  std::int32_t& site = sites_[cluster];
  for (std::int32_t best = site;; site = best) {
    for (const std::int32_t j : near(site))
      if ((user_[j] == kNone || user_[j] == cluster) && value(j) < value(best)) best = j;
    if (best == site) return value(best);
    user_[site] = kNone;
    user_[best] = cluster;
  }
}

double MedianClusters::changed(std::int32_t cluster, std::int32_t left, std::int32_t entered) {
  if (left != kNone) add(cluster, left, -1);
  if (entered != kNone) add(cluster, entered, 1);
  if (members(cluster).empty()) std::fill_n(sums(cluster), nearness_.candidates(), 0.0);
  return settled(cluster);
}

void MedianClusters::restart(std::int32_t cluster, std::int32_t site) {
  if (cluster == 0) std::ranges::fill(user_, kNone);
  std::fill_n(sums(cluster), nearness_.candidates(), 0.0);
  for (const std::int32_t i : members(cluster)) add(cluster, i, 1);
  sites_[cluster] = site;
  user_[site] = cluster;
}

}  // namespace mashang::planning
