// Small siting problems at random, and their best plans by looking at all of them.
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <limits>
#include <random>
#include <vector>

#include "rooms/planning/sites.hpp"

namespace mashang::planning {

constexpr double kNoPlan = std::numeric_limits<double>::infinity();

inline std::vector<Spot> some_spots(std::mt19937& random, std::size_t count) {
  std::vector<Spot> spots(count);
  for (Spot& spot : spots) spot = {static_cast<double>(random() % 100), static_cast<double>(random() % 100)};
  return spots;
}

inline std::vector<double> some_numbers(std::mt19937& random, std::size_t count, std::uint32_t least,
                                        std::uint32_t most) {
  std::vector<double> numbers(count);
  for (double& number : numbers) number = static_cast<double>(least + random() % (most - least + 1));
  return numbers;
}

/// All sets of `count` of `all` places, as bits.
inline std::vector<std::uint32_t> choices(std::int32_t all, std::int32_t count) {
  std::vector<std::uint32_t> sets;
  for (std::uint32_t set = 0; set < (1U << static_cast<std::uint32_t>(all)); ++set)
    if (std::popcount(set) == count) sets.push_back(set);
  return sets;
}

/// Without capacities each demand goes to the cheapest of the chosen.
inline double best_median_of_all(const MedianProblem& problem) {
  double best = kNoPlan;
  for (const std::uint32_t set : choices(problem.costs.candidates(), problem.count)) {
    double cost = 0;
    for (std::int32_t i = 0; i < problem.costs.demands(); ++i) {
      double least = kNoPlan;
      for (std::int32_t j = 0; j < problem.costs.candidates(); ++j)
        if ((set >> static_cast<std::uint32_t>(j) & 1U) != 0) least = std::min(least, problem.costs.at(i, j));
      cost += least * (problem.weights.empty() ? 1 : problem.weights[i]);
    }
    best = std::min(best, cost);
  }
  return best;
}

/// The cheapest way to split all demands into `count` groups, by the cost of each group k (as bits; infinite when it
/// must not be): dynamic programming over subsets.
inline double best_split(std::int32_t demands, std::int32_t count,
                         const std::function<double(std::int32_t, std::uint32_t)>& cost_of) {
  const std::uint32_t all = (1U << static_cast<std::uint32_t>(demands)) - 1;
  std::vector<double> best(all + 1, kNoPlan);
  best[0] = 0;
  for (std::int32_t k = 0; k < count; ++k) {
    std::vector<double> group(all + 1);
    for (std::uint32_t set = 0; set <= all; ++set) group[set] = cost_of(k, set);
    std::vector<double> next(all + 1, kNoPlan);
    for (std::uint32_t set = 0; set <= all; ++set)
      for (std::uint32_t part = set;; part = (part - 1) & set) {
        next[set] = std::min(next[set], best[set ^ part] + group[part]);
        if (part == 0) break;
      }
    best = std::move(next);
  }
  return best[all];
}

template <class Visit>
void for_each_member(std::uint32_t set, Visit visit) {
  for (; set != 0; set &= set - 1) visit(static_cast<std::size_t>(std::countr_zero(set)));
}

inline double best_capacitated_of_all(const MedianProblem& problem) {
  double best = kNoPlan;
  for (const std::uint32_t chosen : choices(problem.costs.candidates(), problem.count)) {
    std::vector<std::int32_t> sites;
    for_each_member(chosen, [&](std::size_t j) { sites.push_back(static_cast<std::int32_t>(j)); });
    best = std::min(best, best_split(problem.costs.demands(), problem.count, [&](std::int32_t k, std::uint32_t set) {
                      double load = 0;
                      double cost = 0;
                      for_each_member(set, [&](std::size_t i) {
                        load += problem.amounts[i];
                        cost += problem.costs.at(static_cast<std::int32_t>(i), sites[k]);
                      });
                      return load <= problem.capacities[sites[k]] ? cost : kNoPlan;
                    }));
  }
  return best;
}

inline double best_clustering_of_all(const ClusterProblem& problem) {
  return best_split(static_cast<std::int32_t>(problem.spots.size()), problem.count,
                    [&](std::int32_t, std::uint32_t set) {
                      double load = 0;
                      Spot sum;
                      for_each_member(set, [&](std::size_t i) {
                        load += problem.amounts[i];
                        sum = {sum.x + problem.spots[i].x, sum.y + problem.spots[i].y};
                      });
                      if (load > *problem.capacity) return kNoPlan;
                      const int size = std::popcount(set);
                      double cost = 0;
                      for_each_member(set, [&](std::size_t i) {
                        cost += std::hypot(problem.spots[i].x - sum.x / size, problem.spots[i].y - sum.y / size);
                      });
                      return cost;
                    });
}

}  // namespace mashang::planning
