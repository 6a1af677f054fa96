// What every engine promises each caller: all or nothing, guards, snapshots, values that come back.
#include <gmock/gmock.h>

#include <thread>

#include "integration/engines.hpp"
#include "integration/storage_items.hpp"

namespace mashang::test {
namespace {

using storage::Blob;
using storage::Row;
using storage::Tx;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class StorageTest : public EveryEngine {
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

TEST_P(StorageTest, EveryTypeComesBackAsItWent) {
  const std::string bytes("\0\xff\x01", 3);
  const std::string words = "停车位 e-bike 'quoted' \"\\\n";
  ASSERT_TRUE(db().write_now([&](Tx& tx) -> Result<int> {
    tx.apply(insert_item{.id = 9007199254740991, .name = words, .number = -5, .weight = 0.1, .seal = Blob{bytes}});
    tx.apply(insert_item{.id = 2, .name = ""});
    return 0;
  }));
  auto seen = db().read_now([&](Tx& tx) -> Result<int> {
    tx.for_each(item_by_id{.id = 9007199254740991}, [&](const Row& row) {
      EXPECT_EQ(row.integer("id"), 9007199254740991);
      EXPECT_EQ(row.text("name"), words);
      EXPECT_EQ(row.integer("number"), -5);
      EXPECT_EQ(row.real("weight"), 0.1);
      EXPECT_EQ(row.blob("seal"), bytes);
      return true;
    });
    int found = 0;
    tx.for_each(item_by_id{.id = 2}, [&](const Row& row) {
      ++found;
      EXPECT_EQ(row.text("name"), "");
      EXPECT_EQ(row.optional_integer("number"), std::nullopt);
      EXPECT_TRUE(row.is_null("weight"));
      EXPECT_TRUE(row.is_null("seal"));
      return true;
    });
    return found;
  });
  EXPECT_EQ(seen, 1);
}

TEST_P(StorageTest, SumsAndMeansOfIntegersAreReadable) {
  ASSERT_TRUE(db().write_now([](Tx& tx) -> Result<int> {
    tx.apply(insert_item{.id = 1, .name = "a", .number = 1'000'000'000'001});
    tx.apply(insert_item{.id = 2, .name = "b", .number = 2'000'000'000'000});
    return 0;
  }));
  ASSERT_TRUE(db().read_now([](Tx& tx) -> Result<int> {
    tx.for_each(count_items{}, [](const Row& row) {
      EXPECT_EQ(row.integer("items"), 2);
      EXPECT_EQ(row.integer("total"), 3'000'000'000'001);
      EXPECT_DOUBLE_EQ(row.real("mean"), 1'500'000'000'000.5);
      return true;
    });
    return 0;
  }));
}

TEST_P(StorageTest, AReturnedErrorUndoesTheWrite) {
  const auto result = db().write_now([](Tx& tx) -> Result<int> {
    tx.apply(insert_item{.id = 1, .name = "a"});
    return failure(ErrorKind::conflict, "test.no");
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, "test.no");
  EXPECT_THAT(ids(), IsEmpty());
}

TEST_P(StorageTest, AnExceptionUndoesTheWriteAndReachesItsCaller) {
  EXPECT_THROW((void)db().write_now([](Tx& tx) -> Result<int> {
    tx.apply(insert_item{.id = 1, .name = "a"});
    throw std::domain_error("bug");
  }),
               std::domain_error);
  EXPECT_THAT(ids(), IsEmpty());
}

TEST_P(StorageTest, ABrokenConstraintIsAnExceptionOfThatWriteAlone) {
  ASSERT_TRUE(put(1, "a"));
  EXPECT_ANY_THROW((void)put(1, "again"));
  EXPECT_ANY_THROW((void)db().write_now([](Tx& tx) -> Result<int> {
    tx.apply(insert_item{.id = 2, .name = "b"});
    tx.apply(broken_statement{});
    return 0;
  }));
  ASSERT_TRUE(put(3, "c"));
  EXPECT_THAT(ids(), ElementsAre(1, 3));
}

TEST_P(StorageTest, AGuardThatDoesNotHoldUndoesTheWriteWithItsError) {
  ASSERT_TRUE(put(1, "a"));
  const auto stale = db().write_now([](Tx& tx) -> Result<int> {
    tx.apply(insert_item{.id = 2, .name = "b"});
    tx.apply_one(rename_item{.name = "c", .id = 1, .old_name = "not a"}, Error{ErrorKind::conflict, "test.stale"});
    tx.apply_one(insert_new_item{.id = 1, .name = "x"}, Error{ErrorKind::conflict, "test.second"});
    tx.apply(insert_item{.id = 3, .name = "after"});
    return 0;
  });
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error().code, "test.stale");
  const auto taken = db().write_now([](Tx& tx) -> Result<int> {
    tx.apply_one(insert_new_item{.id = 1, .name = "x"}, Error{ErrorKind::conflict, "test.taken"});
    return 0;
  });
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, "test.taken");
  EXPECT_TRUE(db().write_now([](Tx& tx) -> Result<int> {
    tx.apply_one(rename_item{.name = "c", .id = 1, .old_name = "a"}, Error{ErrorKind::conflict, "test.stale"});
    return 0;
  }));
  EXPECT_THAT(ids(), ElementsAre(1));
}

TEST_P(StorageTest, AWriteReadsItsOwnEffects) {
  const auto names = db().write_now([](Tx& tx) -> Result<std::vector<std::string>> {
    std::vector<std::string> seen;
    tx.apply(insert_item{.id = 1, .name = "a"});
    const auto name = [](const Row& row) { return row.string("name"); };
    seen.push_back(tx.one(item_by_id{.id = 1}, name).value_or("nothing"));
    tx.apply(rename_item{.name = "b", .id = 1, .old_name = "a"});
    seen.push_back(tx.one(item_by_id{.id = 1}, name).value_or("nothing"));
    return seen;
  });
  ASSERT_TRUE(names);
  EXPECT_THAT(*names, ElementsAre("a", "b"));
}

TEST_P(StorageTest, AWriteUndoneAfterReadingItsEffectsLeavesNothing) {
  const auto result = db().write_now([](Tx& tx) -> Result<int> {
    tx.apply(insert_item{.id = 1, .name = "a"});
    EXPECT_EQ(count(tx), 1);
    return failure(ErrorKind::conflict, "test.no");
  });
  EXPECT_FALSE(result);
  EXPECT_THAT(ids(), IsEmpty());
}

TEST_P(StorageTest, AQueryMayRunInsideItself) {
  ASSERT_TRUE(put(1, "a"));
  ASSERT_TRUE(put(2, "b"));
  const auto pairs = db().read_now([](Tx& tx) -> Result<int> {
    int seen = 0;
    tx.for_each(all_items{}, [&](const Row& outer) {
      tx.for_each(all_items{}, [&](const Row& inner) {
        seen += static_cast<int>(10 * outer.integer("id") + inner.integer("id"));
        return true;
      });
      return true;
    });
    return seen;
  });
  EXPECT_EQ(pairs, 11 + 12 + 21 + 22);
}

TEST_P(StorageTest, AReadMayNotChangeRows) {
  EXPECT_THROW((void)db().read_now([](Tx& tx) -> Result<int> {
    tx.apply(insert_item{.id = 1, .name = "a"});
    return 0;
  }),
               std::logic_error);
  EXPECT_THROW((void)db().read_now([](Tx& tx) -> Result<std::int64_t> { return tx.next_number(kCounty, "leaf"); }),
               std::logic_error);
}

TEST_P(StorageTest, AMissingColumnIsABug) {
  ASSERT_TRUE(put(1, "a"));
  EXPECT_THROW((void)db().read_now([](Tx& tx) -> Result<int> {
    tx.for_each(all_items{}, [](const Row& row) { return row.flag("colour"); });
    return 0;
  }),
               std::logic_error);
}

TEST_P(StorageTest, ReadingAnotherTypeIsABug) {
  ASSERT_TRUE(put(1, "a"));
  const auto read_as = [&](auto get) {
    return db().read_now([=](Tx& tx) -> Result<int> {
      tx.for_each(item_by_id{.id = 1}, [&](const Row& row) {
        (void)get(row);
        return true;
      });
      return 0;
    });
  };
  EXPECT_THROW((void)read_as([](const Row& row) { return row.integer("name"); }), std::logic_error);
  EXPECT_THROW((void)read_as([](const Row& row) { return row.text("id"); }), std::logic_error);
  EXPECT_THROW((void)read_as([](const Row& row) { return row.blob("name"); }), std::logic_error);
  EXPECT_THROW((void)read_as([](const Row& row) { return row.integer("number"); }), std::logic_error);
}

TEST_P(StorageTest, NulAndInvalidUtf8AreRefusedByName) {
  for (const auto& bad : {std::string("a\0b", 3), std::string("\xff\xfe"), std::string("\xed\xa0\x80")}) {
    const auto result = put(1, bad);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, "storage.invalid_text");
  }
  EXPECT_THAT(ids(), IsEmpty());
}

TEST_P(StorageTest, AReadSeesOneMomentOnly) {
  ASSERT_TRUE(put(1, "a"));
  const auto counts = db().read_now([&](Tx& tx) -> Result<std::vector<std::int64_t>> {
    std::vector<std::int64_t> seen{count(tx)};
    std::thread other([&] { EXPECT_TRUE(put(2, "b")); });
    other.join();
    seen.push_back(count(tx));
    return seen;
  });
  ASSERT_TRUE(counts);
  EXPECT_THAT(*counts, ElementsAre(1, 1));
  EXPECT_THAT(ids(), ElementsAre(1, 2));
}

TEST_P(StorageTest, AnAnsweredWriteIsSeenByTheNextRead) {
  for (int i = 1; i <= 50; ++i) {
    ASSERT_TRUE(put(i, "a"));
    ASSERT_EQ(ids().size(), static_cast<std::size_t>(i));
  }
}

TEST_P(StorageTest, AVeryLargeWriteIsAllOrNothingToo) {
  const auto put_many = [&](std::string_view expected_name) {
    return db().write_now([&](Tx& tx) -> Result<int> {
      for (std::int64_t id = 1; id <= 3000; ++id) tx.apply(insert_item{.id = id, .name = "a"});
      tx.apply_one(rename_item{.name = "b", .id = 1, .old_name = expected_name},
                   Error{ErrorKind::conflict, "test.stale"});
      for (std::int64_t id = 3001; id <= 4000; ++id) tx.apply(insert_item{.id = id, .name = "a"});
      return 0;
    });
  };
  const auto refused = put_many("not a");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "test.stale");
  EXPECT_THAT(ids(), IsEmpty());
  ASSERT_TRUE(put_many("a"));
  EXPECT_EQ(ids().size(), 4000U);
}

TEST_P(StorageTest, AStatementMayFirstBeGivenNullAndThenAValue) {
  ASSERT_TRUE(db().write_now([](Tx& tx) -> Result<int> {
    tx.apply(insert_item{.id = 1, .name = "a", .number = Value(), .weight = Value(), .seal = Value()});
    tx.apply(insert_item{.id = 2, .name = "b", .number = 5, .weight = 1, .seal = Blob{"x"}});
    return 0;
  }));
  const auto weight = db().read_now([](Tx& tx) -> Result<double> {
    return *tx.one(item_by_id{.id = 2}, [](const Row& row) { return row.real("weight"); });
  });
  EXPECT_EQ(weight, 1.0);
}

RUN_ON_EVERY_ENGINE(StorageTest);

}  // namespace
}  // namespace mashang::test
