// A small made-up ground for tests: two communities side by side, buildings strewn about, four grids of today.
#pragma once

#include <random>
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

}  // namespace mashang::grids::fixture
