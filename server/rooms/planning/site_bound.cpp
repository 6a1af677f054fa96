// Subgradient steps; earnings without capacities, and by knapsack with them.
#include "rooms/planning/site_bound.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mashang::planning {
namespace {

constexpr double kMostLoad = 20'000;  ///< larger capacities, or fractions, are bounded by the continuous knapsack

bool is_small_whole(double number) { return number == std::floor(number) && number <= kMostLoad; }

double amount_of(const MedianProblem& problem, std::int32_t demand) {
  return problem.amounts.empty() ? 1 : problem.amounts[demand];
}

}  // namespace

LagrangeanBound::LagrangeanBound(const MedianProblem& problem, const Nearness& nearness)
    : problem_(problem),
      nearness_(nearness),
      prices_(nearness.demands()),
      earnings_(nearness.candidates()),
      served_(nearness.demands()),
      ranking_(nearness.candidates()) {
  is_whole_load_ =
      std::ranges::all_of(problem.amounts, is_small_whole) && std::ranges::all_of(problem.capacities, is_small_whole);
  // Each demand would pay for a site among the nearest share that one site serves.
  const auto rank = std::min(nearness.candidates() - 1, nearness.candidates() / problem.count);
  for (std::int32_t i = 0; i < nearness.demands(); ++i) prices_[i] = nearness.cost(i, nearness.order(i)[rank]);
  best_prices_ = prices_;
}

void LagrangeanBound::earn() {
  std::ranges::fill(earnings_, 0.0);
  if (!problem_.capacities.empty()) {
    for (std::int32_t j = 0; j < nearness_.candidates(); ++j) earnings_[j] = knapsack(j, false);
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
      (void)knapsack(j, true);
      continue;
    }
    for (std::int32_t i = 0; i < nearness_.demands(); ++i)
      if (nearness_.cost(i, j) < prices_[i]) served_[i] += 1;
  }
}

/// The least sum of (cost - price) within the capacity: exact for whole amounts, else the continuous relaxation.
double LagrangeanBound::knapsack(std::int32_t candidate, bool count) {
  const double capacity = problem_.capacities[candidate];
  std::vector<std::int32_t> items;
  for (std::int32_t i = 0; i < nearness_.demands(); ++i)
    if (nearness_.cost(i, candidate) < prices_[i] && amount_of(problem_, i) <= capacity) items.push_back(i);
  const auto value = [&](std::int32_t i) { return nearness_.cost(i, candidate) - prices_[i]; };
  if (!is_whole_load_) {
    std::ranges::sort(items, [&](std::int32_t a, std::int32_t b) {
      return value(a) * amount_of(problem_, b) < value(b) * amount_of(problem_, a);
    });
    double left = capacity;
    double worth = 0;
    for (const std::int32_t i : items) {
      const double amount = amount_of(problem_, i);
      const double share = amount <= left ? 1 : left / amount;
      worth += share * value(i);
      if (count) served_[i] += share;
      left -= share * amount;
      if (left <= 0) break;
    }
    return worth;
  }
  const auto most = static_cast<std::int32_t>(capacity);
  const auto width = static_cast<std::size_t>(most) + 1;
  worth_.assign(width, 0.0);
  if (count) taken_.assign(width * items.size(), 0);
  for (std::size_t k = 0; k < items.size(); ++k) {
    const auto amount = static_cast<std::int32_t>(amount_of(problem_, items[k]));
    const double gained = value(items[k]);
    for (std::int32_t load = most; load >= amount; --load) {
      const double with = worth_[load - amount] + gained;
      if (with >= worth_[load]) continue;
      worth_[load] = with;
      if (count) taken_[k * width + load] = 1;
    }
  }
  if (count) {
    std::int32_t load = most;
    for (std::size_t k = items.size(); k-- > 0;) {
      if (taken_[k * width + load] == 0) continue;
      served_[items[k]] += 1;
      load -= static_cast<std::int32_t>(amount_of(problem_, items[k]));
    }
  }
  return worth_[most];
}

const std::vector<std::int32_t>& LagrangeanBound::improve(double target) {
  constexpr std::int32_t kPatience = 25;
  earn();
  std::iota(ranking_.begin(), ranking_.end(), 0);
  const auto end = ranking_.begin() + problem_.count;
  std::ranges::partial_sort(ranking_, end, [&](std::int32_t a, std::int32_t b) {
    return std::pair(earnings_[a], a) < std::pair(earnings_[b], b);
  });
  chosen_.assign(ranking_.begin(), end);
  double bound = std::accumulate(prices_.begin(), prices_.end(), 0.0);
  for (const std::int32_t j : chosen_) bound += earnings_[j];
  if (best_earnings_.empty() || bound > bound_) {
    idle_ = bound > bound_ + 1e-4 * std::abs(bound_) ? 0 : idle_ + 1;
    bound_ = bound;
    best_prices_ = prices_;
    best_earnings_ = earnings_;
  } else {
    ++idle_;
  }
  if (idle_ >= kPatience) {
    idle_ = 0;
    pace_ /= 2;
    prices_ = best_prices_;
  }
  count_served();
  double norm = 0;
  for (const double served : served_) norm += (1 - served) * (1 - served);
  if (norm == 0) {
    pace_ = 0;  // the relaxed plan serves each demand once: it is optimal for these prices
    return chosen_;
  }
  const double step = pace_ * std::max(target - bound, 1e-3 * std::abs(target)) / norm;
  for (std::size_t i = 0; i < prices_.size(); ++i) prices_[i] = std::max(0.0, prices_[i] + step * (1 - served_[i]));
  return chosen_;
}

}  // namespace mashang::planning
