// The PostgreSQL engine: one writing connection with group commit, few reading ones for many, others for long scans.
#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <thread>

#include "storage/attempt.hpp"
#include "storage/failures.hpp"
#include "storage/migrations.hpp"
#include "storage/postgres/batches.hpp"
#include "storage/postgres/locks.hpp"
#include "storage/postgres/snapshot.hpp"
#include "storage/sql.hpp"

namespace mashang::storage {
namespace postgres {
namespace {

/// Runs a statement of the engine in the simple protocol.
Answer run(Connection& connection, std::string_view sql) {
  Answer answer = connection.run(std::string(sql).c_str());
  require_success(answer, "migration");
  return answer;
}

Result<std::optional<Migration>> next_due(Connection& connection, std::span<const Migration> migrations) {
  run(connection, sql::make_migration_table::statement.postgres);
  run(connection, sql::make_series_table::statement.postgres);
  const Answer answer = run(connection, sql::applied_migrations::statement.postgres);
  std::vector<std::int64_t> applied;
  for (int row = 0; row < PQntuples(answer.get()); ++row)
    applied.push_back(std::atoll(PQgetvalue(answer.get(), row, 0)));
  return next_migration(migrations, applied);
}

/// True when a step was applied.
Result<bool> migrate_one(Connection& connection, std::span<const Migration> migrations) {
  try {
    run(connection, "BEGIN");
    run(connection, kOneMigrationAtATime);
    const auto due = next_due(connection, migrations);
    if (!due || !*due) {
      run(connection, "COMMIT");
      return due ? Result<bool>(false) : failure(due.error());
    }
    run(connection, (*due)->postgres);
    connection.run_with(sql::record_migration::statement,
                        sql::record_migration{.version = (*due)->version, .name = (*due)->name}.values());
    run(connection, "COMMIT");
    return true;
  } catch (const Refusal& refusal) {
    return failure(refusal.error);
  } catch (const StatementFailed& failed) {
    return failure(ErrorKind::internal, "storage.migration_failed", failed.what());
  }
}

class PostgresDb final : public Db {
 public:
  PostgresDb(const PostgresOptions& options, std::unique_ptr<Batches> batches)
      : url_(options.url),
        batches_(std::move(batches)),
        reads_(read_threads(options), kLargestGroup, [this] { return reader(); }),
        scans_(std::max(1, options.read_connections - read_threads(options)), 1, [this] { return reader(); }),
        writer_(*batches_, changes_) {}

  void on_commit(std::function<void()> wake) override { writer_.on_commit(std::move(wake)); }
  [[nodiscard]] std::string_view engine() const override { return "postgres"; }

  Result<void> migrate(std::span<const Migration> migrations) override {
    auto connection = Connection::open(url_);
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
  void submit_write(Job& job) override { writer_.submit(job); }
  bool submit_read(Job& job) override {
    reads_.submit(job);
    return false;
  }
  void submit_scan(Job& job) override { scans_.submit(job); }

  static constexpr std::size_t kLargestGroup = 32;

  /// As many as cores ask at once: more threads would only make the groups smaller.
  static int read_threads(const PostgresOptions& options) {
    const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    return std::clamp(options.read_connections - 1, 1, cores);
  }
  [[nodiscard]] std::unique_ptr<ReadingThreads::Reader> reader() {
    return std::make_unique<SnapshotReader>(url_, memory_, changes_);
  }

  std::string url_;
  std::unique_ptr<Batches> batches_;
  ReadingThreads reads_, scans_;
  Writer writer_;  // last: its thread uses the others
};

}  // namespace
}  // namespace postgres

Result<std::unique_ptr<Db>> open_postgres(const PostgresOptions& options) {
  const auto lock = options.exclusive_server ? postgres::Batches::Lock::server : postgres::Batches::Lock::none;
  auto batches = std::make_unique<postgres::Batches>(options.url, lock);
  try {
    batches->connect();
  } catch (const Refusal& refusal) {
    return failure(refusal.error);
  } catch (const StatementFailed& failed) {
    return failure(unavailable(failed.what()));
  }
  return std::make_unique<postgres::PostgresDb>(options, std::move(batches));
}

}  // namespace mashang::storage
