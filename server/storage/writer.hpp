// The one writer thread: gathers queued writes into batches, so that many share one durable commit.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include "storage/changes.hpp"
#include "storage/job.hpp"

namespace mashang::storage {

/// While one batch commits the next gathers. Jobs run in the order they were submitted.
///
/// Answered writers come back one by one, just after the commit that carried them all. Taking the first of them alone
/// would make every second commit carry a single write; waiting for all would leave the engine idle while they come. So
/// the writer waits, for a quarter of a commit's time at most, for half of those who write: one half commits while the
/// other is answered and asks again. A lone writer never waits.
class Writer {
 public:
  /// The engine's work, called on the writer thread only.
  class Engine {
   public:
    virtual ~Engine() = default;
    /// Runs and commits the batch; sets every job's outcome and tells what it touches, and when it is about to commit.
    /// True when something became durable. Throws nothing.
    [[nodiscard]] virtual bool commit(std::span<Job* const> batch, Changes::Batch& touched) = 0;
    /// Nothing was asked for a while (kIdle); again and again while that lasts.
    virtual void idle() = 0;
  };

  Writer(Engine& engine, Changes& changes);
  /// Finishes what was submitted, then stops.
  ~Writer();
  Writer(const Writer&) = delete;

  void submit(Job& job);
  void on_commit(std::function<void()> wake);

 private:
  static constexpr std::size_t kLargestBatch = 256;
  static constexpr std::size_t kBusy = static_cast<std::size_t>(-1);

  void work();
  /// Empty when the writer is to stop.
  [[nodiscard]] std::vector<Job*> next_batch();
  void run(std::span<Job* const> batch);
  void gather(std::unique_lock<std::mutex>& lock);

  Engine& engine_;
  Changes::Batch touched_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Job*> queue_;
  std::function<void()> on_commit_;
  bool stopping_ = false;
  bool was_idle_ = true;
  std::size_t wake_at_ = kBusy;  ///< queue length that wakes the writer
  std::size_t active_ = 0;       ///< writers seen at the end of the last batch: in it, and waiting behind it
  std::chrono::steady_clock::duration last_commit_{};
  std::thread thread_;
};

}  // namespace mashang::storage
