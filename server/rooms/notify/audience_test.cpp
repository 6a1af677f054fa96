// Who is reached where.
#include "rooms/notify/audience.hpp"

#include <gtest/gtest.h>

namespace mashang::notify {
namespace {

using identity::Grant;
using identity::Role;

identity::Actor actor(std::vector<Grant> grants) {
  return {.county = CountyCode{431229}, .account = AccountId{7}, .name = "杨", .grants = std::move(grants)};
}

TEST(Audience, HearsHerAccountHerOrganisationAndHerArea) {
  const Audience audience =
      audience_of(actor({{Role::property_staff, {}, OrganisationId{3}}, {Role::grid_leader, PlaceId{20}, {}}}));
  EXPECT_TRUE(audience.hears(to_account(AccountId{7})));
  EXPECT_TRUE(audience.hears(to_organisation(OrganisationId{3})));
  EXPECT_TRUE(audience.hears(to_area(PlaceId{20})));
}

TEST(Audience, HearsNobodyElsesAccountOrganisationOrArea) {
  const Audience audience =
      audience_of(actor({{Role::property_staff, {}, OrganisationId{3}}, {Role::grid_leader, PlaceId{20}, {}}}));
  EXPECT_FALSE(audience.hears(to_account(AccountId{8})));
  EXPECT_FALSE(audience.hears(to_organisation(OrganisationId{4})));
  EXPECT_FALSE(audience.hears(to_area(PlaceId{21})));
  EXPECT_FALSE(audience.hears(to_account(AccountId{3})));
  EXPECT_FALSE(audience.hears(to_county_officers()));
}

TEST(Audience, OnlyRolesThatMayOpenCasesListenToTheirArea) {
  for (const Role role : {Role::grid_leader, Role::grid_worker, Role::community_officer})
    EXPECT_TRUE(audience_of(actor({{role, PlaceId{20}, {}}})).hears(to_area(PlaceId{20}))) << identity::to_word(role);
  for (const Role role : {Role::building_head, Role::property_staff, Role::owners_committee, Role::unit_staff,
                          Role::administrator, Role::reporter, Role::system})
    EXPECT_FALSE(audience_of(actor({{role, PlaceId{20}, {}}})).hears(to_area(PlaceId{20}))) << identity::to_word(role);
}

TEST(Audience, OnlyACountyOfficerListensToTheWholeCounty) {
  EXPECT_TRUE(audience_of(actor({{Role::county_officer, PlaceId{1}, {}}})).hears(to_county_officers()));
  EXPECT_FALSE(audience_of(actor({{Role::administrator, PlaceId{1}, {}}})).hears(to_county_officers()));
  EXPECT_FALSE(audience_of(actor({{Role::community_officer, PlaceId{1}, {}}})).hears(to_county_officers()));
}

TEST(Audience, LeadersAndOfficersHearOfRestrictedCasesWorkersDoNot) {
  EXPECT_TRUE(audience_of(actor({{Role::grid_leader, PlaceId{20}, {}}})).hears(to_officers_of(PlaceId{20})));
  EXPECT_TRUE(audience_of(actor({{Role::community_officer, PlaceId{20}, {}}})).hears(to_officers_of(PlaceId{20})));
  EXPECT_FALSE(audience_of(actor({{Role::grid_worker, PlaceId{20}, {}}})).hears(to_officers_of(PlaceId{20})));
}

TEST(Audience, AGrantHeldTwiceCountsOnce) {
  const Audience audience = audience_of(
      actor({{Role::property_staff, {}, OrganisationId{3}}, {Role::owners_committee, {}, OrganisationId{3}}}));
  EXPECT_EQ(audience.organisations(), std::vector<OrganisationId>{OrganisationId{3}});
}

}  // namespace
}  // namespace mashang::notify
