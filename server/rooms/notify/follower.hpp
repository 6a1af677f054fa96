// A follower of the outbox: learns which cases changed, and keeps its place beside what it writes because of them.
//
// In order and at least once: its place moves in the transaction of its own rows, so a kill loses and repeats nothing
// that was committed. What it writes must follow from the case as it is now; then taking one again changes nothing. A
// follower that is new, or whose place was purged or lies beyond the newest row (a backup came back), is filled: every
// case there is, in the order of ids, resumed after a restart; what changes meanwhile comes first.
// It gives way: its thread has low priority, rests as long as it works, and while many others commit takes a few cases
// a second only. Otherwise a change is taken in within a quarter of a second.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "core/ids.hpp"
#include "storage/db.hpp"

namespace mashang::notify {

/// What a batch leads to; effects only.
using Consequence = std::function<Result<void>(storage::Tx&)>;

/// Both functions run on the follower's thread, outside of any transaction, and may read.
struct Following {
  std::string name;  ///< its place is kept under it; under another name everything is taken anew
  /// What to write for these cases, each of which changed or is to be filled in.
  std::function<Result<Consequence>(std::span<const CaseId>)> take;
  /// At most so many cases behind this one, in the order of ids; fewer are the last.
  std::function<Result<std::vector<CaseId>>(CaseId after, std::size_t most)> cases_after;
};

struct Pace {
  std::size_t batch = 500;
  std::chrono::milliseconds gather{100};     ///< from a commit to looking, so that a burst is one batch
  std::chrono::milliseconds least_rest{20};  ///< between two batches
  std::int64_t busy_rows = 250;              ///< new in the outbox a second; above, it gives way
  std::size_t busy_batch = 50;
  std::chrono::milliseconds busy_rest{1'000};
  std::chrono::milliseconds look_anyway{5'000};  ///< so late what a command beside the server wrote
};

class Follower {
 public:
  /// `log` is told in plain words when a batch fails; it is tried again after a second.
  Follower(storage::Db& db, CountyCode county, Following following, std::function<void(std::string_view)> log,
           Pace pace = {});
  ~Follower() { stop(); }
  Follower(const Follower&) = delete;

  void start();
  /// Ends after the batch that is under way.
  void stop();
  /// For Db::on_commit; cheap, from any thread.
  void wake();
  /// One batch on the calling thread, for whoever runs none; true when more is waiting. Fails as the database and both
  /// functions do; then nothing has moved.
  [[nodiscard]] Result<bool> step() { return step(pace_.batch); }
  /// Rows of the outbox that were not yet taken in at the last look; at least 1 while it is being filled, 1 before it
  /// looked.
  [[nodiscard]] std::int64_t behind() const { return behind_; }

 private:
  struct Place;
  struct Due;
  [[nodiscard]] Result<bool> step(std::size_t most);
  [[nodiscard]] Due find_due(storage::Tx& tx, std::size_t most) const;
  /// Writes what the cases lead to, and its place.
  [[nodiscard]] Result<void> move(const Due& due);
  void work();
  /// Whether many cases changed since it was asked last.
  [[nodiscard]] Result<bool> is_busy();
  void wait_for_news();
  /// False when it is to stop.
  [[nodiscard]] bool rest(std::chrono::milliseconds time);

  storage::Db& db_;
  CountyCode county_;
  Following following_;
  std::function<void(std::string_view)> log_;
  Pace pace_;

  std::atomic<std::int64_t> behind_{1};
  std::atomic<bool> has_news_{false};
  std::mutex mutex_;
  std::condition_variable wake_;
  bool is_stopping_ = false;  ///< guarded by mutex_

  // Its own thread only.
  std::int64_t newest_ = 0;
  std::chrono::steady_clock::time_point looked_at_{};
  std::thread thread_;
};

}  // namespace mashang::notify
