// Weights and totals of the problem, made into prices.
#include "rooms/planning/pricing.hpp"

#include <algorithm>
#include <cmath>

#include "rooms/planning/lattice.hpp"

namespace mashang::planning {

double distances(std::span<const Standing> standing, Spot middle) {
  double sum = 0;
  for (const Standing& each : standing) {
    const double dx = each.x - middle.x, dy = each.y - middle.y;
    sum += each.households * std::sqrt(dx * dx + dy * dy);
  }
  return sum;
}

Pricing::Pricing(const GridProblem& problem, std::int32_t grids) : band_(problem.band) {
  std::int64_t households = 0;
  double work = 0;
  bool has_today = false;
  for (const Building& building : problem.buildings) {
    households += building.households;
    work += static_cast<double>(std::llround(building.work * 1000));
    has_today = has_today || building.grid != kNone;
  }
  const Weights& weights = problem.weights;
  const double all = static_cast<double>(std::max<std::int64_t>(households, 1));
  per_metre_ = weights[Measure::distance] / all;
  per_kept_ = has_today ? weights[Measure::change] / all : 0;
  mean_work_ = work / std::max(grids, 1);
  per_work_ = work > 0 ? weights[Measure::imbalance] / work : 0;
  per_compound_ = weights[Measure::cut_compounds];
  per_community_ = weights[Measure::cut_communities];
  if (weights[Measure::worker_distance] <= 0) return;
  homes_ = problem.worker_homes;
  homes_.resize(std::min(homes_.size(), static_cast<std::size_t>(grids)));
  per_home_metre_ = homes_.empty() ? 0 : weights[Measure::worker_distance] / static_cast<double>(homes_.size());
}

double Pricing::points(std::int32_t grid, const Tally& tally, double distance) const {
  double points = per_metre_ * distance - per_kept_ * static_cast<double>(tally.kept) +
                  per_compound_ * tally.compounds + per_community_ * std::max(0, tally.communities - 1);
  if (per_work_ > 0) points += per_work_ * std::abs(static_cast<double>(tally.work) - mean_work_);
  if (static_cast<std::size_t>(grid) < homes_.size() && tally.households > 0)
    points += per_home_metre_ * planning::distance(homes_[static_cast<std::size_t>(grid)], tally.middle());
  return points;
}

}  // namespace mashang::planning
