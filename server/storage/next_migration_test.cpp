// Which schema step is due, or why none may run.
#include <gtest/gtest.h>

#include <array>

#include "storage/migrations.hpp"

namespace mashang::storage {
namespace {

constexpr std::array<Migration, 3> kKnown{{{3, "c", "", ""}, {1, "a", "", ""}, {2, "b", "", ""}}};

std::int64_t due(std::vector<std::int64_t> applied) {
  const auto next = next_migration(kKnown, applied);
  return next && *next ? (*next)->version : 0;
}

TEST(NextMigration, IsTheOldestMissingOne) {
  EXPECT_EQ(due({}), 1);
  EXPECT_EQ(due({1}), 2);
  EXPECT_EQ(due({1, 3}), 2);
  EXPECT_EQ(due({1, 2}), 3);
}

TEST(NextMigration, IsNoneWhenAllRan) {
  const std::array<std::int64_t, 3> all{1, 2, 3};
  const auto next = next_migration(kKnown, all);
  ASSERT_TRUE(next);
  EXPECT_FALSE(*next);
}

TEST(NextMigration, RefusesASchemaFromTheFuture) {
  const std::array<std::int64_t, 2> applied{1, 4};
  const auto next = next_migration(kKnown, applied);
  ASSERT_FALSE(next);
  EXPECT_EQ(next.error().code, "storage.schema_newer");
}

TEST(AllMigrations, HaveDistinctVersionsInOrder) {
  const auto all = all_migrations();
  for (std::size_t i = 1; i < all.size(); ++i) EXPECT_LT(all[i - 1].version, all[i].version);
}

}  // namespace
}  // namespace mashang::storage
