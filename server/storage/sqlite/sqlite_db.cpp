// The SQLite engine: one writer with group commit, readers on connections of their own.
#include <sqlite3.h>

#include <filesystem>

#include "storage/attempt.hpp"
#include "storage/failures.hpp"
#include "storage/migrations.hpp"
#include "storage/reading_threads.hpp"
#include "storage/sql.hpp"
#include "storage/sqlite/checkpoints.hpp"
#include "storage/sqlite/readers.hpp"
#include "storage/sqlite/server_lock.hpp"
#include "storage/sqlite/transaction.hpp"
#include "storage/writer.hpp"

namespace mashang::storage {
namespace sqlite {
namespace {

constexpr storage::Statement kBeginWrite{"storage.begin_write", "BEGIN IMMEDIATE", "", 0};
constexpr storage::Statement kCommit{"storage.commit", "COMMIT", "", 0};
constexpr storage::Statement kDataVersion{"storage.data_version", "PRAGMA data_version", "", 0};

std::int64_t run(Connection& connection, const storage::Statement& statement, std::span<const Value> values = {}) {
  Connection::Use use(connection, statement, values);
  return use.step() ? sqlite3_column_int64(use.prepared().handle.get(), 0) : 0;
}

/// The writer's side: batches into transactions.
class Batches final : public Writer::Engine {
 public:
  Batches(std::unique_ptr<Connection> connection, Readers& readers)
      : connection_(std::move(connection)), readers_(readers), checkpoints_(*connection_) {}
  ~Batches() override {
    const Readers::Rest rest(readers_);
    checkpoints_.at_end();
  }

  bool commit(std::span<Job* const> batch, Changes::Batch& touched) override {
    kept_.clear();
    waiting_ = batch;
    std::optional<Readers::Rest> rest;
    if (checkpoints_.is_log_long()) rest.emplace(readers_);
    try {
      begin();
      const auto company = batch.size() == 1 ? WriteTx::Company::alone : WriteTx::Company::others;
      for (; !waiting_.empty(); waiting_ = waiting_.subspan(1)) run_one(*waiting_.front(), touched, company);
      finish(touched);
    } catch (...) {
      give_up();
    }
    if (!kept_.empty()) checkpoints_.after_commit();
    return !kept_.empty();
  }

  void idle() override {
    const Readers::Rest rest(readers_);
    checkpoints_.when_idle();
  }

 private:
  void begin() {
    run(*connection_, kBeginWrite);
    // Moves when another process committed: its numbers must be seen.
    const std::int64_t version = run(*connection_, kDataVersion);
    if (version != data_version_) series_.forget();
    data_version_ = version;
  }

  void run_one(Job& job, Changes::Batch& touched, WriteTx::Company company) {
    WriteTx tx(*connection_, series_, touched, company);
    if (attempt(job, tx, tx.broken_guard())) {
      kept_.push_back(&job);
      tx.keep();
      return;
    }
    tx.undo();
    if (!connection_->is_in_transaction() && company == WriteTx::Company::others)
      throw Refusal{unavailable("SQLite gave up the batch")};
  }

  void finish(Changes::Batch& touched) {
    if (kept_.empty()) {
      if (connection_->is_in_transaction()) connection_->run("ROLLBACK");
      return;
    }
    for (const auto& series : series_.changed()) {
      const sql::save_series saved{
          .county = series.county, .name = series.name, .value = series.value, .loaded = series.loaded};
      run(*connection_, sql::save_series::statement, saved.values());
    }
    touched.is_about_to_commit();
    run(*connection_, kCommit);
    series_.settle();
  }

  /// Called inside a catch block: nothing of the batch stays; who failed by itself keeps its own reason.
  void give_up() {
    for (Job* job : kept_) fail_with_current_exception(*job);
    for (Job* job : waiting_)
      if (kept_.empty() || job != kept_.back()) fail_with_current_exception(*job);
    kept_.clear();
    series_.forget();
    if (connection_->is_in_transaction()) sqlite3_exec(connection_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }

  std::unique_ptr<Connection> connection_;
  Readers& readers_;
  Checkpoints checkpoints_;
  SeriesBook series_;
  std::int64_t data_version_ = -1;
  std::vector<Job*> kept_;
  std::span<Job* const> waiting_;
};

void run_read(Readers& readers, Memory& memory, Job& job) {
  try {
    auto reader = readers.borrow();
    ReadTx tx(*reader->connection, memory, reader->moment);
    attempt_read(job, tx);
    readers.give_back(std::move(reader));
  } catch (...) {
    fail_with_current_exception(job);
  }
}

class ScanReader final : public ReadingThreads::Reader {
 public:
  ScanReader(Readers& readers, Memory& memory) : readers_(readers), memory_(memory) {}
  void run(std::span<Job* const> group) override {
    for (Job* job : group) run_read(readers_, memory_, *job);
  }

