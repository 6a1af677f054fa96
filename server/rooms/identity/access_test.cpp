// Role by area: what each grant reaches, the yes and the no.
#include <gtest/gtest.h>

#include "rooms/identity/identity.hpp"

namespace mashang::identity {
namespace {

constexpr CountyCode kCounty{431229};
constexpr PlaceId kTownship{2}, kCommunity{3}, kOtherCommunity{4}, kGrid{5}, kOtherGrid{6}, kCompound{7}, kBuilding{8},
    kOtherBuilding{9}, kHousehold{10};
constexpr OrganisationId kCompany{71}, kOtherCompany{72};

/// A household in kBuilding of kCompound in kGrid of kCommunity of kTownship.
places::Situation at_home() {
  places::Situation where;
  where.county = kCounty;
  where.place = kHousehold;
  where.kind = places::PlaceKind::household;
  where.township = kTownship;
  where.community = kCommunity;
  where.grid = kGrid;
  where.compound = kCompound;
  where.building = kBuilding;
  return where;
}

Actor with(Grant grant) { return Actor{kCounty, AccountId{1}, "李娜", {grant}}; }

struct AreaCase {
  const char* name;
  PlaceId area;
  bool reaches;
};
constexpr AreaCase kAreas[] = {
    {"itself", kHousehold, true},
    {"building", kBuilding, true},
    {"compound", kCompound, true},
    {"grid", kGrid, true},
    {"community", kCommunity, true},
    {"township", kTownship, true},
    {"sibling community", kOtherCommunity, false},
    {"sibling grid", kOtherGrid, false},
    {"sibling building", kOtherBuilding, false},
};
constexpr Role kAreaRoles[] = {Role::grid_leader,       Role::grid_worker,    Role::building_head,
                               Role::community_officer, Role::county_officer, Role::administrator};

TEST(Access, AGrantReachesItsAreaAndEverythingBelowItAndNothingBeside) {
  for (const Role role : kAreaRoles) {
    for (const AreaCase& area : kAreas) {
      const Actor actor = with({role, area.area, std::nullopt});
      EXPECT_EQ(actor.has_role_at(role, at_home()), area.reaches) << to_word(role) << " of " << area.name;
    }
  }
}

TEST(Access, AGrantGivesNoOtherRoleInTheSameArea) {
  for (const Role granted : kAreaRoles) {
    const Actor actor = with({granted, kGrid, std::nullopt});
    for (const Role asked : kAreaRoles) {
      EXPECT_EQ(actor.has_role_at(asked, at_home()), asked == granted) << to_word(granted) << "/" << to_word(asked);
      EXPECT_EQ(actor.has_role(asked), asked == granted) << to_word(granted) << "/" << to_word(asked);
    }
  }
}

TEST(Access, AGrantBelowDoesNotReachThePlaceAbove) {
  places::Situation community = at_home();
  community.place = kCommunity;
  community.kind = places::PlaceKind::community;
  community.grid = community.compound = community.building = std::nullopt;
  EXPECT_FALSE(with({Role::grid_leader, kGrid, std::nullopt}).has_role_at(Role::grid_leader, community));
  EXPECT_TRUE(
      with({Role::community_officer, kCommunity, std::nullopt}).has_role_at(Role::community_officer, community));
}

TEST(Access, AnotherCountysPlacesAreNeverReached) {
  places::Situation elsewhere = at_home();
  elsewhere.county = CountyCode{431230};
  EXPECT_FALSE(with({Role::grid_leader, kGrid, std::nullopt}).has_role_at(Role::grid_leader, elsewhere));
}

TEST(Access, StaffBelongToTheirOrganisationOnlyAndToNoArea) {
  for (const Role role : {Role::property_staff, Role::owners_committee, Role::unit_staff, Role::community_officer}) {
    const Actor actor = with({role, std::nullopt, kCompany});
    EXPECT_TRUE(actor.is_staff_of(kCompany));
    EXPECT_FALSE(actor.is_staff_of(kOtherCompany));
    EXPECT_FALSE(actor.has_role_at(role, at_home()));
  }
  EXPECT_FALSE(with({Role::grid_leader, kGrid, std::nullopt}).is_staff_of(kCompany));
}

TEST(Access, NobodyWithoutGrantsReachesAnything) {
  const Actor actor{kCounty, AccountId{1}, "李娜", {}};
  for (const Role role : kAreaRoles) {
    EXPECT_FALSE(actor.has_role_at(role, at_home()));
    EXPECT_FALSE(actor.has_role(role));
  }
  EXPECT_FALSE(actor.is_staff_of(kCompany));
}

TEST(Words, EveryRoleAndKindReadsBackAsWritten) {
  for (int i = 0; i <= static_cast<int>(Role::system); ++i) {
    EXPECT_EQ(parse_role(to_word(static_cast<Role>(i))), static_cast<Role>(i));
  }
  for (int i = 0; i <= static_cast<int>(OrganisationKind::outside_unit); ++i) {
    EXPECT_EQ(parse_organisation_kind(to_word(static_cast<OrganisationKind>(i))), static_cast<OrganisationKind>(i));
  }
  EXPECT_FALSE(parse_role("mayor"));
  EXPECT_FALSE(parse_organisation_kind("club"));
}

}  // namespace
}  // namespace mashang::identity
