// Rows kept in memory are never older than the last answered write, and a read still sees one moment.
#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>

#include "integration/engines.hpp"
#include "integration/storage_items.hpp"

namespace mashang::test {
namespace {

using storage::Row;
using storage::Touch;
using storage::Tx;
using ::testing::ElementsAre;

constexpr std::uint64_t kItem = storage::table("item");
constexpr std::array<Touch, 1> kOneItem{{{kItem, 1}}};
constexpr std::array<Touch, 1> kAnyItem{{{kItem, -1}}};

struct remembered_item : item_by_id {
  static constexpr Statement statement{
      "test.remembered_item", item_by_id::statement.sqlite, item_by_id::statement.postgres, 2, kOneItem, true};
};
struct remembered_items : all_items {
  static constexpr Statement statement{
      "test.remembered_items", all_items::statement.sqlite, all_items::statement.postgres, 1, kAnyItem, true};
};
struct put_item : insert_item {
  static constexpr Statement statement{"test.put_item", insert_item::statement.sqlite, insert_item::statement.postgres,
                                       6, kOneItem};
};
struct drop_items : delete_items {
  static constexpr Statement statement{"test.drop_items", delete_items::statement.sqlite,
                                       delete_items::statement.postgres, 1, kAnyItem};
};
struct renumber_item {
  Value county = kCounty;
  Value id;
  Value number;
  [[nodiscard]] std::array<Value, 3> values() const { return {county, id, number}; }
  static constexpr Statement statement{"test.renumber_item",
                                       "UPDATE item SET number = ?3 WHERE county = ?1 AND id = ?2",
                                       "UPDATE item SET number = $3 WHERE county = $1 AND id = $2", 3, kOneItem};
};
/// The same, but tells nobody: what it changes is only seen by whoever asks the database.
struct renumber_secretly : renumber_item {
  static constexpr Statement statement{"test.renumber_secretly", renumber_item::statement.sqlite,
                                       renumber_item::statement.postgres, 3};
};

class MemoryTest : public EveryEngine {
 protected:
  [[nodiscard]] std::span<const storage::Migration> migrations() const override { return kItems; }

