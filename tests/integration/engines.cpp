// A fresh database for each test, on both engines.
#include "integration/engines.hpp"

#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace mashang::test {
namespace {

class SqliteDatabase final : public TestDatabase {
 public:
  SqliteDatabase() {
    std::string pattern = (std::filesystem::temp_directory_path() / "mashang_test_XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    directory_ = pattern;
  }
  ~SqliteDatabase() override {
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
  }
  Result<std::unique_ptr<storage::Db>> open(bool exclusive_server) override {
    return storage::open_sqlite({.directory = directory_, .exclusive_server = exclusive_server});
  }
  [[nodiscard]] std::string address() const override { return directory_; }

 private:
  std::string directory_;
};

/// A schema of its own in the throw-away server: made and dropped faster than a database.
class PostgresDatabase final : public TestDatabase {
 public:
  explicit PostgresDatabase(std::string base) : base_(std::move(base)) {
    static std::atomic<int> made = 0;
    name_ = "mashang_test_" + std::to_string(getpid()) + "_" + std::to_string(++made);
    run("CREATE SCHEMA " + name_);
  }
  ~PostgresDatabase() override {
    try {
      run("SET client_min_messages = warning; DROP SCHEMA " + name_ + " CASCADE");
    } catch (const std::exception& left_behind) {
      ADD_FAILURE() << left_behind.what();
    }
  }
  Result<std::unique_ptr<storage::Db>> open(bool exclusive_server) override {
    return storage::open_postgres({.url = address(), .read_connections = 4, .exclusive_server = exclusive_server});
  }
  [[nodiscard]] std::string address() const override {
    return base_ + (base_.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" + name_;
  }

 private:
  void run(const std::string& sql) const {
    const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(base_.c_str()), &PQfinish);
    const std::unique_ptr<PGresult, decltype(&PQclear)> answer(PQexec(connection.get(), sql.c_str()), &PQclear);
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) throw std::runtime_error(PQerrorMessage(connection.get()));
  }

  std::string base_;
  std::string name_;
};

}  // namespace

std::unique_ptr<TestDatabase> TestDatabase::make(const std::string& engine) {
  if (engine == "sqlite") return std::make_unique<SqliteDatabase>();
  const char* base = std::getenv("MASHANG_TEST_POSTGRES");
  if (base == nullptr)
    throw std::runtime_error("MASHANG_TEST_POSTGRES is not set: run the tests under scripts/with_postgres.sh");
  return std::make_unique<PostgresDatabase>(base);
}

void EveryEngine::SetUp() {
  database_ = TestDatabase::make(GetParam());
  reopen();
  const auto migrated = db_->migrate(migrations());
  if (!migrated) throw std::runtime_error(std::string(migrated.error().code) + ": " + migrated.error().detail);
}

void EveryEngine::TearDown() {
  db_.reset();
  database_.reset();
}

void EveryEngine::reopen() {
  db_.reset();
  auto opened = database_->open(true);
  if (!opened) throw std::runtime_error(std::string(opened.error().code) + ": " + opened.error().detail);
  db_ = std::move(*opened);
}

}  // namespace mashang::test
