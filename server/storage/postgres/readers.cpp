// The read connections, each with a thread of its own.
#include "storage/postgres/readers.hpp"

#include <algorithm>

#include "storage/attempt.hpp"
#include "storage/postgres/transaction.hpp"

namespace mashang::storage::postgres {

Readers::Readers(std::string url, int connections) : url_(std::move(url)) {
  for (int i = 0; i < std::max(connections, 1); ++i) threads_.emplace_back([this] { work(); });
}

Readers::~Readers() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (auto& thread : threads_) thread.join();
}

void Readers::submit(Job& job) {
  bool somebody_sleeps;
  {
    const std::lock_guard lock(mutex_);
    queue_.push_back(&job);
    somebody_sleeps = sleeping_ > 0;
  }
  if (somebody_sleeps) wake_.notify_one();
}

void Readers::work() {
  std::unique_ptr<Connection> connection;
  for (auto group = next_group(); !group.empty(); group = next_group()) {
    run(connection, group);
    hand_back(group);
  }
}

std::vector<Job*> Readers::next_group() {
  std::unique_lock lock(mutex_);
  ++sleeping_;
  wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
  --sleeping_;
  const auto share = std::clamp<std::size_t>(queue_.size() / threads_.size(), 1, kLargestGroup);
  const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(std::min(share, queue_.size()));
  std::vector<Job*> group(queue_.begin(), end);
  queue_.erase(queue_.begin(), end);
  return group;
}

void Readers::run(std::unique_ptr<Connection>& connection, std::span<Job* const> group) {
  while (!group.empty()) group = group.subspan(run_in_one_snapshot(connection, group));
}

std::size_t Readers::run_in_one_snapshot(std::unique_ptr<Connection>& connection, std::span<Job* const> group) {
  std::size_t done = 0;
  try {
    if (!connection || !connection->is_alive()) connection = Connection::open_pipelined(url_);
    ReadTx tx(*connection);
    while (done < group.size() && !tx.is_spoilt() && !connection->is_broken()) attempt_read(*group[done++], tx);
    tx.end();
  } catch (...) {
    connection.reset();
    if (done > 0) return done;  // they have their answers; only giving the snapshot back failed
    for (Job* job : group) fail_with_current_exception(*job);
    return group.size();
  }
  return done;
}

}  // namespace mashang::storage::postgres
