// The one writer thread: gathers queued writes into batches, so that many share one durable commit.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include "storage/db.hpp"

namespace mashang::storage {

/// While one batch commits the next gathers. Jobs run in the order they were submitted.
class Writer {
 public:
  /// The engine's work, called on the writer thread only.
  class Engine {
   public:
    virtual ~Engine() = default;
    /// Runs and commits the batch; sets every job's outcome. True when something became durable. Throws nothing.
    [[nodiscard]] virtual bool commit(std::span<Job* const> batch) = 0;
    /// Nothing was asked for a while (kIdle) after a commit.
    virtual void idle() = 0;
  };

  explicit Writer(Engine& engine);
  /// Finishes what was submitted, then stops.
  ~Writer();
  Writer(const Writer&) = delete;

  void submit(Job& job);
  void on_commit(std::function<void()> wake);

 private:
  static constexpr std::size_t kLargestBatch = 256;

  void work();
  /// Empty when the writer is to stop.
  [[nodiscard]] std::vector<Job*> next_batch();
  void run(std::span<Job* const> batch);

  Engine& engine_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Job*> queue_;
  std::function<void()> on_commit_;
  bool stopping_ = false;
  bool was_idle_ = true;
  std::thread thread_;
};

}  // namespace mashang::storage
