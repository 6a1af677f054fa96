// What was answered stays: a writing process is killed in the middle, or its disk is full.
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <set>
#include <thread>

#include "integration/engines.hpp"
#include "integration/storage_items.hpp"

namespace mashang::test {
namespace {

using storage::Db;
using storage::Row;
using storage::Tx;

class DurabilityTest : public EveryEngine {
 protected:
  [[nodiscard]] std::span<const storage::Migration> migrations() const override { return kItems; }
  /// PostgreSQL notices a killed client, and frees its lock, a moment later.
  void reopen_when_free() {
    for (int i = 0; i < 100; ++i) {
      if (const auto opened = database().open(true); opened) break;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    reopen();
  }
};

/// Writes for ever with several threads; tells each id through the pipe only after its write was answered.
[[noreturn]] void write_until_killed(TestDatabase& database, int tell) {
  auto db = database.open(true);
  if (!db) _exit(1);
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&, t] {
      for (std::int64_t i = 0;; ++i) {
        const std::int64_t id = t * 1'000'000 + i;
        const auto done = (*db)->write_now([id](Tx& tx) -> Result<int> {
          tx.apply(insert_item{.id = id, .name = "a", .number = tx.next_number(kCounty, "leaf")});
          tx.apply(insert_item{.id = id + 500'000, .name = "its twin"});
          return 0;
        });
        if (!done || ::write(tell, &id, sizeof id) != sizeof id) _exit(1);
      }
    });
  for (auto& thread : threads) thread.join();
  _exit(1);
}

TEST_P(DurabilityTest, EveryAnsweredWriteSurvivesAKill) {
  for (int round = 0; round < 3; ++round) {
    ASSERT_TRUE(db().write_now([](Tx& tx) -> Result<int> {
      tx.apply(delete_items{});
      return 0;
    }));
    close();
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) write_until_killed(database(), ends[1]);
    ::close(ends[1]);
    std::set<std::int64_t> answered;
    for (std::int64_t id; ::read(ends[0], &id, sizeof id) == sizeof id;) {
      answered.insert(id);
      if (answered.size() == 300U + 77U * static_cast<unsigned>(round)) ::kill(child, SIGKILL);
    }
    ::close(ends[0]);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the writer stopped by itself";

    reopen_when_free();
    std::set<std::int64_t> stored;
    std::set<std::int64_t> numbers;
    ASSERT_TRUE(db().read_now([&](Tx& tx) -> Result<int> {
      tx.for_each(all_items{}, [&](const Row& row) {
        stored.insert(row.integer("id"));
        if (const auto number = row.optional_integer("number")) numbers.insert(*number);
        return true;
      });
      return 0;
    }));
    for (const std::int64_t id : answered) {
      ASSERT_TRUE(stored.contains(id)) << id << " was answered and is gone";
      ASSERT_TRUE(stored.contains(id + 500'000)) << "half of " << id << " is gone";
    }
    EXPECT_EQ(numbers.size() * 2, stored.size());
    EXPECT_EQ(*numbers.rbegin() - *numbers.begin() + 1, static_cast<std::int64_t>(numbers.size()))
        << "a number is lost";
  }
}

/// A process with a limit on file size, as on a full disk; 0 when all went as it should.
int fill_the_disk(TestDatabase& database) {
  std::signal(SIGXFSZ, SIG_IGN);
  auto db = database.open(true);
  if (!db) return 1;
  const std::string large(100'000, 'x');
  const auto put = [&](std::int64_t id) {
    return (*db)->write_now([&, id](Tx& tx) -> Result<int> {
      tx.apply(insert_item{.id = id, .name = large});
      return 0;
    });
  };
  if (!put(1)) return 2;
  const rlimit small{4'000'000, RLIM_INFINITY};
  if (::setrlimit(RLIMIT_FSIZE, &small) != 0) return 3;
  std::int64_t id = 2;
  while (id < 200 && put(id)) ++id;
  const auto refused = put(id);
  if (refused || refused.error().code != "storage.unavailable") return 4;
  const rlimit free{RLIM_INFINITY, RLIM_INFINITY};
  if (::setrlimit(RLIMIT_FSIZE, &free) != 0) return 5;
  if (!put(1000)) return 6;
  const auto rows = (*db)->read_now([](Tx& tx) -> Result<std::int64_t> { return count(tx); });
  return rows && *rows == id ? 0 : 7;  // 1 … id-1, and 1000
}

TEST_P(DurabilityTest, AFullDiskRefusesWritesAndHealsWhenThereIsRoom) {
  if (db().engine() != "sqlite") return;  // PostgreSQL's disk is its server's
  close();
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) _exit(fill_the_disk(database()));
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

RUN_ON_EVERY_ENGINE(DurabilityTest);

}  // namespace
}  // namespace mashang::test
