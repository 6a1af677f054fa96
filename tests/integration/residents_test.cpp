// Door codes on every engine: opened, revoked, renewed, and never kept in the clear.
#include "rooms/residents/residents.hpp"

#include <gtest/gtest.h>

#include "integration/engines.hpp"
#include "rooms/places/places.hpp"

namespace mashang::residents {
namespace {

constexpr CountyCode kCounty{431229};
constexpr Instant kNow{1'800'000'000'000};
constexpr PlaceId kBuilding{1'000'001}, kFlat{1'000'002}, kNeighbour{1'000'003};

class DoorCodesTest : public test::EveryEngine {
 protected:
  template <class Do>
  auto write(Do act) {
    return db().write_now(act);
  }
  void SetUp() override {
    EveryEngine::SetUp();
    const auto made = write([](storage::Tx& tx) -> Result<int> {
      using places::PlaceKind;
      for (const auto& [id, kind] : {std::pair{kBuilding, PlaceKind::building},
                                     {kFlat, PlaceKind::household},
                                     {kNeighbour, PlaceKind::household}}) {
        places::Place place{.county = kCounty, .id = id, .kind = kind};
        place.name = place.label = "门" + std::to_string(id.value);
        places::add_place(tx, place);
      }
      return 0;
    });
    ASSERT_TRUE(made);
  }
  Result<Household> resolve(const std::string& token) {
    return db().read_now([&](storage::Tx& tx) { return doors_->resolve(tx, token); });
  }
  Result<std::string> rotate(PlaceId place) {
    return write([&](storage::Tx& tx) { return doors_->rotate(tx, kCounty, place, kNow); });
  }

  const std::unique_ptr<DoorCodes> doors_ = make_door_codes("a key of this installation", kCounty);
};

TEST_P(DoorCodesTest, ATokenOpensItsHouseholdOnly) {
  const auto token = rotate(kFlat);
  ASSERT_TRUE(token);
  EXPECT_EQ(token->size(), 22u) << "128 bits in base64url";
  const auto household = resolve(*token);
  ASSERT_TRUE(household);
  EXPECT_EQ(household->place, kFlat);
  EXPECT_EQ(resolve("AAAAAAAAAAAAAAAAAAAAAA").error().code, "residents.unknown_door");
  EXPECT_EQ(resolve("AAAAAAAAAAAAAAAAAAAAAA").error().kind, ErrorKind::not_found);
}

TEST_P(DoorCodesTest, ARenewedDoorRefusesTheOldTokenAtOnce) {
  const auto old = rotate(kFlat), fresh = rotate(kFlat);
  EXPECT_NE(*old, *fresh);
  EXPECT_EQ(resolve(*old).error().code, "residents.door_revoked");
  EXPECT_EQ(resolve(*old).error().kind, ErrorKind::gone);
  EXPECT_TRUE(resolve(*fresh));
}

TEST_P(DoorCodesTest, ARevokedDoorOpensNothingUntilItIsRenewed) {
  const auto token = rotate(kFlat), neighbour = rotate(kNeighbour);
  const auto revoked = write([&](storage::Tx& tx) -> Result<int> {
    if (auto done = doors_->revoke(tx, kCounty, kFlat, kNow); !done) return failure(done.error());
    return 0;
  });
  ASSERT_TRUE(revoked);
  EXPECT_EQ(resolve(*token).error().code, "residents.door_revoked");
  EXPECT_TRUE(resolve(*neighbour));
  EXPECT_TRUE(resolve(*rotate(kFlat)));
}

TEST_P(DoorCodesTest, OnlyHouseholdsHaveDoorCodes) {
  EXPECT_EQ(rotate(kBuilding).error().code, "residents.not_a_household");
  EXPECT_EQ(rotate(PlaceId{5}).error().code, "places.unknown_place");
}

TEST_P(DoorCodesTest, ADerivedTokenIsTheSameForTheSamePurposeAndKeyOnly) {
  const std::string token = doors_->derive(kFlat, "request 1");
  EXPECT_EQ(token.size(), 22u);
  EXPECT_EQ(doors_->derive(kFlat, "request 1"), token);
  EXPECT_NE(doors_->derive(kFlat, "request 2"), token);
  EXPECT_NE(doors_->derive(kNeighbour, "request 1"), token);
  EXPECT_NE(make_door_codes("another key", kCounty)->derive(kFlat, "request 1"), token);
}

TEST_P(DoorCodesTest, ATokenOfAnotherInstallationIsUnknownHere) {
  const auto token = rotate(kFlat);
  const auto elsewhere = make_door_codes("another key", kCounty);
  const auto found = db().read_now([&](storage::Tx& tx) { return elsewhere->resolve(tx, *token); });
  EXPECT_EQ(found.error().code, "residents.unknown_door");
}

RUN_ON_EVERY_ENGINE(DoorCodesTest);

}  // namespace
}  // namespace mashang::residents
