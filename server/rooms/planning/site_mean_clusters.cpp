// Mean points, their cost, and the tangent that bounds it.
#include "rooms/planning/site_mean_clusters.hpp"

#include <cmath>

namespace mashang::planning {
namespace {

std::vector<double> or_ones(const std::vector<double>& values, std::size_t size) {
  return values.empty() ? std::vector<double>(size, 1.0) : values;
}

double length(double x, double y) { return std::sqrt(x * x + y * y); }

}  // namespace

MeanClusters::MeanClusters(const ClusterProblem& problem)
    : Clusters(or_ones(problem.amounts, problem.spots.size()), problem.count),
      problem_(problem),
      weights_(or_ones(problem.weights, problem.spots.size())),
      capacity_(problem.capacity.value_or(std::numeric_limits<double>::infinity())),
      clouds_(problem.count) {}

double MeanClusters::part(std::int32_t demand, Spot mean) const {
  const Spot at = problem_.spots[demand];
  return weights_[demand] * length(at.x - mean.x, at.y - mean.y);
}

MeanClusters::Sum MeanClusters::sum_after(std::int32_t cluster, std::int32_t leaves, std::int32_t enters) const {
  Sum sum = clouds_[cluster].sum;
  const auto add = [&](std::int32_t demand, double sign) {
    if (demand == kNone) return;
    const double weight = sign * weights_[demand];
    sum.x += weight * problem_.spots[demand].x;
    sum.y += weight * problem_.spots[demand].y;
    sum.weight += weight;
  };
  add(leaves, -1);
  add(enters, 1);
  return sum;
}

double MeanClusters::value_after(std::int32_t cluster, std::int32_t leaves, std::int32_t enters) const {
  const Cloud& cloud = clouds_[cluster];
  const double over = penalty_of(load_after(cluster, leaves, enters), capacity_);
  const Sum sum = sum_after(cluster, leaves, enters);
  if (sum.weight <= 0) return over;
  const Spot mean{sum.x / sum.weight, sum.y / sum.weight};
  double cost = 0;
  for (std::size_t m = 0; m < cloud.x.size(); ++m)
    cost += cloud.weight[m] * length(cloud.x[m] - mean.x, cloud.y[m] - mean.y);
  if (leaves != kNone) cost -= part(leaves, mean);
  if (enters != kNone) cost += part(enters, mean);
  return cost + over;
}

double MeanClusters::bound_after(std::int32_t cluster, std::int32_t leaves, std::int32_t enters) const {
  const Cloud& cloud = clouds_[cluster];
  const double over = penalty_of(load_after(cluster, leaves, enters), capacity_);
  const Sum sum = sum_after(cluster, leaves, enters);
  if (sum.weight <= 0) return over;
  const Spot moved{sum.x / sum.weight - cloud.mean.x, sum.y / sum.weight - cloud.mean.y};
  double bound = cloud.cost + cloud.slope.x * moved.x + cloud.slope.y * moved.y;
  // Of those that change sides the exact part at the new mean: only who stays is bounded by the tangent.
  const auto correct = [&](std::int32_t demand) {
    const Spot at = problem_.spots[demand];
    const double before = length(at.x - cloud.mean.x, at.y - cloud.mean.y);
    const double along = before > 0 ? ((cloud.mean.x - at.x) * moved.x + (cloud.mean.y - at.y) * moved.y) / before : 0;
    return weights_[demand] * (before + along);
  };
  if (leaves != kNone) bound -= correct(leaves);
  if (enters != kNone) bound += part(enters, {cloud.mean.x + moved.x, cloud.mean.y + moved.y});
  return bound + over;
}

double MeanClusters::changed(std::int32_t cluster, std::int32_t, std::int32_t) {
  Cloud& cloud = clouds_[cluster];
  cloud.sum = {};
  cloud.x.clear();
  cloud.y.clear();
  cloud.weight.clear();
  for (const std::int32_t i : members(cluster)) {
    const Spot at = problem_.spots[i];
    cloud.x.push_back(at.x);
    cloud.y.push_back(at.y);
    cloud.weight.push_back(weights_[i]);
    cloud.sum.x += weights_[i] * at.x;
    cloud.sum.y += weights_[i] * at.y;
    cloud.sum.weight += weights_[i];
  }
  if (cloud.sum.weight > 0) cloud.mean = {cloud.sum.x / cloud.sum.weight, cloud.sum.y / cloud.sum.weight};
  cloud.cost = 0;
  cloud.slope = {};
  for (std::size_t m = 0; m < cloud.x.size(); ++m) {
    const double x = cloud.mean.x - cloud.x[m];
    const double y = cloud.mean.y - cloud.y[m];
    const double far = length(x, y);
    cloud.cost += cloud.weight[m] * far;
    if (far <= 0) continue;
    cloud.slope.x += cloud.weight[m] * x / far;
    cloud.slope.y += cloud.weight[m] * y / far;
  }
  return cloud.cost + penalty_of(load(cluster), capacity_);
}

}  // namespace mashang::planning
