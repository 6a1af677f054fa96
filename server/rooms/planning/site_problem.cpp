// Sound values, and the obstacles that sums can see.
#include "rooms/planning/site_problem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mashang::planning {
namespace {

/// Beyond this the table of costs alone would take half a gigabyte.
constexpr std::int64_t kMostCosts = 60'000'000;

tl::unexpected<Error> bad(std::string what) {
  return failure(ErrorKind::unprocessable, "planning.sites_bad_problem", std::move(what));
}

Result<void> check_values(std::string_view name, const std::vector<double>& values, std::size_t wanted) {
  if (!values.empty() && values.size() != wanted)
    return bad(fmt::format("{} {} for {} points", values.size(), name, wanted));
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!std::isfinite(values[i]) || values[i] < 0) return bad(fmt::format("{} {} is {}", name, i, values[i]));
  return {};
}

Result<void> check_counts(std::int64_t count, std::size_t demands, std::size_t places, const SiteOptions& options) {
  if (demands == 0) return bad("no demand");
  if (count < 1) return bad(fmt::format("{} sites are wanted", count));
  if (static_cast<std::size_t>(count) > places) return bad(fmt::format("{} sites among {} places", count, places));
  if (static_cast<std::int64_t>(demands) * static_cast<std::int64_t>(places) > kMostCosts)
    return bad(fmt::format("{} demands times {} places are too many", demands, places));
  if (!(options.seconds > 0) && options.steps <= 0) return bad("neither time nor steps are bounded");
  return {};
}

Result<void> check_costs(const CostTable& costs) {
  for (std::int32_t j = 0; j < costs.candidates(); ++j)
    for (std::int32_t i = 0; i < costs.demands(); ++i)
      if (const double cost = costs.at(i, j); !std::isfinite(cost) || cost < 0)
        return bad(fmt::format("the cost of demand {} at candidate {} is {}", i, j, cost));
  return {};
}

Result<void> passable(const std::vector<SiteObstacle>& obstacles) {
  if (obstacles.empty()) return {};
  std::string detail;
  for (const SiteObstacle& obstacle : obstacles) detail += (detail.empty() ? "" : "; ") + described(obstacle);
  return failure(ErrorKind::unprocessable, "planning.sites_infeasible", detail);
}

/// `largest`: capacities of the sites that can be, from large to small.
std::vector<SiteObstacle> obstacles_within(const std::vector<double>& amounts, std::size_t demands,
                                           const std::vector<double>& largest) {
  constexpr double kBlur = 1e-9;
  std::vector<SiteObstacle> obstacles;
  double all = 0;
  for (std::size_t i = 0; i < demands; ++i) {
    const double amount = value_or_one(amounts, i);
    all += amount;
    if (amount > largest.front() * (1 + kBlur))
      obstacles.push_back(
          {SiteObstacle::Kind::demand_too_large, static_cast<std::int32_t>(i), amount - largest.front()});
  }
  const double room = std::accumulate(largest.begin(), largest.end(), 0.0);
  if (all > room * (1 + kBlur)) obstacles.push_back({SiteObstacle::Kind::capacity_short, kNone, all - room});
  return obstacles;
}

}  // namespace

std::string described(const SiteObstacle& obstacle) {
  if (obstacle.kind == SiteObstacle::Kind::demand_too_large)
    return fmt::format("demand {} is {} over the largest capacity", obstacle.demand, obstacle.amount);
  return fmt::format("the sites are {} short of capacity", obstacle.amount);
}

std::vector<SiteObstacle> obstacles_of(const MedianProblem& problem) {
  if (problem.capacities.empty() || problem.count < 1) return {};
  std::vector<double> largest = problem.capacities;
  std::ranges::sort(largest, std::greater<>());
  largest.resize(std::min<std::size_t>(largest.size(), problem.count));
  return obstacles_within(problem.amounts, problem.costs.demands(), largest);
}

std::vector<SiteObstacle> obstacles_of(const ClusterProblem& problem) {
  if (!problem.capacity || problem.count < 1) return {};
  return obstacles_within(problem.amounts, problem.spots.size(), std::vector<double>(problem.count, *problem.capacity));
}

Result<void> check(const MedianProblem& problem, const SiteOptions& options) {
  const auto demands = static_cast<std::size_t>(problem.costs.demands());
  const auto candidates = static_cast<std::size_t>(problem.costs.candidates());
  return check_counts(problem.count, demands, candidates, options)
      .and_then([&] { return check_values("weights", problem.weights, demands); })
      .and_then([&] { return check_values("amounts", problem.amounts, demands); })
      .and_then([&] { return check_values("capacities", problem.capacities, candidates); })
      .and_then([&] { return check_costs(problem.costs); })
      .and_then([&] { return passable(obstacles_of(problem)); });
}

Result<void> check(const ClusterProblem& problem, const SiteOptions& options) {
  const std::size_t demands = problem.spots.size();
  const auto places = [&]() -> Result<void> {
    for (std::size_t i = 0; i < demands; ++i)
      if (!std::isfinite(problem.spots[i].x) || !std::isfinite(problem.spots[i].y))
        return bad(fmt::format("point {} is nowhere", i));
    if (problem.capacity && !(std::isfinite(*problem.capacity) && *problem.capacity >= 0))
      return bad(fmt::format("the capacity is {}", *problem.capacity));
    return {};
  };
  return check_counts(problem.count, demands, demands, options)
      .and_then([&] { return check_values("weights", problem.weights, demands); })
      .and_then([&] { return check_values("amounts", problem.amounts, demands); })
      .and_then(places)
      .and_then([&] { return passable(obstacles_of(problem)); });
}

}  // namespace mashang::planning
