// What only PostgreSQL can do to us: the server goes away, or another program writes beside ours.
#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <array>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "integration/engines.hpp"
#include "integration/storage_items.hpp"

namespace mashang::test {
namespace {

using storage::Row;
using storage::Tx;

class PostgresTest : public EveryEngine {
 protected:
  [[nodiscard]] std::span<const storage::Migration> migrations() const override { return kItems; }

  void run(const char* sql) {
    const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(database().address().c_str()), &PQfinish);
    const std::unique_ptr<PGresult, decltype(&PQclear)> answer(PQexec(connection.get(), sql), &PQclear);
    ASSERT_TRUE(PQresultStatus(answer.get()) == PGRES_COMMAND_OK || PQresultStatus(answer.get()) == PGRES_TUPLES_OK)
        << PQerrorMessage(connection.get());
  }
  Result<std::int64_t> put(std::int64_t id) {
    return db().write_now([id](Tx& tx) -> Result<std::int64_t> {
      const std::int64_t number = tx.next_number(kCounty, "leaf");
      tx.apply(insert_item{.id = id, .name = "a", .number = number});
      return number;
    });
  }
};

TEST_P(PostgresTest, ConnectionsThatWereCutAreMadeAgain) {
  ASSERT_TRUE(put(1));
  ASSERT_TRUE(db().ping());
  for (int round = 0; round < 5; ++round) {
    run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid()");
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    auto written = put(round + 2);
    while (!written && std::chrono::steady_clock::now() < until) {
      EXPECT_TRUE(written.error().code == "storage.unavailable" || written.error().code == "storage.locked");
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      written = put(round + 2);
    }
    ASSERT_TRUE(written) << written.error().detail;
    EXPECT_EQ(*written, round + 2) << "the series lost or doubled a number";
    auto answered = db().ping();
    for (int i = 0; i < 10 && !answered; ++i) answered = db().ping();
    EXPECT_TRUE(answered);
  }
}

/// Fails at one id only, inside the snapshot that other reads share.
struct divide_by_number {
  storage::Value id;
  [[nodiscard]] std::array<storage::Value, 1> values() const { return {id}; }
  static constexpr storage::Statement statement{"test.divide_by_number", "",
                                                "SELECT 1 / number AS part FROM item WHERE id = $1", 1};
};

TEST_P(PostgresTest, AReadThatFailsSpoilsNoneOfThoseItSharesASnapshotWith) {
  constexpr int kThreads = 24, kEach = 60;
  ASSERT_TRUE(db().write_now([](Tx& tx) -> Result<int> {
    for (int id = 0; id < kThreads; ++id) tx.apply(insert_item{.id = id, .name = std::to_string(id), .number = id % 8});
    return 0;
  }));
  std::atomic<int> right = 0, thrown = 0;
  std::vector<std::thread> threads;
  for (int id = 0; id < kThreads; ++id)
    threads.emplace_back([&, id] {
      for (int i = 0; i < kEach; ++i) {
        try {
          const auto names = db().read_now([id](Tx& tx) -> Result<std::string> {
            const auto name = [&](int of) {
              return tx.one(item_by_id{.id = of}, [](const Row& row) { return row.string("name"); }).value_or("?");
            };
            std::string all = name(id) + name((id + 1) % kThreads);
            tx.for_each(divide_by_number{.id = id}, [](const Row&) { return true; });
            return all + name(id);
          });
          const std::string own = std::to_string(id);
          if (names && *names == own + std::to_string((id + 1) % kThreads) + own) ++right;
        } catch (const std::exception&) {
          ++thrown;
        }
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(thrown, kThreads / 8 * kEach) << "those that divide by nothing, and nobody else";
  EXPECT_EQ(right, kThreads / 8 * 7 * kEach);
}

TEST_P(PostgresTest, ASeriesMovedByAnotherProgramIsSeen) {
  ASSERT_EQ(*put(1), 1);
  run("UPDATE series SET value = 40 WHERE county = 431229 AND name = 'leaf'");
  EXPECT_EQ(*put(2), 41);
  EXPECT_EQ(*put(3), 42);
}

TEST_P(PostgresTest, AServerThatIsNotThereIsUnavailable) {
  const auto opened = storage::open_postgres({.url = "postgresql://nobody@127.0.0.1:7199/nothing"});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, "storage.unavailable");
}

INSTANTIATE_TEST_SUITE_P(Engine, PostgresTest, ::testing::Values(std::string("postgres")),
                         [](const auto& instance) { return instance.param; });

}  // namespace
}  // namespace mashang::test
