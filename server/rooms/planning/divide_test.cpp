// Divisions are within the band, contiguous, and as good as the best there is where that can be known.
#include <gtest/gtest.h>

#include <set>

#include "rooms/planning/planning_fixture.hpp"

namespace mashang::planning {
namespace {

SolveOptions by_steps(std::int64_t steps, std::uint64_t seed = 1) {
  SolveOptions options;
  options.seconds = 600;
  options.steps = steps;
  options.seed = seed;
  return options;
}

class SmallCounty : public testing::TestWithParam<std::uint64_t> {};

TEST_P(SmallCounty, IsDividedAsCheaplyAsCanBe) {
  for (const int buildings : {6, 9, 11, 14}) {
    if (buildings == 14 && GetParam() % 5 > 1) continue;  // 14 buildings make 5 million divisions to look at
    GridProblem problem = random_problem(GetParam() * 100 + static_cast<std::uint64_t>(buildings), buildings, 3);
    if (GetParam() % 3 == 0) problem.worker_homes = {{0, 0}, {400, 0}, {200, 400}}, problem.weights.of[5] = 0.1;
    if (GetParam() % 4 == 1) problem.buildings[0].fixed = 2;
    if (GetParam() % 5 == 1)
      for (Building& building : problem.buildings) building.grid = kNone;
    const Neighbourhood neighbourhood = neighbourhood_of(problem);
    const auto truth = BruteForce(problem, neighbourhood).cost();
    const auto plan = divide(problem, neighbourhood, {});
    ASSERT_EQ(plan.has_value(), truth.has_value()) << buildings << (plan ? "" : plan.error().detail);
    if (!plan) {
      EXPECT_EQ(plan.error().code, "planning.infeasible");
      continue;
    }
    const Bounds bounds = lower_bounds(problem, neighbourhood);
    const GridReport report = report_on(problem, neighbourhood, *plan, bounds);
    EXPECT_TRUE(report.violations.empty());
    EXPECT_NEAR(report.cost, *truth, 1e-4);
    EXPECT_LE(report.lower_bound, *truth + 1e-9);
    for (const Term& term : report.terms) EXPECT_LE(term.lower_bound, term.value + 1e-9) << to_word(term.measure);
  }
}
INSTANTIATE_TEST_SUITE_P(Seeds, SmallCounty, testing::Range<std::uint64_t>(1, 25));

class Town : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Town, HasEveryBuildingInOneContiguousGridWithinTheBand) {
  const GridProblem problem = random_problem(GetParam(), 240, 24, 2'000);
  const Neighbourhood neighbourhood = neighbourhood_of(problem);
  const auto plan = divide(problem, neighbourhood, by_steps(400'000, GetParam()));
  ASSERT_TRUE(plan) << plan.error().detail;
  EXPECT_EQ(plan->grids, 24);
  EXPECT_TRUE(is_contiguous(neighbourhood, *plan));
  const GridReport report = report_on(problem, neighbourhood, *plan);
  EXPECT_TRUE(report.violations.empty());
  EXPECT_EQ(report.terms[static_cast<std::size_t>(Measure::cut_communities)].value, 0)
      << "each suffices for whole grids";
}
INSTANTIATE_TEST_SUITE_P(Seeds, Town, testing::Range<std::uint64_t>(1, 6));

TEST(Divide, TheSameSeedAndThreadsGiveTheSamePlan) {
  const GridProblem problem = random_problem(5, 200, 20, 2'000);
  const Neighbourhood neighbourhood = neighbourhood_of(problem);
  for (const int threads : {1, 2, 4}) {
    SolveOptions options = by_steps(200'000);
    options.threads = threads;
    const auto one = divide(problem, neighbourhood, options), again = divide(problem, neighbourhood, options);
    ASSERT_TRUE(one && again);
    EXPECT_EQ(one->grid_of, again->grid_of) << threads;
  }
  const auto one = divide(problem, neighbourhood, by_steps(200'000, 1)),
             other = divide(problem, neighbourhood, by_steps(200'000, 2));
  EXPECT_NE(one->grid_of, other->grid_of);
}

TEST(Divide, TellsTheBestSoFarAndStopsWhenCancelled) {
  const GridProblem problem = random_problem(5, 400, 40, 3'000);
  const Neighbourhood neighbourhood = neighbourhood_of(problem);
  std::atomic<bool> cancelled = false;
  SolveOptions options;
  options.seconds = 6;
  options.cancelled = &cancelled;
  std::vector<double> costs;
  GridPlan told;
  options.progress = [&](const Progress& progress) {
    if (progress.outside > 0) return;
    costs.push_back(progress.cost);
    told = *progress.best;
    EXPECT_NEAR(progress.cost, report_on(problem, neighbourhood, told).cost, 1e-3);
    if (costs.size() == 3) cancelled = true;
  };
  const auto plan = divide(problem, neighbourhood, options);
  ASSERT_TRUE(plan) << plan.error().detail;
  ASSERT_GE(costs.size(), 3u);
  EXPECT_TRUE(std::is_sorted(costs.rbegin(), costs.rend()));
  EXPECT_LE(report_on(problem, neighbourhood, *plan).cost, costs.back() + 1e-3);
}

TEST(Divide, KeepsCompoundsWholeUnlessTheyAreTooLarge) {
  GridProblem problem;
  problem.band = {30, 60};
  for (int i = 0; i < 120; ++i)  // compounds of 3 × 10 households; the last has 12 × 10
    problem.buildings.push_back(
        {.at = {i % 12 * 20.0, i / 12 * 20.0}, .households = 10, .compound = i < 108 ? i / 3 : 36});
  const Neighbourhood neighbourhood = neighbourhood_of(problem);
  const auto plan = divide(problem, neighbourhood, by_steps(1'000'000));
  ASSERT_TRUE(plan) << plan.error().detail;
  std::vector<std::set<std::int32_t>> grids(37);
  for (std::size_t i = 0; i < 120; ++i)
    grids[static_cast<std::size_t>(problem.buildings[i].compound)].insert(plan->grid_of[i]);
  for (std::size_t compound = 0; compound < 36; ++compound) EXPECT_EQ(grids[compound].size(), 1u) << compound;
  EXPECT_EQ(grids[36].size(), 2u);
}

/// Estates of three buildings, too many buildings for the exact division of a small county.
GridProblem estates(std::uint64_t seed, int count) {
  Random random(seed);
  GridProblem problem;
  problem.band = {30, 60};
  problem.grids = count / 3;
  problem.weights.of[static_cast<std::size_t>(Measure::cut_compounds)] = 1e4;
  for (int estate = 0; estate < count; ++estate) {
    const Spot at{400 * random.share(), 400 * random.share()};
    for (int i = 0; i < 3; ++i)
      problem.buildings.push_back({.at = {at.x + 10 * random.share(), at.y + 10 * random.share()},
                                   .households = static_cast<std::int32_t>(2 + random.below(6)),
                                   .compound = estate});
  }
  return problem;
}

/// The cheapest of all divisions that keep every estate whole, by looking at each.
class WholeEstates {
 public:
  WholeEstates(const GridProblem& problem, const Neighbourhood& neighbourhood)
      : problem_(problem), neighbourhood_(neighbourhood), plan_{.grid_of = {}, .grids = problem.grids} {
    plan_.grid_of.assign(problem.buildings.size(), kNone);
  }
  std::optional<double> cost() {
    look_at(0, 0);
    return best_;
  }

 private:
  /// Grids are numbered by their first estate, so that each division is looked at once.
  void look_at(std::size_t building, std::int32_t begun) {
    if (building == plan_.grid_of.size()) {
      if (begun < plan_.grids || !is_contiguous(neighbourhood_, plan_)) return;
      const GridReport report = report_on(problem_, neighbourhood_, plan_);
      if (report.violations.empty()) best_ = std::min(best_.value_or(report.cost), report.cost);
      return;
    }
    for (std::int32_t grid = 0; grid < std::min(begun + 1, plan_.grids); ++grid) {
      std::fill_n(plan_.grid_of.begin() + static_cast<std::ptrdiff_t>(building), 3, grid);
      look_at(building + 3, std::max(begun, grid + 1));
    }
  }

  const GridProblem& problem_;
  const Neighbourhood& neighbourhood_;
  GridPlan plan_;
  std::optional<double> best_;
};

TEST(Divide, WholeCompoundsAreDividedAsCheaplyAsCanBe) {
  int divided = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const GridProblem problem = estates(seed, 9);
    const Neighbourhood neighbourhood = neighbourhood_of(problem);
    const auto truth = WholeEstates(problem, neighbourhood).cost();
    if (!truth) continue;
    const auto plan = divide(problem, neighbourhood, by_steps(200'000));
    ASSERT_TRUE(plan) << plan.error().detail;
    EXPECT_NEAR(report_on(problem, neighbourhood, *plan).cost, *truth, 1e-4) << seed;
    ++divided;
  }
  EXPECT_GE(divided, 8);
}

TEST(Divide, ACompoundTooLargeIsCutIntoAsFewPartsAsCanBe) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    GridProblem problem = estates(seed, 12);
    for (Building& building : problem.buildings) building.households = 5;
    for (int i = 0; i < 18; ++i) {
      Building& building = problem.buildings[static_cast<std::size_t>(i)];
      building.compound = 0;
      building.at = {500 + 20.0 * (i % 6), 100 + 20.0 * (i / 6)};
    }
    const Neighbourhood neighbourhood = neighbourhood_of(problem);
    const auto plan = divide(problem, neighbourhood, by_steps(400'000));
    ASSERT_TRUE(plan) << plan.error().detail;
    const Bounds bounds = lower_bounds(problem, neighbourhood);
    const GridReport report = report_on(problem, neighbourhood, *plan, bounds);
    EXPECT_TRUE(report.violations.empty());
    const Term& cut = report.terms[static_cast<std::size_t>(Measure::cut_compounds)];
    EXPECT_EQ(cut.value, cut.lower_bound) << seed;
    EXPECT_GE(cut.value, 1) << seed;
  }
}

TEST(Divide, NeverCostsMoreThanTodaysGridsWhereTheyAreWithinTheBand) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    GridProblem problem = estates(seed, 24);
    for (Building& building : problem.buildings) building.households = 5;
    for (int i = 0; i < 18; ++i) problem.buildings[static_cast<std::size_t>(i)].compound = 0;
    const Neighbourhood neighbourhood = neighbourhood_of(problem);
    const auto today = divide(problem, neighbourhood, by_steps(100'000, seed));
    ASSERT_TRUE(today) << today.error().detail;
    for (std::size_t i = 0; i < problem.buildings.size(); ++i) problem.buildings[i].grid = today->grid_of[i];
    const auto plan = divide(problem, neighbourhood, by_steps(1'000, seed + 10));
    ASSERT_TRUE(plan) << plan.error().detail;
    EXPECT_LE(report_on(problem, neighbourhood, *plan).cost, report_on(problem, neighbourhood, *today).cost + 1e-9);
  }
}

TEST(Divide, RedrawsOnlyTheGridsThatItIsAskedFor) {
  GridProblem problem = random_problem(9, 200, 20, 2'000);
  const Neighbourhood neighbourhood = neighbourhood_of(problem);
  const auto plan = divide(problem, neighbourhood, by_steps(100'000));
  ASSERT_TRUE(plan);
  problem.buildings.push_back({.at = problem.buildings[0].at, .households = 4});  // a new building
  const Neighbourhood after = neighbourhood_of(problem);
  GridPlan start = *plan;
  start.grid_of.push_back(kNone);
  const std::int32_t own = start.grid_of[0];
  std::set<std::int32_t> chosen{own};
  for (const std::int32_t other : after.links.of(0))
    if (start.grid_of[static_cast<std::size_t>(other)] != kNone)
      chosen.insert(start.grid_of[static_cast<std::size_t>(other)]);
  SolveOptions options = by_steps(100'000);
  options.start = &start;
  options.only_grids = {chosen.begin(), chosen.end()};
  const auto redrawn = divide(problem, after, options);
  ASSERT_TRUE(redrawn) << redrawn.error().detail;
  EXPECT_TRUE(report_on(problem, after, *redrawn).violations.empty());
  for (std::size_t i = 0; i < plan->grid_of.size(); ++i)
    EXPECT_EQ(chosen.contains(plan->grid_of[i]), chosen.contains(redrawn->grid_of[i])) << i;
  for (std::size_t i = 0; i < plan->grid_of.size(); ++i)
    EXPECT_TRUE(chosen.contains(plan->grid_of[i]) || plan->grid_of[i] == redrawn->grid_of[i]) << i;
}

TEST(Divide, RedrawsNoOtherGridWhereCompoundsAreWholeFirst) {
  GridProblem problem = random_problem(7, 240, 24, 2'000);
  for (Building& building : problem.buildings) {
    building.compound =
        static_cast<std::int32_t>(building.at.x / 250) * 8 + static_cast<std::int32_t>(building.at.y / 250);
    building.grid = kNone;
  }
  const Neighbourhood neighbourhood = neighbourhood_of(problem);
  const auto plan = divide(problem, neighbourhood, by_steps(1'000));
  ASSERT_TRUE(plan) << plan.error().detail;
  problem.weights.of[static_cast<std::size_t>(Measure::cut_compounds)] = 0;  // much is better elsewhere now
  SolveOptions options = by_steps(400'000, 2);
  options.start = &*plan;
  options.only_grids = {0, 1};
  const auto redrawn = divide(problem, neighbourhood, options);
  ASSERT_TRUE(redrawn) << redrawn.error().detail;
  for (std::size_t i = 0; i < plan->grid_of.size(); ++i)
    EXPECT_TRUE(plan->grid_of[i] < 2 || plan->grid_of[i] == redrawn->grid_of[i]) << i;
}

TEST(Divide, LeavesTodaysGridsWhereChangeIsDear) {
  GridProblem problem = random_problem(11, 200, 20, 2'000);
  for (Building& building : problem.buildings) building.grid = kNone;
  const Neighbourhood neighbourhood = neighbourhood_of(problem);
  const auto plan = divide(problem, neighbourhood, by_steps(100'000));
  ASSERT_TRUE(plan);
  for (std::size_t i = 0; i < problem.buildings.size(); ++i) problem.buildings[i].grid = plan->grid_of[i];
  problem.weights.of[static_cast<std::size_t>(Measure::change)] = 1e6;
  const auto again = divide(problem, neighbourhood, by_steps(100'000, 2));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->grid_of, plan->grid_of);
}

TEST(Divide, SaysWhichBuildingOrIslandIsAtFault) {
  GridProblem problem = random_problem(3, 60, 0, 1'000);
  for (Building& building : problem.buildings) building.households = 5;
  problem.buildings[7].households = 70;
  auto obstacles = obstacles_of(problem, neighbourhood_of(problem));
  ASSERT_EQ(obstacles.size(), 1u);
  EXPECT_EQ(obstacles[0].kind, Obstacle::Kind::building_too_large);
  EXPECT_EQ(obstacles[0].building, 7);
  EXPECT_EQ(obstacles[0].amount, 10);
  EXPECT_EQ(divide(problem, neighbourhood_of(problem), {}).error().code, "planning.infeasible");

  problem.buildings[7].households = 5;
  problem.buildings[8].at = {1'500, 500};
  problem.buildings[9].at = {1'510, 500};
  problem.barriers = {{{1'200, -100}, {1'200, 1'100}}};
  obstacles = obstacles_of(problem, neighbourhood_of(problem));
  ASSERT_EQ(obstacles.size(), 1u);
  EXPECT_EQ(obstacles[0].kind, Obstacle::Kind::piece_too_small);
  EXPECT_TRUE(obstacles[0].building == 8 || obstacles[0].building == 9);
  EXPECT_EQ(obstacles[0].households, 10);
  EXPECT_EQ(obstacles[0].amount, 20);
}

TEST(Divide, RefusesValuesThatMakeNoSense) {
  const GridProblem good = random_problem(1, 20, 2);
  const auto code_of = [&](auto change) {
    GridProblem problem = good;
    change(problem);
    const auto plan = divide(problem, neighbourhood_of(good), {});
    return plan ? "" : std::string(plan.error().code) + " " + plan.error().detail;
  };
  EXPECT_EQ(code_of([](GridProblem& p) { p.buildings[3].households = -1; }),
            "planning.bad_problem building 3: households");
  EXPECT_EQ(code_of([](GridProblem& p) { p.buildings[4].at.x = NAN; }), "planning.bad_problem building 4: coordinates");
  EXPECT_EQ(code_of([](GridProblem& p) { p.buildings[5].fixed = 2; }),
            "planning.bad_problem building 5: pinned to grid 2 of 2");
  EXPECT_EQ(code_of([](GridProblem& p) { p.band = {10, 5}; }), "planning.bad_problem the band is empty");
  EXPECT_EQ(code_of([](GridProblem& p) { p.weights.of[0] = -1; }),
            "planning.bad_problem a weight is negative or too large");
  EXPECT_EQ(code_of([](GridProblem& p) { p.buildings.clear(); }), "planning.bad_problem no buildings");
}

}  // namespace
}  // namespace mashang::planning
