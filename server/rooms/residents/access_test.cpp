// Door codes: every role, in the household's own area and elsewhere.
#include "rooms/residents/access.hpp"

#include <gtest/gtest.h>

namespace mashang::residents {
namespace {

using identity::Role;

constexpr CountyCode kCounty{431229};
constexpr PlaceId kTownship{1'000'001}, kCommunity{1'000'002}, kGrid{1'000'003}, kCompound{1'000'004},
    kBuilding{1'000'005}, kHousehold{1'000'006}, kOtherGrid{1'000'007}, kOtherCommunity{1'000'008};

places::Situation household() {
  return {.county = kCounty,
          .place = kHousehold,
          .kind = places::PlaceKind::household,
          .township = kTownship,
          .community = kCommunity,
          .grid = kGrid,
          .compound = kCompound,
          .building = kBuilding};
}

identity::Actor actor(Role role, PlaceId area) {
  return {.county = kCounty, .account = AccountId{1}, .name = "杨建国", .grants = {{.role = role, .place = area}}};
}

struct Case {
  Role role;
  PlaceId area;
  bool may;
};

class DoorAccess : public testing::TestWithParam<Case> {};

TEST_P(DoorAccess, FollowsRoleAndArea) {
  const auto& [role, area, may] = GetParam();
  EXPECT_EQ(may_manage_door(actor(role, area), household()), may) << to_word(role) << " at " << area.value;
}

INSTANTIATE_TEST_SUITE_P(
    EveryRole, DoorAccess,
    testing::Values(Case{Role::grid_leader, kGrid, true}, Case{Role::grid_leader, kOtherGrid, false},
                    Case{Role::community_officer, kCommunity, true},
                    Case{Role::community_officer, kOtherCommunity, false},
                    Case{Role::county_officer, places::county_place(kCounty), true},
                    Case{Role::grid_worker, kGrid, false}, Case{Role::building_head, kBuilding, false},
                    Case{Role::property_staff, kCompound, false}, Case{Role::owners_committee, kCompound, false},
                    Case{Role::unit_staff, kCommunity, false},
                    Case{Role::administrator, places::county_place(kCounty), false},
                    Case{Role::reporter, kHousehold, false}, Case{Role::system, kHousehold, false}));

TEST(DoorAccess, NobodyWithoutAGrantMayManageADoor) {
  EXPECT_FALSE(may_manage_door({.county = kCounty, .account = AccountId{1}}, household()));
}

}  // namespace
}  // namespace mashang::residents
