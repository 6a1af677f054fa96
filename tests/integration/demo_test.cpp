// The demo county written into every engine.
#include "rooms/demo/demo.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <map>
#include <set>

#include "integration/engines.hpp"
#include "rooms/demo/sql.hpp"
#include "rooms/places/map.hpp"
#include "rooms/places/places.hpp"
#include "rooms/residents/residents.hpp"

namespace mashang::demo {
namespace {

constexpr CountyCode kCounty{431229};
constexpr Instant kNow{1'795'392'000'000};  // 2026-11-23T00:00:00Z

class DemoTest : public test::EveryEngine {
 protected:
  const std::string folder_ =
      (std::filesystem::temp_directory_path() / ("mashang_demo_" + std::to_string(::getpid()))).string();
  void TearDown() override {
    std::filesystem::remove_all(folder_);
    EveryEngine::TearDown();
  }
  const Keys keys_{.door = std::string(32, 'd'),
                   .link = std::string(32, 'l'),
                   .session = std::string(32, 's'),
                   .seal = std::string(32, 'e'),
                   .ledger = std::string(32, 'k')};
  Result<DemoSummary> make(int cases) {
    return make_demo(db(), keys_,
                     {.county = kCounty, .seed = 1, .now = kNow, .cases = cases, .data_directory = folder_},
                     [](std::int64_t, std::int64_t, std::string_view) {});
  }
};

TEST_P(DemoTest, TheStoryCanBeginAndASecondDemoIsRefused) {
  const auto summary = make(0);
  ASSERT_TRUE(summary) << summary.error().code << " " << summary.error().detail;
  EXPECT_NEAR(static_cast<double>(summary->households), 45'000, 1'500);
  const auto doors = residents::make_door_codes(keys_.door, kCounty);
  const auto where = db().read_now([&](storage::Tx& tx) -> Result<places::Situation> {
    const auto household = doors->resolve(tx, summary->door_token);
    if (!household) return failure(household.error());
    return places::situation_of(tx, kCounty, household->place);
  });
  ASSERT_TRUE(where) << where.error().code;
  EXPECT_EQ(where->label, "新城小区14栋401");
  EXPECT_TRUE(where->made_up);
  EXPECT_TRUE(where->grid && where->compound && where->community && where->township);

  std::set<std::string> roles;
  for (const DemoAccount& account : summary->accounts) roles.insert(account.role);
  for (const char* role : {"grid_leader", "grid_worker", "property_staff", "unit_staff", "community_officer",
                           "county_officer", "administrator"})
    EXPECT_TRUE(roles.contains(role)) << role;
  EXPECT_EQ(make(0).error().code, "demo.not_empty");
  const auto again = demo_summary(db(), keys_, kCounty);
  ASSERT_TRUE(again && *again);
  EXPECT_EQ((*again)->door_token, summary->door_token);
}

TEST_P(DemoTest, EveryMapLayerIsThereAndSmallEnoughForAPhone) {
  ASSERT_TRUE(make(0));
  places::BaseMap map(kCounty);
  for (const auto layer : {places::Layer::county, places::Layer::community, places::Layer::grid,
                           places::Layer::compound, places::Layer::building}) {
    const auto kept = db().read_now([&](storage::Tx& tx) -> Result<std::shared_ptr<const places::SerializedLayer>> {
      return map.layer(tx, layer);
    });
    ASSERT_TRUE(kept);
    EXPECT_LT((*kept)->geojson.size(), 2'000'000u);
    EXPECT_GT((*kept)->geojson.size(), 2'000u);
  }
}

TEST_P(DemoTest, CasesOfEveryOpenStateStandWithTheirWholeHistory) {
  constexpr int kCases = 150;
  const auto summary = make(kCases);
  ASSERT_TRUE(summary) << summary.error().code << " " << summary.error().detail;
  EXPECT_EQ(summary->cases, kCases);
  std::map<std::string, int> states;
  const auto checked = db().read_now([&](storage::Tx& tx) -> Result<int> {
    int rows = 0;
    tx.for_each(sql::cases_with_steps{.county = kCounty}, [&](const storage::Row& row) {
      ++states[row.string("state")];
      EXPECT_EQ(row.integer("steps"), row.integer("version"));
      EXPECT_TRUE(row.flag("made_up"));
      ++rows;
      return true;
    });
    return rows;
  });
  EXPECT_EQ(checked.value_or(0), kCases);
  EXPECT_GE(states.size(), 16u);
}

TEST_P(DemoTest, AnOrdinaryDatabaseIsNoDemoCounty) {
  const auto summary = demo_summary(db(), keys_, kCounty);
  ASSERT_TRUE(summary);
  EXPECT_FALSE(*summary);
}

RUN_ON_EVERY_ENGINE(DemoTest);

}  // namespace
}  // namespace mashang::demo
