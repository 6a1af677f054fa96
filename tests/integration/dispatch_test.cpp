// Who is offered a matter, and why, on every engine.
#include "rooms/dispatch/dispatch.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "integration/case_world.hpp"
#include "integration/engines.hpp"

namespace mashang::test {
namespace {

using dispatch::Why;

class Dispatch : public EveryEngine {
 protected:
  std::vector<dispatch::Offer> offers(PlaceId place, std::string_view role) {
    const auto folder = std::filesystem::temp_directory_path() / ("mashang-dispatch-" + std::to_string(::getpid()));
    if (!world_) world_ = std::make_unique<CaseWorld>(db(), clock_, folder.string());
    const auto found = db().read_now([&](storage::Tx& tx) -> Result<std::vector<dispatch::Offer>> {
      const auto where = places::situation_of(tx, kTown, place);
      if (!where) return failure(where.error());
      return dispatch::offers_for(tx, kTown, *where, role);
    });
    std::filesystem::remove_all(folder);
    return found.value();
  }
  void TearDown() override {
    world_.reset();
    EveryEngine::TearDown();
  }
  FixedClock clock_{Instant{1'795'300'000'000}};
  std::unique_ptr<CaseWorld> world_;
};

void expect_first(const std::vector<dispatch::Offer>& offers, OrganisationId id, Why why) {
  ASSERT_FALSE(offers.empty());
  EXPECT_EQ(offers.front().organisation.id, id);
  EXPECT_EQ(dispatch::to_word(offers.front().why), dispatch::to_word(why));
}

TEST_P(Dispatch, TheResponsibleOrganisationComesFirst) {
  expect_first(offers(kFlat, "property_company"), kProperty, Why::property_of_compound);
  expect_first(offers(kOtherFlat, "property_company"), kOtherProperty, Why::property_of_compound);
  expect_first(offers(kBareFlat, "property_company"), kCommunityOffice, Why::community_without_property);
  expect_first(offers(kCommunity, "property_company"), kCommunityOffice, Why::community_of_place);
  expect_first(offers(kFlat, "dept_water"), kWater, Why::department_for_category);
  expect_first(offers(kFlat, "grid_leader"), kCommunityOffice, Why::community_of_place);
  expect_first(offers(kFlat, "owners_committee"), kCommunityOffice, Why::community_of_place);
  expect_first(offers(kVillageHouse, "village_committee"), kVillageCommittee, Why::village_committee_of_place);
  expect_first(offers(kVillageHouse, "property_company"), kVillageCommittee, Why::village_committee_of_place);
}

TEST_P(Dispatch, ADutyOfTheTownshipsFallsToTheTownshipOfThePlace) {
  (void)offers(kFlat, "");  // makes the world
  constexpr PlaceId kHills{8'000'001}, kVillage{8'000'002};
  const auto made = db().write_now([&](storage::Tx& tx) -> Result<int> {
    for (const PlaceId id : {kHills, kVillage}) {
      places::Place place{.county = kTown, .id = id, .kind = places::PlaceKind::township};
      if (id == kVillage) place.kind = places::PlaceKind::village;
      place.name = place.label = "三锹" + std::to_string(id.value);
      place.township = kHills;
      places::add_place(tx, place);
    }
    for (const std::int64_t id : {8'001, 8'002}) {
      const OrganisationId office{id};
      identity::add_organisation(
          tx, kTown, {office, identity::OrganisationKind::department, "人民政府" + std::to_string(id), "township"});
      identity::add_service(tx, kTown, id == 8'002 ? kHills : PlaceId{9'000'000}, office);
    }
    return 0;
  });
  ASSERT_TRUE(made);
  const auto found = offers(kVillage, "township");
  expect_first(found, OrganisationId{8'002}, Why::department_for_category);
  EXPECT_EQ(found.size(), 1u) << "the other townships are none of its business";
}

TEST_P(Dispatch, AlternativesFollowAndNobodyIsNamedTwice) {
  const auto found = offers(kFlat, "dept_water");
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[1].organisation.id, kCommunityOffice);
  EXPECT_EQ(found[2].organisation.id, kProperty);
  EXPECT_EQ(offers(kFlat, "property_company").size(), 2u);
}

}  // namespace

RUN_ON_EVERY_ENGINE(Dispatch);

}  // namespace mashang::test
