// Subgradient steps; earnings without capacities, and by knapsack with them.
#include "rooms/planning/site_bound.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "rooms/planning/site_problem.hpp"

namespace mashang::planning {
namespace {

/// Knapsacks are solved exactly where all of them together take no more than so many additions.
constexpr double kMostAdditions = 2e7;

bool is_whole(double number) { return number == std::floor(number); }

bool may_be_exact(const MedianProblem& problem) {
  if (problem.capacities.empty()) return false;
  const double loads = std::accumulate(problem.capacities.begin(), problem.capacities.end(), 0.0);
  return loads * problem.costs.demands() <= kMostAdditions && std::ranges::all_of(problem.amounts, is_whole) &&
         std::ranges::all_of(problem.capacities, is_whole);
}

}  // namespace

LagrangeanBound::LagrangeanBound(const MedianProblem& problem, const Nearness& nearness)
    : problem_(problem),
      nearness_(nearness),
      prices_(nearness.demands()),
      earnings_(nearness.candidates()),
      served_(nearness.demands()),
      ranking_(nearness.candidates()) {
  is_exact_ = may_be_exact(problem);
  // Each demand would pay for a site among the nearest share that one site serves.
  const auto rank = std::min(nearness.candidates() - 1, nearness.candidates() / problem.count);
  for (std::int32_t i = 0; i < nearness.demands(); ++i) prices_[i] = nearness.cost(i, nearness.order(i)[rank]);
  best_prices_ = prices_;
}

void LagrangeanBound::earn() {
  std::ranges::fill(earnings_, 0.0);
  if (!problem_.capacities.empty()) {
    for (std::int32_t j = 0; j < nearness_.candidates(); ++j) earnings_[j] = fill(j);
    return;
  }
  for (std::int32_t i = 0; i < nearness_.demands(); ++i) {
    const auto costs = nearness_.of(i);
    for (const std::int32_t j : nearness_.order(i)) {
      if (costs[j] >= prices_[i]) break;
      earnings_[j] += costs[j] - prices_[i];
    }
  }
}

void LagrangeanBound::count_served() {
  std::ranges::fill(served_, 0.0);
  for (const std::int32_t j : chosen_) {
    if (!problem_.capacities.empty()) {
      (void)fill(j);
      knapsack_.count(served_);
      continue;
    }
    for (std::int32_t i = 0; i < nearness_.demands(); ++i)
      if (nearness_.cost(i, j) < prices_[i]) served_[i] += 1;
  }
}

double LagrangeanBound::fill(std::int32_t candidate) {
  const double capacity = problem_.capacities[candidate];
  items_.clear();
  for (std::int32_t i = 0; i < nearness_.demands(); ++i) {
    const double worth = nearness_.cost(i, candidate) - prices_[i];
    const double amount = value_or_one(problem_.amounts, i);
    if (worth < 0 && amount <= capacity) items_.push_back({i, amount, worth});
  }
  return is_exact_ ? knapsack_.whole(items_, capacity) : knapsack_.split(items_, capacity);
}

const std::vector<std::int32_t>& LagrangeanBound::improve(double target) {
  earn();
  std::iota(ranking_.begin(), ranking_.end(), 0);
  const auto end = ranking_.begin() + problem_.count;
  std::ranges::partial_sort(ranking_, end, [&](std::int32_t a, std::int32_t b) {
    return std::pair(earnings_[a], a) < std::pair(earnings_[b], b);
  });
  chosen_.assign(ranking_.begin(), end);
  double bound = std::accumulate(prices_.begin(), prices_.end(), 0.0);
  for (const std::int32_t j : chosen_) bound += earnings_[j];
  count_served();
  double norm = 0;
  for (const double served : served_) norm += (1 - served) * (1 - served);
  if (learn(bound) == Pace::slower) return chosen_;
  if (norm == 0) {
    pace_ = 0;  // the relaxed plan serves each demand once: it is optimal for these prices
    return chosen_;
  }
  const double step = pace_ * std::max(target - bound, 1e-3 * std::abs(target)) / norm;
  for (std::size_t i = 0; i < prices_.size(); ++i) prices_[i] = std::max(0.0, prices_[i] + step * (1 - served_[i]));
  return chosen_;
}

/// Keeps the best prices; goes slower, and on from those, when nothing has become much better for a while.
LagrangeanBound::Pace LagrangeanBound::learn(double bound) {
  constexpr std::int32_t kPatience = 25;
  constexpr double kMuch = 1e-4;
  idle_ = bound > bound_ + kMuch * std::abs(bound_) ? 0 : idle_ + 1;
  if (bound > bound_) {
    bound_ = bound;
    best_prices_ = prices_;
  }
  if (idle_ < kPatience) return Pace::same;
  idle_ = 0;
  pace_ /= 2;
  prices_ = best_prices_;
  return Pace::slower;
}

}  // namespace mashang::planning
