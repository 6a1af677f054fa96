// Threads that take waiting reads in groups.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include "storage/db.hpp"

namespace mashang::storage {

/// Thread-safe. Each thread has a Reader of its own. Jobs are taken in the order they were submitted; while all threads
/// are busy the next group gathers.
class ReadingThreads {
 public:
  /// The engine's work, on one thread only.
  class Reader {
   public:
    virtual ~Reader() = default;
    /// Sets every job's outcome. Throws nothing.
    virtual void run(std::span<Job* const> group) = 0;
  };
  using MakeReader = std::function<std::unique_ptr<Reader>()>;

  ReadingThreads(int threads, std::size_t largest_group, const MakeReader& make_reader);
  /// Finishes what was submitted, then stops.
  ~ReadingThreads();
  ReadingThreads(const ReadingThreads&) = delete;

  void submit(Job& job);

 private:
  void work(Reader& reader);
  /// Empty when the thread is to stop.
  [[nodiscard]] std::vector<Job*> next_group();

  const std::size_t largest_group_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job*> queue_;
  std::size_t sleeping_ = 0;
  bool stopping_ = false;
  std::vector<std::unique_ptr<Reader>> readers_;
  std::vector<std::thread> threads_;
};

}  // namespace mashang::storage
