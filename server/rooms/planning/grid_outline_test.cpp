// What outlines promise: they hold their buildings, and no two of them overlap.
#include "rooms/planning/grid_outline.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace mashang::planning {
namespace {

/// Even-odd over all rings: holes count themselves out.
bool holds(const std::vector<Outline>& outlines, const Spot& at) {
  bool is_inside = false;
  for (const Outline& outline : outlines)
    for (const Ring& ring : outline)
      for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        if ((ring[i].y > at.y) != (ring[j].y > at.y) &&
            at.x < (ring[j].x - ring[i].x) * (at.y - ring[i].y) / (ring[j].y - ring[i].y) + ring[i].x)
          is_inside = !is_inside;
  return is_inside;
}

TEST(GridOutline, EachSpotNearABuildingLiesInTheOutlineOfTheNearestGridAlone) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> place(0, 400);
  GridProblem problem;
  GridPlan plan{{}, 3};
  for (int i = 0; i < 60; ++i) {
    problem.buildings.push_back({.at = {place(random), place(random)}, .households = 10});
    plan.grid_of.push_back(static_cast<std::int32_t>(problem.buildings.back().at.x / 134));
  }
  const auto outlines = outlines_of(problem, plan, {0, 1, 2});
  int checked = 0;
  for (int i = 0; i < 2000; ++i) {
    const Spot at{place(random), place(random)};
    double nearest = 1e9, nearest_other = 1e9;
    std::int32_t grid = 0;
    for (std::size_t b = 0; b < problem.buildings.size(); ++b) {
      const double away = std::hypot(problem.buildings[b].at.x - at.x, problem.buildings[b].at.y - at.y);
      if (away < nearest) nearest = away, grid = plan.grid_of[b];
    }
    for (std::size_t b = 0; b < problem.buildings.size(); ++b)
      if (plan.grid_of[b] != grid)
        nearest_other =
            std::min(nearest_other, std::hypot(problem.buildings[b].at.x - at.x, problem.buildings[b].at.y - at.y));
    if (nearest_other - nearest < 1 || std::abs(nearest - 45) < 2) continue;  // on an edge
    ++checked;
    for (std::int32_t each = 0; each < 3; ++each)
      EXPECT_EQ(holds(outlines[static_cast<std::size_t>(each)], at), each == grid && nearest < 45)
          << at.x << " " << at.y;
  }
  EXPECT_GT(checked, 1500);
}

TEST(GridOutline, AGridWithoutBuildingsHasNone) {
  GridProblem problem;
  problem.buildings.push_back({.at = {0, 0}, .households = 10});
  const auto outlines = outlines_of(problem, {{0}, 2}, {1, 0});
  EXPECT_TRUE(outlines[0].empty());
  EXPECT_EQ(outlines[1].size(), 1u);
}

TEST(GridOutline, TwoGridsOnOneSpotAreNoTrouble) {
  GridProblem problem;
  problem.buildings.resize(2);
  const auto outlines = outlines_of(problem, {{0, 1}, 2}, {0, 1});
  EXPECT_EQ(outlines[0].size() + outlines[1].size(), 2u);
}

}  // namespace
}  // namespace mashang::planning
