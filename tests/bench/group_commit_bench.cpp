// Durable creates per second of the storage alone: the height that the HTTP benchmark is measured against.
//
//   group_commit_bench --engine sqlite|postgres [--batch 64] [--seconds 5] [--data DIR] [--url URL]
//
// `raw`: transactions of `batch` reports each, one behind the other. `writers`: `batch` coroutines on one loop, each
// waiting for its own durable answer, as 64 connections do. `reads`: as many coroutines read by id. The folder or
// database must be empty. Prints one JSON object.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <vector>

#include "bench/group_commit_rows.hpp"
#include "core/task.hpp"

namespace mashang::bench {
namespace {

using Clock = std::chrono::steady_clock;

/// A loop without sockets.
class Loop final : public Executor {
 public:
  Loop() { announce(this); }
  ~Loop() override { announce(nullptr); }
  void resume(std::span<const std::coroutine_handle<>> suspended) override {
    {
      const std::lock_guard lock(mutex_);
      ready_.insert(ready_.end(), suspended.begin(), suspended.end());
    }
    wake_.notify_one();
  }
  void run_once() {
    std::vector<std::coroutine_handle<>> now;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return !ready_.empty(); });
      now.swap(ready_);
    }
    for (const auto handle : now) handle.resume();
  }

 private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<std::coroutine_handle<>> ready_;
};

void require(bool holds, const char* what) {
  if (!holds) throw std::runtime_error(what);
}

double raw(storage::Db& db, int batch, double seconds, std::int64_t first_id) {
  std::int64_t id = first_id;
  const auto start = Clock::now();
  double passed = 0;
  while (passed < seconds) {
    const auto done = db.write_now([&](storage::Tx& tx) -> Result<int> {
      for (int i = 0; i < batch; ++i) put(tx, make_report(id + i));
      return 0;
    });
    require(done.has_value(), "a raw batch failed");
    id += batch;
    passed = std::chrono::duration<double>(Clock::now() - start).count();
  }
  return static_cast<double>(id - first_id) / passed;
}

struct Run {
  storage::Db& db;
  Clock::time_point until;
  std::int64_t next_id;
  std::int64_t done = 0;
  int running = 0;
  std::vector<double> latencies_ms;
};

Task<> one_writer(Run& run) {
  while (Clock::now() < run.until) {
    const Report report = make_report(run.next_id++);
    const auto start = Clock::now();
    auto writing = run.db.write([&report](storage::Tx& tx) -> Result<int> {
      put(tx, report);
      return 0;
    });
    const auto written = co_await writing;
    require(written.has_value(), "a write failed");
    run.latencies_ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    ++run.done;
  }
  --run.running;
}

/// Reads by id of the reports 1 to `known`, each a snapshot of its own.
Task<> one_reader(Run& run, std::int64_t known) {
  while (Clock::now() < run.until) {
    const std::int64_t id = run.next_id++ * 7919 % known + 1;
    auto reading = run.db.read([id](storage::Tx& tx) -> Result<std::size_t> {
      const auto words = tx.one(case_by_id{.id = id}, [](const storage::Row& row) { return row.string("words"); });
      if (!words) return failure(ErrorKind::not_found, "bench.gone");
      return words->size();
    });
    const auto read = co_await reading;
    require(read.has_value(), "a read failed");
    ++run.done;
  }
  --run.running;
}

double readers(storage::Db& db, int batch, double seconds, std::int64_t known) {
  Loop loop;
  const auto start = Clock::now();
  const auto length = std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  Run run{db, start + length, 1, 0, batch, {}};
  std::vector<Task<>> tasks;
  for (int i = 0; i < batch; ++i) tasks.push_back(one_reader(run, known));
  for (auto& task : tasks) task.start();
  while (run.running > 0) loop.run_once();
  const double passed = std::chrono::duration<double>(Clock::now() - start).count();
  for (auto& task : tasks) task.result();
  return static_cast<double>(run.done) / passed;
}

struct WritersFigures {
  double per_second;
  double p99_ms;
};

WritersFigures writers(storage::Db& db, int batch, double seconds, std::int64_t first_id) {
  Loop loop;
  const auto start = Clock::now();
  Run run{db,       start + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds)),
          first_id, 0,
          batch,    {}};
  std::vector<Task<>> tasks;
  for (int i = 0; i < batch; ++i) tasks.push_back(one_writer(run));
  for (auto& task : tasks) task.start();
  while (run.running > 0) loop.run_once();
  const double passed = std::chrono::duration<double>(Clock::now() - start).count();
  for (auto& task : tasks) task.result();
  std::ranges::sort(run.latencies_ms);
  return {static_cast<double>(run.done) / passed, run.latencies_ms[run.latencies_ms.size() * 99 / 100]};
}

int measure(const std::string& engine, int batch, double seconds, const std::string& data, const std::string& url) {
  auto opened = engine == "sqlite" ? storage::open_sqlite({.directory = data}) : storage::open_postgres({.url = url});
  if (!opened) {
    fmt::print(stderr, "{}: {}\n", opened.error().code, opened.error().detail);
    return 1;
  }
  storage::Db& db = **opened;
  const std::string sqlite_tables = for_sqlite();
  const std::array<storage::Migration, 1> tables{{{202601010000, "bench", sqlite_tables, kTables}}};
  if (const auto migrated = db.migrate(tables); !migrated) {
    fmt::print(stderr, "{}: {}\n", migrated.error().code, migrated.error().detail);
    return 1;
  }
  const double raw_rate = raw(db, batch, seconds, 1);
  const double reads = readers(db, batch, seconds, batch);
  const auto figures = writers(db, batch, seconds, 500'000'000);
  fmt::print(R"({{"engine": "{}", "batch": {}, "seconds": {}, "raw_creates_per_s": {:.0f}, "raw_rows_per_s": {:.0f}, )"
             R"("writers_creates_per_s": {:.0f}, "writers_p99_ms": {:.2f}, "reads_per_s": {:.0f}}})"
             "\n",
             engine, batch, seconds, raw_rate, raw_rate * 6, figures.per_second, figures.p99_ms, reads);
  return 0;
}

}  // namespace
}  // namespace mashang::bench

int main(int argc, char** argv) {
  std::string engine = "sqlite", data, url;
  int batch = 64;
  double seconds = 5;
  CLI::App app("Durable creates per second of the storage alone");
  app.add_option("--engine", engine)->check(CLI::IsMember({"sqlite", "postgres"}));
  app.add_option("--batch", batch)->check(CLI::Range(1, 1024));
  app.add_option("--seconds", seconds)->check(CLI::Range(0.1, 600.0));
  app.add_option("--data", data);
  app.add_option("--url", url);
  CLI11_PARSE(app, argc, argv);
  return mashang::bench::measure(engine, batch, seconds, data, url);
}
