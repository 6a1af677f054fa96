// Sorts candidates by cost, demand by demand.
#include "rooms/planning/site_nearness.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mashang::planning {

Nearness::Nearness(const MedianProblem& problem)
    : demands_(problem.costs.demands()),
      candidates_(problem.costs.candidates()),
      costs_(static_cast<std::size_t>(demands_) * candidates_),
      order_(costs_.size()) {
  std::vector<double> lengths(candidates_);
  for (std::int32_t i = 0; i < demands_; ++i) {
    const double weight = problem.weights.empty() ? 1 : problem.weights[i];
    double* costs = &costs_[static_cast<std::size_t>(i) * candidates_];
    for (std::int32_t j = 0; j < candidates_; ++j) {
      lengths[j] = problem.costs.at(i, j);
      costs[j] = weight * lengths[j];
      is_whole_ = is_whole_ && costs[j] == std::floor(costs[j]);
    }
    // By the unweighted cost: a demand without weight still has near and far.
    const auto order = std::span(order_).subspan(static_cast<std::size_t>(i) * candidates_, candidates_);
    std::iota(order.begin(), order.end(), 0);
    std::ranges::sort(order, {}, [&](std::int32_t j) { return std::pair(lengths[j], j); });
  }
}

double rounded_up(double bound, bool is_whole) {
  constexpr double kBlur = 1e-9;
  const double safe = bound - kBlur * std::max(1.0, std::abs(bound));
  return std::max(0.0, is_whole ? std::ceil(safe - 1e-6) : safe);
}

}  // namespace mashang::planning
