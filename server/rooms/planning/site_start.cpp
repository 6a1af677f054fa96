// Random sites, a few swaps, and an assignment by regret.
#include "rooms/planning/site_start.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "rooms/planning/site_problem.hpp"
#include "rooms/planning/site_swap.hpp"

namespace mashang::planning {
namespace {

std::vector<std::int32_t> some_sites(const MedianProblem& problem, const Nearness& nearness, Random& random,
                                     SiteWatch& watch) {
  std::vector<std::int32_t> places(nearness.candidates());
  std::iota(places.begin(), places.end(), 0);
  for (std::int32_t k = 0; k < problem.count; ++k)
    std::swap(places[k], places[k + random.below(nearness.candidates() - k)]);
  places.resize(problem.count);
  if (problem.count < 2 || problem.count == nearness.candidates()) return places;
  SwapSearch search(nearness, problem.count);
  search.open(places);
  search.descend(watch);
  return search.sites();
}

struct Choice {
  std::int32_t best = kNone;
  double regret = 0;  ///< what the second choice costs more
};

Choice choice_of(std::int32_t demand, const std::vector<std::int32_t>& sites, const std::vector<double>& room,
                 const Nearness& nearness, double amount) {
  Choice choice;
  double least = std::numeric_limits<double>::infinity();
  double second = least;
  for (std::size_t k = 0; k < sites.size(); ++k) {
    const double cost = nearness.cost(demand, sites[k]);
    if (room[k] < amount || cost >= second) continue;
    if (cost < least) {
      second = least;
      least = cost;
      choice.best = static_cast<std::int32_t>(k);
    } else {
      second = cost;
    }
  }
  choice.regret = second - least;
  return choice;
}

std::vector<std::int32_t> assigned_by_regret(const MedianProblem& problem, const Nearness& nearness,
                                             const std::vector<std::int32_t>& sites) {
  std::vector<double> room;
  for (const std::int32_t j : sites)
    room.push_back(problem.capacities.empty() ? std::numeric_limits<double>::infinity() : problem.capacities[j]);
  std::vector<std::pair<double, std::int32_t>> order;
  for (std::int32_t i = 0; i < nearness.demands(); ++i)
    order.emplace_back(-choice_of(i, sites, room, nearness, 0).regret, i);
  std::ranges::sort(order);
  std::vector<std::int32_t> cluster_of(nearness.demands());
  for (const auto& [regret, i] : order) {
    const double amount = value_or_one(problem.amounts, i);
    std::int32_t to = choice_of(i, sites, room, nearness, amount).best;
    if (to == kNone) to = static_cast<std::int32_t>(std::ranges::max_element(room) - room.begin());
    cluster_of[i] = to;
    room[to] -= amount;
  }
  return cluster_of;
}

}  // namespace

Neighbours neighbours_of(const MedianProblem& problem) {
  constexpr std::size_t kNeighbours = 16;
  const CostTable& costs = problem.costs;
  Neighbours neighbours(costs.demands());
  std::vector<std::int32_t> others(costs.demands());
  for (std::int32_t i = 0; i < costs.demands(); ++i) {
    std::int32_t nearest = 0;
    for (std::int32_t j = 1; j < costs.candidates(); ++j)
      if (costs.at(i, j) < costs.at(i, nearest)) nearest = j;
    others.resize(costs.demands());
    std::iota(others.begin(), others.end(), 0);
    std::erase(others, i);
    const auto end = others.begin() + static_cast<std::ptrdiff_t>(std::min(kNeighbours, others.size()));
    std::ranges::partial_sort(others, end, [&](std::int32_t a, std::int32_t b) {
      return std::pair(costs.at(a, nearest), a) < std::pair(costs.at(b, nearest), b);
    });
    neighbours[i].assign(others.begin(), end);
  }
  return neighbours;
}

Start random_start(const MedianProblem& problem, const Nearness& nearness, Random& random, SiteWatch& watch) {
  Start start;
  start.sites = some_sites(problem, nearness, random, watch);
  start.cluster_of = assigned_by_regret(problem, nearness, start.sites);
  return start;
}

}  // namespace mashang::planning