  template <class Command>
  Result<int> write(Command command) {
    return db().write_now([command](Tx& tx) -> Result<int> {
      tx.apply(command);
      return 0;
    });
  }
  void put(std::int64_t id, std::int64_t number) {
    ASSERT_TRUE(write(put_item{{.id = id, .name = "a", .number = number}}));
  }
  std::int64_t number_of(std::int64_t id) {
    return *db().read_now([id](Tx& tx) -> Result<std::int64_t> {
      return tx.one(remembered_item{{.id = id}}, [](const Row& row) { return row.integer("number"); }).value_or(-1);
    });
  }
  std::vector<std::int64_t> numbers() {
    return *db().read_now([](Tx& tx) -> Result<std::vector<std::int64_t>> {
      return tx.all(remembered_items{}, [](const Row& row) { return row.integer("number"); });
    });
  }
};

TEST_P(MemoryTest, ARowThatWasReadIsNotAskedForAgain) {
  put(1, 10);
  EXPECT_EQ(number_of(1), 10);
  ASSERT_TRUE(write(renumber_secretly{{.id = 1, .number = 11}}));
  EXPECT_EQ(number_of(1), 10);
}

TEST_P(MemoryTest, AnAnsweredWriteIsSeenByTheNextRead) {
  put(1, 10);
  for (std::int64_t number = 11; number < 40; ++number) {
    EXPECT_EQ(number_of(1), number - 1);
    EXPECT_THAT(numbers(), ElementsAre(number - 1));
    ASSERT_TRUE(write(renumber_item{.id = 1, .number = number}));
  }
  ASSERT_TRUE(write(drop_items{}));
  EXPECT_EQ(number_of(1), -1);
  EXPECT_THAT(numbers(), ElementsAre());
}

TEST_P(MemoryTest, WhatIsNotThereIsRememberedTooUntilItComes) {
  EXPECT_EQ(number_of(5), -1);
  put(5, 50);
  EXPECT_EQ(number_of(5), 50);
}

TEST_P(MemoryTest, AWriteOfAnotherMatterLeavesARowRemembered) {
  put(1, 10);
  put(2, 20);
  EXPECT_EQ(number_of(1), 10);
  ASSERT_TRUE(write(renumber_secretly{{.id = 1, .number = 11}}));
  ASSERT_TRUE(write(renumber_item{.id = 2, .number = 21}));
  EXPECT_EQ(number_of(1), 10);
  EXPECT_EQ(number_of(2), 21);
  EXPECT_THAT(numbers(), ElementsAre(11, 21));
}

TEST_P(MemoryTest, AWriteReadsTheDatabaseAndLeavesNothingWhenItIsUndone) {
  put(1, 10);
  EXPECT_EQ(number_of(1), 10);
  ASSERT_TRUE(write(renumber_secretly{{.id = 1, .number = 11}}));
  const auto undone = db().write_now([](Tx& tx) -> Result<int> {
    tx.apply(renumber_item{.id = 1, .number = 99});
    const auto seen =
        tx.one(remembered_item{{.id = 1}}, [](const Row& row) { return row.integer("number"); }).value_or(-1);
    return failure(ErrorKind::conflict, seen == 99 ? "test.saw_its_own" : "test.saw_memory");
  });
  EXPECT_EQ(undone.error().code, "test.saw_its_own");
  EXPECT_EQ(number_of(1), 10);  // nothing happened, nothing was forgotten, and 99 was not remembered
}

TEST_P(MemoryTest, EveryTypeComesBackFromMemoryAsItWent) {
  const std::string seal("\0\xff", 2);
  ASSERT_TRUE(write(put_item{{.id = 1, .name = "消防通道", .number = 1, .weight = 2.5, .seal = storage::Blob{seal}}}));
  ASSERT_TRUE(write(put_item{{.id = 2, .name = ""}}));
  const auto look = [&] {
    return *db().read_now([&](Tx& tx) -> Result<std::string> {
      std::string told;
      for (const int id : {1, 2})
        tx.for_each(remembered_item{{.id = id}}, [&](const Row& row) {
          told += row.string("name") + "|" + (row.is_null("number") ? "-" : std::to_string(row.integer("number")));
          told += row.is_null("weight") ? "|-" : "|" + std::to_string(row.real("weight"));
          told += row.is_null("seal") ? "|-;" : "|" + std::string(row.blob("seal")) + ";";
          return true;
        });
      return told;
    });
  };
  const std::string first = look();
  ASSERT_TRUE(write(renumber_secretly{{.id = 1, .number = 7}}));
  EXPECT_EQ(first, "消防通道|1|2.500000|" + seal + ";|-|-|-;");
  EXPECT_EQ(look(), first);
}

TEST_P(MemoryTest, WhoeverReadsTheFirstRowOnlyLeavesAllForTheNext) {
  put(1, 10);
  put(2, 20);
  const auto first = db().read_now([](Tx& tx) -> Result<std::int64_t> {
    return *tx.one(remembered_items{}, [](const Row& row) { return row.integer("number"); });
  });
  EXPECT_EQ(*first, 10);
  ASSERT_TRUE(write(renumber_secretly{{.id = 1, .number = 11}}));
  EXPECT_THAT(numbers(), ElementsAre(10, 20));
}

TEST_P(MemoryTest, AResultThatIsVeryLargeIsNotKept) {
  const std::string large(200'000, 'x');
  ASSERT_TRUE(write(put_item{{.id = 1, .name = large, .number = 10}}));
  EXPECT_EQ(number_of(1), 10);
  ASSERT_TRUE(write(renumber_secretly{{.id = 1, .number = 11}}));
  EXPECT_EQ(number_of(1), 11);
}

TEST_P(MemoryTest, MoreThanMemoryHoldsIsReadRight) {
  const std::string name(40'000, 'x');
  constexpr int kItemsOfAll = 1'000;  // 40 MB, memory holds 16
  ASSERT_TRUE(db().write_now([&](Tx& tx) -> Result<int> {
    for (int id = 0; id < kItemsOfAll; ++id) tx.apply(put_item{{.id = id, .name = name, .number = id}});
    return 0;
  }));
  for (int round = 0; round < 2; ++round)
    for (int id = 0; id < kItemsOfAll; ++id) ASSERT_EQ(number_of(id), id);
}

TEST_P(MemoryTest, ARowThatAnotherProcessChangedIsSeenInTime) {
  put(1, 10);
  EXPECT_EQ(number_of(1), 10);
  const auto other = database().open(false);
  ASSERT_TRUE(other);
  ASSERT_TRUE((*other)->write_now([](Tx& tx) -> Result<int> {
    tx.apply(renumber_item{.id = 1, .number = 11});
    return 0;
  }));
  const auto start = std::chrono::steady_clock::now();
  const auto patience = storage::Memory::kLongest + std::chrono::seconds(1);
  while (number_of(1) != 11 && std::chrono::steady_clock::now() - start < patience)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_EQ(number_of(1), 11);
}

TEST_P(MemoryTest, AReadOfTwoRowsSeesOneMoment) {
  put(1, 100);
  put(2, -100);
  std::atomic<bool> stop = false;
  std::atomic<int> reads = 0, torn = 0;
  std::vector<std::thread> readers;
  for (int t = 0; t < 3; ++t)
    readers.emplace_back([&] {
      while (!stop) {
        const auto sum = db().read_now([](Tx& tx) -> Result<std::int64_t> {
          const auto number = [&](int id) {
            return *tx.one(remembered_item{{.id = id}}, [](const Row& row) { return row.integer("number"); });
          };
          return number(1) + number(2);
        });
        if (*sum != 0) ++torn;
        ++reads;
      }
    });
  constexpr std::int64_t kPatience = 100'000;
  for (std::int64_t number = 0; number < 300 || (reads <= 100 && number < kPatience); ++number)
    ASSERT_TRUE(db().write_now([=](Tx& tx) -> Result<int> {
      tx.apply(renumber_item{.id = 1, .number = number});
      tx.apply(renumber_item{.id = 2, .number = -number});
      return 0;
    }));
  stop = true;
  for (auto& reader : readers) reader.join();
  EXPECT_EQ(torn, 0);
  EXPECT_GT(reads, 100);
}

RUN_ON_EVERY_ENGINE(MemoryTest);

class LogTest : public EveryEngine {
 protected:
  [[nodiscard]] std::span<const storage::Migration> migrations() const override { return kItems; }
};

TEST_P(LogTest, TheLogStartsOverWhileOthersRead) {
  std::atomic<bool> stop = false;
  std::thread reader([&] {
    const auto look = [](Tx& tx) -> Result<bool> {
      return tx.one(item_by_id{.id = 0}, [](const Row& row) { return row.is_null("number"); }).value_or(true);
    };
    while (!stop) {
      EXPECT_TRUE(*db().read_now(look));
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  });
  const std::string name(60'000, 'x');
  std::uintmax_t largest = 0;
  for (int id = 0; id < 1'500; ++id) {
    ASSERT_TRUE(db().write_now([&](Tx& tx) -> Result<int> {
      tx.apply(insert_item{.id = id, .name = name});
      return 0;
    }));
    largest = std::max(largest, std::filesystem::file_size(database().address() + "/mashang.db-wal"));
  }
  stop = true;
  reader.join();
  EXPECT_LT(largest, 64u * 1024 * 1024);  // 90 MB were written
}

TEST_P(LogTest, AServerThatWasReadFromLetsAShortCommandEmptyTheLog) {
  EXPECT_TRUE(db().read_now([](Tx& tx) -> Result<bool> { return count(tx) == 0; }));
  auto command = *database().open(false);
  ASSERT_TRUE(command->write_now([](Tx& tx) -> Result<int> {
    tx.apply(insert_item{.id = 1, .name = "personal"});
    return 0;
  }));
  EXPECT_TRUE(db().read_now([](Tx& tx) -> Result<bool> { return count(tx) == 1; }));
  command.reset();
  EXPECT_EQ(std::filesystem::file_size(database().address() + "/mashang.db-wal"), 0u);
}

RUN_ON_SQLITE(LogTest);

}  // namespace
}  // namespace mashang::test
