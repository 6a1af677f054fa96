// Siting against looking at every plan, and against input that makes no sense.
#include "rooms/planning/sites.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <numeric>

#include "rooms/planning/sites_fixture.hpp"

namespace mashang::planning {
namespace {

SiteOptions some_steps(std::int64_t steps, std::uint64_t seed = 1) {
  SiteOptions options;
  options.seed = seed;
  options.seconds = 0;
  options.steps = steps;
  return options;
}

MedianProblem some_median(std::mt19937& random, std::size_t demands, std::size_t candidates, std::int32_t count) {
  MedianProblem problem;
  problem.costs = distances(some_spots(random, demands), some_spots(random, candidates), Metric::euclidean);
  problem.count = count;
  return problem;
}

/// Amounts 1 to 9 and sites that they fill to about nine tenths.
MedianProblem some_capacitated(std::mt19937& random, std::size_t demands, std::int32_t count) {
  MedianProblem problem = some_median(random, demands, demands, count);
  problem.amounts = some_numbers(random, demands, 1, 9);
  const double all = std::accumulate(problem.amounts.begin(), problem.amounts.end(), 0.0);
  const auto least = static_cast<std::uint32_t>(std::ceil(all / count));
  problem.capacities = some_numbers(random, demands, least, least + 5);
  return problem;
}

ClusterProblem some_clustering(std::mt19937& random, std::size_t demands, std::int32_t count) {
  ClusterProblem problem;
  problem.spots = some_spots(random, demands);
  problem.amounts = some_numbers(random, demands, 1, 9);
  problem.capacity = std::ceil(std::accumulate(problem.amounts.begin(), problem.amounts.end(), 0.0) / count * 1.1);
  problem.count = count;
  return problem;
}

void expect_cost(const Result<SitePlan>& plan, double cost) {
  if (cost == kNoPlan) {
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().code, "planning.sites_infeasible") << plan.error().detail;
    return;
  }
  ASSERT_TRUE(plan) << plan.error().code << plan.error().detail;
  EXPECT_NEAR(plan->cost, cost, 1e-6);
  if (plan->lower_bound) {
    EXPECT_LE(*plan->lower_bound, cost + 1e-6);
  }
}

template <class Problem>
void expect_sound(const Problem& problem, const Result<SitePlan>& plan) {
  ASSERT_TRUE(plan) << plan.error().code << plan.error().detail;
  double cost = 0;
  for (const SiteFigures& figures : figures_of(problem, *plan)) cost += figures.cost;
  EXPECT_NEAR(cost, plan->cost, 1e-6);
}

TEST(Sites, SmallMediansAreOptimal) {
  std::mt19937 random(1);
  for (int round = 0; round < 40; ++round) {
    const std::size_t demands = 2 + random() % 13;
    const std::size_t candidates = 1 + random() % 14;
    MedianProblem problem =
        some_median(random, demands, candidates, static_cast<std::int32_t>(1 + random() % candidates));
    if (round % 2 == 0) problem.weights = some_numbers(random, demands, 0, 9);
    const auto plan = place_sites(problem, some_steps(300));
    expect_cost(plan, best_median_of_all(problem));
    expect_sound(problem, plan);
  }
}

TEST(Sites, SmallCapacitatedMediansAreOptimal) {
  std::mt19937 random(2);
  for (int round = 0; round < 24; ++round) {
    const MedianProblem problem =
        some_capacitated(random, 4 + random() % 6, static_cast<std::int32_t>(1 + random() % 3));
    const auto plan = place_sites(problem, some_steps(1500));
    expect_cost(plan, best_capacitated_of_all(problem));
    if (!plan) continue;
    expect_sound(problem, plan);
    const auto figures = figures_of(problem, *plan);
    for (std::size_t k = 0; k < figures.size(); ++k)
      EXPECT_LE(figures[k].load, problem.capacities[plan->candidates[k]]);
    EXPECT_EQ(std::ranges::adjacent_find(plan->candidates), plan->candidates.end()) << "a site stands twice";
  }
}

TEST(Sites, SmallClusteringsAreOptimal) {
  std::mt19937 random(3);
  for (int round = 0; round < 16; ++round) {
    const ClusterProblem problem =
        some_clustering(random, round == 0 ? 14 : 3 + random() % 9, static_cast<std::int32_t>(1 + random() % 3));
    const auto plan = cluster(problem, some_steps(1500));
    expect_cost(plan, best_clustering_of_all(problem));
    if (!plan) continue;
    expect_sound(problem, plan);
    for (const SiteFigures& figures : figures_of(problem, *plan)) EXPECT_LE(figures.load, *problem.capacity);
  }
}

TEST(Sites, TheSameSeedAndStepsGiveTheSamePlan) {
  std::mt19937 random(4);
  const MedianProblem median = some_median(random, 120, 120, 9);
  const MedianProblem capacitated = some_capacitated(random, 60, 6);
  const ClusterProblem clustering = some_clustering(random, 60, 6);
  for (const std::uint64_t seed : {1U, 2U}) {
    const SiteOptions options = some_steps(800, seed);
    EXPECT_EQ(place_sites(median, options)->site_of, place_sites(median, options)->site_of);
    EXPECT_EQ(place_sites(capacitated, options)->site_of, place_sites(capacitated, options)->site_of);
    EXPECT_EQ(cluster(clustering, options)->site_of, cluster(clustering, options)->site_of);
  }
}

TEST(Sites, CancellingLeavesTheBestSoFar) {
  std::mt19937 random(5);
  const ClusterProblem problem = some_clustering(random, 80, 8);
  std::atomic<bool> cancelled = false;
  SiteOptions options;
  options.seconds = 600;
  options.cancelled = &cancelled;
  double told = 0;
  options.progress = [&](const SiteProgress& progress) {
    told = progress.cost;
    cancelled = true;
  };
  const auto plan = cluster(problem, options);
  ASSERT_TRUE(plan);
  EXPECT_LE(plan->cost, told + 1e-6);
  expect_sound(problem, plan);
}

TEST(Sites, WhatIsCancelledAtOnceIsStillAPlan) {
  std::mt19937 random(6);
  const std::atomic<bool> cancelled = true;
  SiteOptions options;
  options.cancelled = &cancelled;
  const MedianProblem median = some_median(random, 30, 30, 4);
  expect_sound(median, place_sites(median, options));
  MedianProblem capacitated = some_capacitated(random, 30, 4);
  for (double& capacity : capacitated.capacities) capacity += 10;
  expect_sound(capacitated, place_sites(capacitated, options));
}

TEST(Sites, AnInfeasibleProblemSaysWhichDemandAndHowMuch) {
  ClusterProblem problem{
      .spots = {{0, 0}, {1, 0}, {2, 0}}, .weights = {}, .amounts = {2, 7, 3}, .capacity = 5, .count = 2};
  const auto plan = cluster(problem, some_steps(100));
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().code, "planning.sites_infeasible");
  const auto obstacles = obstacles_of(problem);
  ASSERT_EQ(obstacles.size(), 2U);
  EXPECT_EQ(obstacles[0].kind, SiteObstacle::Kind::demand_too_large);
  EXPECT_EQ(obstacles[0].demand, 1);
  EXPECT_DOUBLE_EQ(obstacles[0].amount, 2);
  EXPECT_EQ(obstacles[1].kind, SiteObstacle::Kind::capacity_short);
  EXPECT_DOUBLE_EQ(obstacles[1].amount, 2);
}

