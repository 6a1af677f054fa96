// The demo county's town.
#include "bench/plan_grids_bench/instances.hpp"
#include "rooms/demo/plan.hpp"

namespace mashang::bench {

planning::GridProblem demo_instance() {
  const demo::TownPlan town = demo::plan_town(1);
  planning::GridProblem problem;
  problem.band = {demo::kFewestHouseholds, demo::kMostHouseholds};
  problem.grids = demo::kGrids;
  for (const demo::BuildingPlan& building : town.buildings) {
    const demo::Metre at = demo::centre_of(building.footprint);
    problem.buildings.push_back({.at = {at.x, at.y},
                                 .households = building.households(),
                                 .community = town.compounds[static_cast<std::size_t>(building.compound)].community,
                                 .compound = building.compound});
  }
  return problem;
}

}  // namespace mashang::bench
