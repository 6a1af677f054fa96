// Whatever a person does to a plan by hand, every building stays in one contiguous grid, or the edit is refused with a
// reason.
#include <gtest/gtest.h>

#include <set>

#include "rooms/planning/planning_fixture.hpp"

namespace mashang::planning {
namespace {

/// Three by three buildings, a grid for each column.
struct Columns {
  GridProblem problem;
  Neighbourhood neighbourhood;
  GridPlan plan{.grid_of = {0, 1, 2, 0, 1, 2, 0, 1, 2}, .grids = 3};
  Columns() {
    for (int i = 0; i < 9; ++i) problem.buildings.push_back({.at = {i % 3 * 20.0, i / 3 * 20.0}, .households = 10});
    neighbourhood = neighbourhood_of(problem);
  }
};

TEST(Edits, MoveGivesBuildingsToANeighbouringGrid) {
  const Columns columns;
  const auto moved = move_buildings(columns.neighbourhood, columns.plan, {1}, 0);
  ASSERT_TRUE(moved);
  EXPECT_EQ(moved->grid_of, (std::vector<std::int32_t>{0, 0, 2, 0, 1, 2, 0, 1, 2}));
}

TEST(Edits, AreRefusedWithTheReason) {
  const Columns c;
  const auto code = [](const Result<GridPlan>& plan) { return plan ? "" : std::string(plan.error().code); };
  EXPECT_EQ(code(move_buildings(c.neighbourhood, c.plan, {4}, 0)), "planning.would_cut_grid");
  EXPECT_EQ(code(move_buildings(c.neighbourhood, c.plan, {2}, 0)), "planning.not_adjacent");
  EXPECT_EQ(code(move_buildings(c.neighbourhood, c.plan, {1, 4, 7}, 0)), "planning.would_empty_grid");
  EXPECT_EQ(code(move_buildings(c.neighbourhood, c.plan, {1}, 3)), "planning.unknown_grid");
  EXPECT_EQ(code(move_buildings(c.neighbourhood, c.plan, {9}, 0)), "planning.unknown_building");
  EXPECT_EQ(code(move_buildings(c.neighbourhood, c.plan, {}, 0)), "planning.nothing_chosen");
  EXPECT_EQ(code(draw_grid(c.neighbourhood, c.plan, {0, 8})), "planning.not_adjacent");
  EXPECT_EQ(code(merge_grids(c.neighbourhood, c.plan, 0, 2)), "planning.not_adjacent");
  EXPECT_EQ(code(merge_grids(c.neighbourhood, c.plan, 1, 1)), "planning.nothing_chosen");
  EXPECT_EQ(code(split_grid(c.problem, c.neighbourhood, c.plan, 7)), "planning.unknown_grid");
  GridPlan single{.grid_of = {0, 1, 1, 1, 1, 1, 1, 1, 1}, .grids = 2};
  EXPECT_EQ(code(split_grid(c.problem, c.neighbourhood, single, 0)), "planning.too_small_to_split");
}

TEST(Edits, MergeGivesTheFreeNumberToTheLastGrid) {
  const Columns columns;
  const auto merged = merge_grids(columns.neighbourhood, columns.plan, 1, 0);
  ASSERT_TRUE(merged);
  EXPECT_EQ(merged->grids, 2);
  EXPECT_EQ(merged->grid_of, (std::vector<std::int32_t>{1, 1, 0, 1, 1, 0, 1, 1, 0}));
}

TEST(Edits, SplitMakesTwoOfAboutEqualHouseholds) {
  const GridProblem problem = random_problem(4, 200, 20, 2'000);
  const Neighbourhood neighbourhood = neighbourhood_of(problem);
  const auto halves = split_grid(problem, neighbourhood, {std::vector<std::int32_t>(200, 0), 1}, 0);
  ASSERT_TRUE(halves);
  EXPECT_TRUE(is_contiguous(neighbourhood, *halves));
  const auto report = report_on(problem, neighbourhood, *halves);
  EXPECT_NEAR(static_cast<double>(report.grids[0].households), static_cast<double>(report.grids[1].households),
              0.2 * static_cast<double>(report.grids[0].households));
}

class RandomEdits : public testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomEdits, KeepEveryBuildingInOneContiguousGrid) {
  GridProblem problem = random_problem(GetParam(), 80, 8, 1'000);
  problem.barriers = {{{500, -10}, {500, 600}}};
  const Neighbourhood neighbourhood = neighbourhood_of(problem);
  Random random(GetParam());
  auto plan = divide(problem, neighbourhood, {.seconds = 60, .steps = 300'000});
  ASSERT_TRUE(plan) << plan.error().detail;
  int done = 0;
  std::set<std::string> reasons;
  for (int edit = 0; edit < 400; ++edit) {
    const auto any_grid = static_cast<std::int32_t>(random.below(static_cast<std::size_t>(plan->grids) + 1));
    std::vector<std::int32_t> chosen{static_cast<std::int32_t>(random.below(80))};
    for (const std::int32_t other : neighbourhood.links.of(chosen[0]))
      if (random.below(3) == 0) chosen.push_back(other);
    const auto around = neighbourhood.links.of(chosen[0]);
    const std::int32_t near = plan->grid_of[static_cast<std::size_t>(around[random.below(around.size())])];
    const auto after = [&]() -> Result<GridPlan> {
      switch (random.below(5)) {
        case 0:
          return draw_grid(neighbourhood, *plan, chosen);
        case 1:
          return split_grid(problem, neighbourhood, *plan, any_grid);
        case 2:
          return merge_grids(neighbourhood, *plan, near, any_grid);
        default:
          return move_buildings(neighbourhood, *plan, chosen, near);
      }
    }();
    if (!after) {
      reasons.insert(std::string(after.error().code));
      continue;
    }
    ++done;
    ASSERT_EQ(after->grid_of.size(), 80u);
    for (const std::int32_t grid : after->grid_of) ASSERT_TRUE(grid >= 0 && grid < after->grids);
    ASSERT_TRUE(is_contiguous(neighbourhood, *after)) << "edit " << edit;
    for (const Violation& each : report_on(problem, neighbourhood, *after).violations)
      ASSERT_TRUE(each.fault == Fault::too_few_households || each.fault == Fault::too_many_households);
    plan = after;
  }
  EXPECT_GT(done, 50);
  EXPECT_GE(reasons.size(), 3u);
}
INSTANTIATE_TEST_SUITE_P(Seeds, RandomEdits, testing::Range<std::uint64_t>(1, 11));

}  // namespace
}  // namespace mashang::planning
