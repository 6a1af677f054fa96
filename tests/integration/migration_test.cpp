// Migrations run once, in order, whole or not at all, and never on a schema from the future.
#include <gmock/gmock.h>

#include "integration/engines.hpp"
#include "integration/storage_items.hpp"

namespace mashang::test {
namespace {

using storage::Migration;
using storage::Row;
using storage::Tx;
using ::testing::ElementsAre;

struct applied {
  [[nodiscard]] std::array<Value, 0> values() const { return {}; }
  static constexpr Statement statement{"test.applied",
                                       "SELECT version, name, applied_at FROM migration ORDER BY version",
                                       "SELECT version, name, applied_at FROM migration ORDER BY version", 0};
};

constexpr std::string_view kAddColour =
    "ALTER TABLE item ADD COLUMN colour TEXT; ALTER TABLE item ADD COLUMN size BIGINT";
constexpr std::string_view kBroken = "CREATE TABLE half (county BIGINT); INSERT INTO nowhere VALUES (1)";
constexpr std::string_view kHalf = "CREATE TABLE half (county BIGINT)";

class MigrationTest : public EveryEngine {
 protected:
  [[nodiscard]] std::span<const Migration> migrations() const override { return kItems; }
  std::vector<std::int64_t> versions() {
    return *db().read_now([](Tx& tx) -> Result<std::vector<std::int64_t>> {
      return tx.all(applied{}, [](const Row& row) {
        EXPECT_GT(row.instant("applied_at"), Instant{1'700'000'000'000});
        return row.integer("version");
      });
    });
  }
};

TEST_P(MigrationTest, EachStepRunsOnce) {
  const std::array<Migration, 2> steps{{kItems[0], {202601020000, "colour", kAddColour, kAddColour}}};
  ASSERT_TRUE(db().migrate(steps));
  ASSERT_TRUE(db().migrate(steps));
  EXPECT_THAT(versions(), ElementsAre(202601010000, 202601020000));
}

TEST_P(MigrationTest, AnOlderStepThatCameLateStillRuns) {
  const std::array<Migration, 2> steps{{{202512010000, "late", kHalf, kHalf}, kItems[0]}};
  ASSERT_TRUE(db().migrate(steps));
  EXPECT_THAT(versions(), ElementsAre(202512010000, 202601010000));
}

TEST_P(MigrationTest, ANewerSchemaIsRefused) {
  const auto refused = db().migrate({});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "storage.schema_newer");
}

TEST_P(MigrationTest, AFailedStepLeavesNothing) {
  const std::array<Migration, 2> broken{{kItems[0], {202601020000, "broken", kBroken, kBroken}}};
  const auto failed = db().migrate(broken);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, "storage.migration_failed");
  EXPECT_THAT(versions(), ElementsAre(202601010000));
  const std::array<Migration, 2> mended{{kItems[0], {202601020000, "mended", kHalf, kHalf}}};
  EXPECT_TRUE(db().migrate(mended)) << "the failed step left its table behind";
}

TEST_P(MigrationTest, TheWholeSchemaApplies) {
  const auto fresh = TestDatabase::make(GetParam());
  auto opened = fresh->open(true);
  ASSERT_TRUE(opened);
  const auto migrated = (*opened)->migrate(storage::all_migrations());
  EXPECT_TRUE(migrated) << migrated.error().detail;
}

RUN_ON_EVERY_ENGINE(MigrationTest);

}  // namespace
}  // namespace mashang::test
