// A fresh database for each test, on both engines.
#include "integration/engines.hpp"

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

}  // namespace

std::unique_ptr<TestDatabase> TestDatabase::make(const std::string& engine) {
  if (engine == "sqlite") return std::make_unique<SqliteDatabase>();
  throw std::runtime_error("no engine " + engine);
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
