// The read connections, each with a thread of its own.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "storage/db.hpp"
#include "storage/postgres/connection.hpp"

namespace mashang::storage::postgres {

/// Thread-safe. Reads that wait when a thread comes free share one snapshot, taken after all of them were asked.
class Readers {
 public:
  Readers(std::string url, int connections);
  /// Finishes what was submitted, then stops.
  ~Readers();
  Readers(const Readers&) = delete;

  void submit(Job& job);

 private:
  static constexpr std::size_t kLargestGroup = 16;

  void work();
  /// Empty when the thread is to stop.
  [[nodiscard]] std::vector<Job*> next_group();
  void run(std::unique_ptr<Connection>& connection, std::span<Job* const> group);
  /// How many were done: fewer than asked when one of them spoilt the snapshot.
  std::size_t run_in_one_snapshot(std::unique_ptr<Connection>& connection, std::span<Job* const> group);

  std::string url_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job*> queue_;
  std::size_t sleeping_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace mashang::storage::postgres
