// A small made-up ground for tests: two communities side by side, buildings strewn about, four grids of today.
#pragma once

#include <map>
#include <random>
#include <set>
#include <string>

#include "rooms/grids/layout.hpp"

namespace mashang::grids::fixture {

inline constexpr PlaceId kWest{1}, kEast{2};

/// Each community has `buildings` of them, in two grids each: west 11 and 12, east 21 and 22.
inline Ground strewn_ground(std::uint32_t seed, int buildings) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> across(0, 0.005);
  std::uniform_int_distribution<int> households(5, 40);
  Ground ground;
  ground.band = {100, 600};
  ground.origin = {109.705, 26.5725};
  std::int64_t id = 1000;
  for (const PlaceId community : {kWest, kEast}) {
    ground.communities.push_back({community, places::PlaceKind::community, "社区", community});
    for (int i = 0; i < buildings; ++i) {
      GroundBuilding building;
      building.id = PlaceId{++id};
      building.label = "楼" + std::to_string(id);
      building.at = {109.70 + (community == kWest ? 0 : 0.005) + across(random), 26.57 + across(random)};
      building.households = households(random);
      building.community = community;
      building.grid = PlaceId{community.value * 10 + (building.at.lat < 26.5725 ? 1 : 2)};
      ground.buildings.push_back(building);
    }
    for (const std::int64_t grid : {1, 2})
      ground.grids.push_back({PlaceId{community.value * 10 + grid}, places::PlaceKind::grid, "网格", community});
  }
  return ground;
}

/// What is wrong with a division; "" for nothing.
inline std::string fault_of(const Ground& ground, const Division& division) {
  const Layout layout = lay_out(ground, division);
  if (layout.strangers > 0) return "a building without a grid";
  if (division.buildings.size() != ground.buildings.size()) return "a building lost or twice";
  std::map<std::int32_t, std::int32_t> community;
  std::set<std::int32_t> used;
  for (std::size_t i = 0; i < layout.plan.grid_of.size(); ++i) {
    const std::int32_t grid = layout.plan.grid_of[i];
    if (grid < 0 || grid >= layout.plan.grids) return "a grid that is not there";
    used.insert(grid);
    if (community.emplace(grid, layout.problem.buildings[i].community).first->second !=
        layout.problem.buildings[i].community)
      return "a grid in two communities";
  }
  if (used.size() != division.grids.size()) return "an empty grid";
  std::set<PlaceId> today;
  for (const auto& grid : division.grids)
    if (grid && !today.insert(*grid).second) return "one of today's grids goes on in two";
  const auto neighbourhood = planning::neighbourhood_of(layout.problem);
  for (const auto& violation : planning::report_on(layout.problem, neighbourhood, layout.plan).violations)
    if (violation.fault == planning::Fault::in_pieces) return "a grid in pieces";
  return {};
}

}  // namespace mashang::grids::fixture
