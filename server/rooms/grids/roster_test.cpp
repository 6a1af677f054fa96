// Who goes on where, by households.
#include "rooms/grids/roster.hpp"

#include <gtest/gtest.h>

#include <array>

#include "rooms/grids/grids_fixture.hpp"

namespace mashang::grids {
namespace {

/// Three buildings of grid 11 and one of grid 12, in a plan of two new numbers.
struct Small {
  Ground ground;
  Layout layout;

  explicit Small(std::vector<std::int32_t> grid_of, std::int32_t grids) {
    const std::array<std::pair<std::int64_t, int>, 4> buildings{{{11, 10}, {11, 50}, {11, 20}, {12, 30}}};
    for (const auto& [grid, households] : buildings) {
      GroundBuilding building;
      building.id = PlaceId{1000 + static_cast<std::int64_t>(ground.buildings.size())};
      building.households = households;
      building.community = fixture::kWest;
      building.grid = PlaceId{grid};
      ground.buildings.push_back(building);
    }
    layout.plan = {std::move(grid_of), grids};
  }
};

constexpr PlaceId kEleven{11}, kTwelve{12};

TEST(Roster, AGridGoesOnWhereMostOfItsHouseholdsAre) {
  const Small small({0, 1, 0, 0}, 2);
  EXPECT_EQ(match_to_today(small.ground, small.layout, {kEleven, kTwelve}),
            (std::vector<std::optional<PlaceId>>{kTwelve, kEleven}));
  EXPECT_EQ(match_to_today(small.ground, small.layout, {kEleven}),
            (std::vector<std::optional<PlaceId>>{std::nullopt, kEleven}));
}

TEST(Roster, AGridThatEndsIsFollowedByTheOneThatTakesMostOfIt) {
  const Small small({0, 0, 0, 0}, 1);
  EXPECT_EQ(successors_of(small.ground, small.layout, {kEleven}), (std::map<PlaceId, std::int32_t>{{kTwelve, 0}}));
}

}  // namespace
}  // namespace mashang::grids