TEST(Sites, DemandsThatDoNotPackAreInfeasibleThoughTheSumsFit) {
  const ClusterProblem problem{
      .spots = {{0, 0}, {1, 0}, {2, 0}}, .weights = {}, .amounts = {3, 3, 3}, .capacity = 5, .count = 2};
  EXPECT_TRUE(obstacles_of(problem).empty());
  expect_cost(cluster(problem, some_steps(100)), kNoPlan);
}

TEST(Sites, AllOnOneSpotCostsNothing) {
  const ClusterProblem clustering{
      .spots = std::vector<Spot>(9, Spot{5, 5}), .weights = {}, .amounts = {}, .capacity = 3, .count = 3};
  expect_cost(cluster(clustering, some_steps(100)), 0);
  MedianProblem median;
  median.costs = distances(clustering.spots, clustering.spots, Metric::euclidean);
  median.count = 3;
  expect_cost(place_sites(median, some_steps(100)), 0);
  median.capacities.assign(9, 3.0);
  expect_cost(place_sites(median, some_steps(100)), 0);
}

TEST(Sites, ValuesThatMakeNoSenseAreRefused) {
  std::mt19937 random(7);
  const MedianProblem sound = some_capacitated(random, 6, 2);
  const auto refused = [](const auto& plan) { return !plan && plan.error().code == "planning.sites_bad_problem"; };
  const auto with = [&](auto change) {
    MedianProblem problem = sound;
    change(problem);
    return place_sites(problem, some_steps(10));
  };
  EXPECT_TRUE(refused(with([](auto& problem) { problem.count = 0; })));
  EXPECT_TRUE(refused(with([](auto& problem) { problem.count = 7; })));
  EXPECT_TRUE(refused(with([](auto& problem) { problem.amounts[2] = -1; })));
  EXPECT_TRUE(refused(with([](auto& problem) { problem.weights = {1}; })));
  EXPECT_TRUE(refused(with([](auto& problem) { problem.capacities[0] = std::nan(""); })));
  EXPECT_TRUE(refused(with([](auto& problem) { problem.costs.set(1, 1, -2); })));
  EXPECT_TRUE(refused(with([](auto& problem) { problem.costs = CostTable(); })));
  EXPECT_TRUE(refused(place_sites(sound, some_steps(0)))) << "no bound";
  ClusterProblem nowhere{.spots = {{0, std::nan("")}}, .weights = {}, .amounts = {}, .capacity = {}, .count = 1};
  EXPECT_TRUE(refused(cluster(nowhere, some_steps(10))));
}

TEST(Sites, PathsAreShortestAndPiecesAreRefused) {
  const std::vector<Edge> edges{{0, 1, 4}, {1, 2, 4}, {0, 2, 9}};
  const auto table = shortest_paths(3, edges);
  ASSERT_TRUE(table);
  EXPECT_DOUBLE_EQ(table->at(0, 2), 8);
  EXPECT_DOUBLE_EQ(table->at(2, 0), 8);
  EXPECT_FALSE(shortest_paths(4, edges)) << "vertex 3 has no edge";
  EXPECT_FALSE(shortest_paths(2, edges)) << "an edge to nowhere";
}

}  // namespace
}  // namespace mashang::planning
