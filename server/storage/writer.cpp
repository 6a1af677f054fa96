// The one writer thread: gathers queued writes into batches, so that many share one durable commit.
#include "storage/writer.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "storage/attempt.hpp"

namespace mashang::storage {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kIdle{250};
constexpr SteadyClock::duration kLongestGathering = std::chrono::milliseconds(5);

}  // namespace

Writer::Writer(Engine& engine, Changes& changes) : engine_(engine), touched_(changes), thread_([this] { work(); }) {}

Writer::~Writer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Writer::submit(Job& job) {
  bool is_awaited;
  {
    const std::lock_guard lock(mutex_);
    queue_.push_back(&job);
    is_awaited = queue_.size() == wake_at_;
  }
  if (is_awaited) wake_.notify_one();
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
  const auto start = SteadyClock::now();
  const bool is_durable = engine_.commit(batch, touched_);
  touched_.has_settled(is_durable);
  last_commit_ = SteadyClock::now() - start;
  {
    const std::lock_guard lock(mutex_);
    active_ = batch.size() + queue_.size();
  }
  if (is_durable) {
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
  wake_at_ = 1;
  while (!wake_.wait_for(lock, kIdle, has_work)) {
    was_idle_ = true;
    lock.unlock();
    engine_.idle();
    lock.lock();
  }
  gather(lock);
  was_idle_ = false;
  wake_at_ = kBusy;
  return std::exchange(queue_, {});
}

void Writer::gather(std::unique_lock<std::mutex>& lock) {
  const std::size_t expected = std::min((active_ + 1) / 2, kLargestBatch);
  if (was_idle_ || queue_.size() >= expected) return;
  wake_at_ = expected;
  wake_.wait_for(lock, std::min(last_commit_ / 4, kLongestGathering),
                 [&] { return stopping_ || queue_.size() >= expected; });
}

}  // namespace mashang::storage
