// What holds when many write at once, in one process or in two: batches, series, locks.
#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <latch>
#include <thread>

#include "integration/engines.hpp"
#include "integration/storage_items.hpp"

namespace mashang::test {
namespace {

using storage::Row;
using storage::Tx;
using ::testing::ElementsAre;

class SharingTest : public EveryEngine {
 protected:
  [[nodiscard]] std::span<const storage::Migration> migrations() const override { return kItems; }

  Result<int> put(std::int64_t id, std::string_view name) {
    return db().write_now([=](Tx& tx) -> Result<int> {
      tx.apply(insert_item{.id = id, .name = name});
      return 0;
    });
  }
  std::vector<std::int64_t> ids() {
    return *db().read_now([](Tx& tx) -> Result<std::vector<std::int64_t>> {
      return tx.all(all_items{}, [](const Row& row) { return row.integer("id"); });
    });
  }
};

TEST_P(SharingTest, OnlyTheFailingWritesOfABatchAreUndone) {
  constexpr int kThreads = 8, kEach = 100;
  std::atomic<int> guarded = 0, returned = 0, thrown = 0;
  std::latch start(kThreads);
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t)
    threads.emplace_back([&, t] {
      start.arrive_and_wait();
      for (int i = 0; i < kEach; ++i) {
        const std::int64_t id = t * kEach + i;
        try {
          const auto result = db().write_now([=](Tx& tx) -> Result<int> {
            tx.apply(insert_item{.id = id, .name = "a", .number = tx.next_number(kCounty, "leaf")});
            if (i % 10 == 3)
              tx.apply_one(rename_item{.name = "b", .id = id, .old_name = "?"},
                           Error{ErrorKind::conflict, "test.stale"});
            if (i % 10 == 5) return failure(ErrorKind::conflict, "test.no");
            if (i % 10 == 7) tx.apply(insert_item{.id = id, .name = "twice"});
            return 0;
          });
          if (!result) ++(result.error().code == "test.stale" ? guarded : returned);
        } catch (const std::exception&) {
          ++thrown;
        }
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(guarded, kThreads * kEach / 10);
  EXPECT_EQ(returned, kThreads * kEach / 10);
  EXPECT_EQ(thrown, kThreads * kEach / 10);

  auto numbers = *db().read_now([](Tx& tx) -> Result<std::vector<std::int64_t>> {
    return tx.all(all_items{}, [](const Row& row) { return row.integer("number"); });
  });
  ASSERT_EQ(numbers.size(), kThreads * kEach * 7 / 10);
  std::ranges::sort(numbers);
  for (std::size_t i = 0; i < numbers.size(); ++i)
    ASSERT_EQ(numbers[i], static_cast<std::int64_t>(i) + 1) << "the series has a gap or a double";
}

TEST_P(SharingTest, SeriesGoOnAfterARestartAndStandApart) {
  const auto take = [&](CountyCode county, std::string_view name) {
    return *db().write_now([=](Tx& tx) -> Result<std::int64_t> { return tx.next_number(county, name); });
  };
  EXPECT_EQ(take(kCounty, "leaf"), 1);
  EXPECT_EQ(take(kCounty, "leaf"), 2);
  EXPECT_EQ(take(kCounty, "outbox"), 1);
  EXPECT_EQ(take(CountyCode{430000}, "leaf"), 1);
  reopen();
  EXPECT_EQ(take(kCounty, "leaf"), 3);
  EXPECT_EQ(take(kCounty, "outbox"), 2);
}

TEST_P(SharingTest, ASeriesWithoutItsTableFailsAndTheOthersGoOn) {
  ASSERT_TRUE(put(1, "a"));
  const auto bare = TestDatabase::make(GetParam());
  auto opened = bare->open(true);
  ASSERT_TRUE(opened);
  storage::Db& empty = **opened;
  std::vector<std::thread> threads;
  std::atomic<int> thrown = 0, answered = 0;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&, i] {
      try {
        const auto done = empty.write_now(
            [&](Tx& tx) -> Result<std::int64_t> { return i % 2 == 0 ? tx.next_number(kCounty, "leaf") : 0; });
        answered += done.has_value();
      } catch (const std::exception&) {
        ++thrown;
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(thrown, 4);
  EXPECT_EQ(answered, 4);
}

TEST_P(SharingTest, TwoProcessesShareASeriesWithoutGaps) {
  auto command = database().open(false);
  ASSERT_TRUE(command) << command.error().detail;
  const auto take = [](storage::Db& db) {
    return *db.write_now([](Tx& tx) -> Result<std::int64_t> { return tx.next_number(kCounty, "leaf"); });
  };
  for (int i = 0; i < 10; i += 2) {
    EXPECT_EQ(take(db()), i + 1);
    EXPECT_EQ(take(**command), i + 2);
  }
}

TEST_P(SharingTest, ASecondServerIsRefusedAndAShortCommandIsNot) {
  const auto second = database().open(true);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "storage.locked");
  auto command = database().open(false);
  ASSERT_TRUE(command);
  EXPECT_TRUE((*command)->write_now([](Tx& tx) -> Result<int> {
    tx.apply(insert_item{.id = 7, .name = "by hand"});
    return 0;
  }));
  EXPECT_THAT(ids(), ElementsAre(7));
}

TEST_P(SharingTest, CommitsWakeTheListenerAndFailuresDoNot) {
  std::atomic<int> woken = 0;
  db().on_commit([&] { ++woken; });
  ASSERT_TRUE(put(1, "a"));
  EXPECT_EQ(woken, 1);
  (void)db().write_now([](Tx&) -> Result<int> { return failure(ErrorKind::conflict, "test.no"); });
  EXPECT_EQ(woken, 1);
}

TEST_P(SharingTest, AScanThatTakesItsTimeHoldsNoReadUp) {
  ASSERT_TRUE(put(1, "a"));
  std::latch inside(1), go_on(1);
  std::thread scanning([&] {
    const auto scanned = db().scan_now([&](Tx& tx) -> Result<std::size_t> {
      inside.count_down();
      go_on.wait();
      return tx.all(all_items{}, [](const Row& row) { return row.integer("id"); }).size();
    });
    EXPECT_EQ(*scanned, 1U);
  });
  inside.wait();
  for (int i = 0; i < 20; ++i) EXPECT_THAT(ids(), ElementsAre(1));
  go_on.count_down();
  scanning.join();
}

TEST_P(SharingTest, PingAnswers) { EXPECT_TRUE(db().ping()); }

TEST_P(SharingTest, ReadersAndWritersRunBesideEachOther) {
  std::atomic<bool> done = false;
  std::atomic<int> reads = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i)
    readers.emplace_back([&] {
      std::int64_t last = 0;
      while (!done) {
        const auto seen = db().read_now([](Tx& tx) -> Result<std::int64_t> {
          const std::int64_t rows = count(tx);
          EXPECT_EQ(rows % 2, 0) << "half a write was seen";
          return rows;
        });
        EXPECT_GE(*seen, last);
        last = *seen;
        ++reads;
      }
    });
  std::vector<std::thread> writers;
  for (int w = 0; w < 3; ++w)
    writers.emplace_back([&, w] {
      for (int i = 0; i < 60; ++i)
        EXPECT_TRUE(db().write_now([=](Tx& tx) -> Result<int> {
          tx.apply(insert_item{.id = w * 1000 + 2 * i, .name = "a"});
          tx.apply(insert_item{.id = w * 1000 + 2 * i + 1, .name = "b"});
          return 0;
        }));
    });
  for (auto& writer : writers) writer.join();
  done = true;
  for (auto& reader : readers) reader.join();
  EXPECT_EQ(ids().size(), 360U);
  EXPECT_GT(reads, 0);
}

RUN_ON_EVERY_ENGINE(SharingTest);

}  // namespace
}  // namespace mashang::test