 private:
  Readers& readers_;
  Memory& memory_;
};

class SqliteDb final : public Db {
 public:
  SqliteDb(std::string file, std::optional<ServerLock> lock, std::unique_ptr<Connection> connection)
      : file_(std::move(file)),
        lock_(std::move(lock)),
        readers_(file_, changes_),
        scans_(kScanThreads, 1, [this] { return std::make_unique<ScanReader>(readers_, memory_); }),
        batches_(std::move(connection), readers_),
        writer_(batches_, changes_) {}

  void on_commit(std::function<void()> wake) override { writer_.on_commit(std::move(wake)); }
  [[nodiscard]] std::string_view engine() const override { return "sqlite"; }

  Result<void> migrate(std::span<const Migration> migrations) override {
    auto connection = Connection::open(file_, Purpose::write);
    if (!connection) return failure(connection.error());
    for (;;) {
      const auto more = migrate_one(**connection, migrations);
      if (!more) return failure(more.error());
      if (!*more) return {};
    }
  }

  Result<void> ping() override {
    return read_now([](Tx& tx) -> Result<void> {
      tx.for_each(sql::answer{}, [](const Row&) { return true; });
      return {};
    });
  }

 private:
  /// True when a step was applied.
  static Result<bool> migrate_one(Connection& connection, std::span<const Migration> migrations) {
    try {
      run(connection, kBeginWrite);
      const auto due = next_due(connection, migrations);
      if (!due || !*due) {
        run(connection, kCommit);
        return due ? Result<bool>(false) : failure(due.error());
      }
      connection.run(std::string((*due)->sqlite).c_str());
      const sql::record_migration record{.version = (*due)->version, .name = (*due)->name};
      run(connection, sql::record_migration::statement, record.values());
      run(connection, kCommit);
      return true;
    } catch (const Refusal& refusal) {
      return failure(refusal.error);
    } catch (const StatementFailed& failed) {
      return failure(ErrorKind::internal, "storage.migration_failed", failed.what());
    }
  }

  static Result<std::optional<Migration>> next_due(Connection& connection, std::span<const Migration> migrations) {
    run(connection, sql::make_migration_table::statement);
    run(connection, sql::make_series_table::statement);
    std::vector<std::int64_t> applied;
    Connection::Use use(connection, sql::applied_migrations::statement, {});
    while (use.step()) applied.push_back(sqlite3_column_int64(use.prepared().handle.get(), 0));
    return next_migration(migrations, applied);
  }

  void submit_write(Job& job) override { writer_.submit(job); }

  bool submit_read(Job& job) override {
    run_read(readers_, memory_, job);
    return true;
  }
  void submit_scan(Job& job) override { scans_.submit(job); }

  static constexpr int kScanThreads = 2;

  std::string file_;
  std::optional<ServerLock> lock_;
  Readers readers_;
  ReadingThreads scans_;
  Batches batches_;
  Writer writer_;  // last: its thread uses the others
};

}  // namespace
}  // namespace sqlite

Result<std::unique_ptr<Db>> open_sqlite(const SqliteOptions& options) {
  const std::filesystem::path directory(options.directory);
  std::error_code trouble;
  if (std::filesystem::create_directories(directory, trouble))
    std::filesystem::permissions(directory, std::filesystem::perms::owner_all, trouble);
  if (trouble) return failure(unavailable(directory.string() + ": " + trouble.message()));
  std::optional<sqlite::ServerLock> lock;
  if (options.exclusive_server) {
    auto taken = sqlite::ServerLock::take((directory / "mashang.lock").string());
    if (!taken) return failure(taken.error());
    lock.emplace(std::move(*taken));
  }
  const std::string file = (directory / "mashang.db").string();
  auto connection = sqlite::Connection::open(file, sqlite::Purpose::write);
  if (!connection) return failure(connection.error());
  return std::make_unique<sqlite::SqliteDb>(file, std::move(lock), std::move(*connection));
}

}  // namespace mashang::storage
