// A fresh database for each test, on both engines: the same rules must hold on SQLite and on PostgreSQL.
//
//     class MyTest : public EveryEngine {};
//     TEST_P(MyTest, RuleInWords) { db().write_now(...); }
//     RUN_ON_EVERY_ENGINE(MyTest);
//
// PostgreSQL comes from MASHANG_TEST_POSTGRES (a URL that may create schemas): run under scripts/with_postgres.sh.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <span>
#include <string>

#include "storage/db.hpp"
#include "storage/migrations.hpp"

namespace mashang::test {

/// An empty database of its own, removed at the end.
class TestDatabase {
 public:
  virtual ~TestDatabase() = default;
  /// Opens it; more than once when not exclusive.
  [[nodiscard]] virtual Result<std::unique_ptr<storage::Db>> open(bool exclusive_server) = 0;
  /// For the command line: `--data DIR` or `--database URL`.
  [[nodiscard]] virtual std::string address() const = 0;

  /// `engine` is "sqlite" or "postgres". Throws when PostgreSQL is not there.
  [[nodiscard]] static std::unique_ptr<TestDatabase> make(const std::string& engine);
};

class EveryEngine : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override;
  void TearDown() override;

  [[nodiscard]] storage::Db& db() { return *db_; }
  [[nodiscard]] TestDatabase& database() { return *database_; }
  /// Closes the database and opens it again, as a restart does.
  void reopen();
  /// Closes it, for tests that open it elsewhere.
  void close() { db_.reset(); }
  /// What SetUp applies; every room's migrations unless a suite says otherwise.
  [[nodiscard]] virtual std::span<const storage::Migration> migrations() const { return storage::all_migrations(); }

 private:
  std::unique_ptr<TestDatabase> database_;
  std::unique_ptr<storage::Db> db_;
};

}  // namespace mashang::test

#define RUN_ON_EVERY_ENGINE(Suite)                                                                           \
  INSTANTIATE_TEST_SUITE_P(Engine, Suite, ::testing::Values(std::string("sqlite"), std::string("postgres")), \
                           [](const auto& instance) { return instance.param; })
/// What only an embedded database has: files of its own.
#define RUN_ON_SQLITE(Suite)                                                        \
  INSTANTIATE_TEST_SUITE_P(Engine, Suite, ::testing::Values(std::string("sqlite")), \
                           [](const auto& instance) { return instance.param; })
