// The one door to the database: `read` and `write`, awaited from coroutines or called plainly.
//
// Engines: storage/sqlite (default) and storage/postgres. Both group commits: one writer takes all queued writes into
// one transaction, gives each its own savepoint, and resumes them after the durable commit.
// A write resumes only when its commit is durable (SQLite: WAL + synchronous=FULL; PostgreSQL: synchronous_commit=on).
// Threading: callable from any thread. An awaited call resumes on the Executor it was made on (without one: on the
// engine's thread). Destroying a Db first finishes what was submitted: executors must still be alive then.
// Expected failures of the engine itself come as Error: `storage.unavailable` (disk full, server gone; a write so
// answered may or may not have happened when its commit was already under way) and `storage.invalid_text` (NUL or
// invalid UTF-8 in a text). Wrong SQL and broken constraints are bugs: they come as exceptions.
#pragma once

#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/executor.hpp"
#include "core/result.hpp"
#include "storage/job.hpp"
#include "storage/memory.hpp"
#include "storage/tx.hpp"

namespace mashang::storage {

/// One migration: `version` is the UTC time in its file name, yyyymmddhhmm.
struct Migration {
  std::int64_t version;
  std::string_view name;
  std::string_view sqlite;
  std::string_view postgres;
};

class Db {
 public:
  virtual ~Db() = default;

  /// `fn(Tx&) -> Result<T>`; a snapshot read. `auto reading = db.read(fn); auto result = co_await reading;`
  /// `fn` may run again from the start: first it is tried on what is remembered (memory.hpp).
  template <class F>
  [[nodiscard]] auto read(F fn) {
    return Awaitable<F>(*this, std::move(fn), Mode::read);
  }
  /// The same for a read that may look at many rows (a search, a map): it runs beside the quick ones and holds none up.
  template <class F>
  [[nodiscard]] auto scan(F fn) {
    return Awaitable<F>(*this, std::move(fn), Mode::scan);
  }
  /// `fn(Tx&) -> Result<T>`; all of it or nothing. `co_await` gives Result<T> after the durable commit.
  template <class F>
  [[nodiscard]] auto write(F fn) {
    return Awaitable<F>(*this, std::move(fn), Mode::write);
  }
  /// The same for threads without a loop: command line, tests, timers.
  template <class F>
  auto read_now(F fn) {
    Awaitable<F> awaitable(*this, std::move(fn), Mode::read);
    return awaitable.wait();
  }
  template <class F>
  auto scan_now(F fn) {
    Awaitable<F> awaitable(*this, std::move(fn), Mode::scan);
    return awaitable.wait();
  }
  template <class F>
  auto write_now(F fn) {
    Awaitable<F> awaitable(*this, std::move(fn), Mode::write);
    return awaitable.wait();
  }

  /// Runs on the writer thread after each durable commit; must only wake somebody. Set before serving.
  virtual void on_commit(std::function<void()> wake) = 0;
  /// "sqlite" or "postgres".
  [[nodiscard]] virtual std::string_view engine() const = 0;
  /// Applies what is missing in order, each in its own transaction, and records it in `migration`.
  /// Fails with `storage.schema_newer` when the database knows a migration this binary does not, with
  /// `storage.migration_failed` when a step's SQL fails (that step is undone), with `storage.unavailable`.
  [[nodiscard]] virtual Result<void> migrate(std::span<const Migration> migrations) = 0;
  /// Answers when the database answers (for /readyz). Fails with `storage.unavailable`.
  [[nodiscard]] virtual Result<void> ping() = 0;

 protected:
  /// What the writer tells of its commits, and where readers leave what they read.
  Changes changes_;
  Memory memory_{changes_};

 private:
  enum class Mode { read, scan, write };

  virtual void submit_write(Job& job) = 0;
  /// True when the job was finished inline; false when it will be resumed later.
  [[nodiscard]] virtual bool submit_read(Job& job) = 0;
  virtual void submit_scan(Job& job) = 0;
  /// False when the job was finished inline.
  [[nodiscard]] bool submit(Job& job, Mode mode);
  static void wait_for(Db& db, Job& job, Mode mode);

  template <class F>
  class [[nodiscard]] Awaitable final : Job {
   public:
    using R = std::invoke_result_t<F&, Tx&>;
    Awaitable(Db& db, F fn, Mode mode) : db_(db), fn_(std::move(fn)), mode_(mode) {}
    Awaitable(const Awaitable&) = delete;

    [[nodiscard]] bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> caller) {
      resume_on = Executor::current();
      suspended = caller;
      return db_.submit(*this, mode_);
    }
    R await_resume() { return take(); }
    R wait() {
      wait_for(db_, *this, mode_);
      return take();
    }

   private:
    void run(Tx& tx) override {
      thrown_ = nullptr;
      result_.emplace(fn_(tx));
    }
    [[nodiscard]] bool succeeded() const override { return !thrown_ && result_ && result_->has_value(); }
    void fail(Error error) override {
      thrown_ = nullptr;
      result_.emplace(failure(std::move(error)));
    }
    void fail(std::exception_ptr thrown) override { thrown_ = std::move(thrown); }
    R take() {
      if (thrown_) std::rethrow_exception(thrown_);
      return std::move(*result_);
    }

    Db& db_;
    F fn_;
    Mode mode_;
    std::optional<R> result_;
    std::exception_ptr thrown_;
  };
};

struct SqliteOptions {
  std::string directory;         ///< holds mashang.db and its log; made (mode 0700) when missing
  bool exclusive_server = true;  ///< refuse a second server; false for short commands beside a running server
};
/// Fails with `storage.locked` (another process serves this folder) or `storage.unavailable`.
[[nodiscard]] Result<std::unique_ptr<Db>> open_sqlite(const SqliteOptions& options);

struct PostgresOptions {
  std::string url;  ///< postgresql://…
  int read_connections = 8;
  bool exclusive_server = true;  ///< refuse a second server; false for short commands beside a running server
};
/// Fails with `storage.locked` (another server has this database) or `storage.unavailable`.
[[nodiscard]] Result<std::unique_ptr<Db>> open_postgres(const PostgresOptions& options);

}  // namespace mashang::storage
