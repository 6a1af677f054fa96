// The one writer thread: gathers queued writes into batches, so that many share one durable commit.
#include "storage/writer.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "storage/attempt.hpp"

namespace mashang::storage {
namespace {

constexpr std::chrono::milliseconds kIdle{250};

}  // namespace

Writer::Writer(Engine& engine) : engine_(engine), thread_([this] { work(); }) {}

Writer::~Writer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Writer::submit(Job& job) {
  bool was_empty;
  {
    const std::lock_guard lock(mutex_);
    was_empty = queue_.empty();
    queue_.push_back(&job);
  }
  if (was_empty) wake_.notify_one();
}

void Writer::on_commit(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  on_commit_ = std::move(wake);
}

void Writer::work() {
  for (auto batch = next_batch(); !batch.empty(); batch = next_batch()) {
    const std::span<Job* const> all(batch);
    for (std::size_t at = 0; at < all.size(); at += kLargestBatch)
      run(all.subspan(at, std::min(kLargestBatch, all.size() - at)));
  }
}

void Writer::run(std::span<Job* const> batch) {
  if (engine_.commit(batch)) {
    std::function<void()> wake;
    {
      const std::lock_guard lock(mutex_);
      wake = on_commit_;
    }
    if (wake) wake();
  }
  hand_back(batch);
}

std::vector<Job*> Writer::next_batch() {
  std::unique_lock lock(mutex_);
  const auto has_work = [this] { return stopping_ || !queue_.empty(); };
  if (!was_idle_ && !wake_.wait_for(lock, kIdle, has_work)) {
    was_idle_ = true;
    lock.unlock();
    engine_.idle();
    lock.lock();
  }
  wake_.wait(lock, has_work);
  was_idle_ = false;
  return std::exchange(queue_, {});
}

}  // namespace mashang::storage
