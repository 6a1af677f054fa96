// Kept building by building, so that it does not matter of which units the search makes it.
#include "rooms/planning/best_plan.hpp"

#include <set>

namespace mashang::planning {
namespace {

constexpr double kBetweenReports = 0.1;  // seconds

/// A county with no change costs nothing for it, and a compound in one grid is not cut: the search counts kept
/// households and compounds of grids instead.
double constant_of(const GridProblem& problem) {
  std::int64_t households = 0, with_worker = 0;
  std::set<std::int32_t> compounds;
  for (const Building& building : problem.buildings) {
    households += building.households;
    if (building.grid != kNone) with_worker += building.households;
    if (building.compound != kNone) compounds.insert(building.compound);
  }
  const double changing = households == 0 ? 0 : static_cast<double>(with_worker) / static_cast<double>(households);
  return problem.weights[Measure::change] * changing -
         problem.weights[Measure::cut_compounds] * static_cast<double>(compounds.size());
}

}  // namespace

BestPlan::BestPlan(const GridProblem& problem, const SolveOptions& options, const Effort& effort, std::int32_t grids)
    : options_(options), effort_(effort), constant_(constant_of(problem)) {
  plan_.grids = grids;
}

void BestPlan::offer(const Units& units, const Districts& districts) {
  const std::int64_t outside = districts.outside();
  const double points = districts.points();
  const bool is_better = outside < outside_ || (outside == outside_ && points < points_);
  if (is_better) {
    outside_ = outside;
    points_ = points;
    plan_.grid_of = to_buildings(units, districts.assignment());
  }
  tell(is_better);
}

void BestPlan::tell(bool is_better) {
  has_news_ = has_news_ || is_better;
  const double now = effort_.seconds();
  if (!options_.progress || (told_ >= 0 && now - told_ < kBetweenReports)) return;
  told_ = now;
  options_.progress(
      {.seconds = now, .share = effort_.used(), .cost = points_ + constant_, .outside = outside_, .best = &plan_});
}

}  // namespace mashang::planning
