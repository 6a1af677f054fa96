// Threads that take waiting reads in groups.
#include "storage/reading_threads.hpp"

#include <algorithm>

#include "storage/attempt.hpp"

namespace mashang::storage {

ReadingThreads::ReadingThreads(int threads, std::size_t largest_group, const MakeReader& make_reader)
    : largest_group_(largest_group) {
  for (int i = 0; i < threads; ++i) readers_.push_back(make_reader());
  for (const auto& reader : readers_) threads_.emplace_back([this, &reader = *reader] { work(reader); });
}

ReadingThreads::~ReadingThreads() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (auto& thread : threads_) thread.join();
}

void ReadingThreads::submit(Job& job) {
  bool somebody_sleeps;
  {
    const std::lock_guard lock(mutex_);
    queue_.push_back(&job);
    somebody_sleeps = sleeping_ > 0;
  }
  if (somebody_sleeps) wake_.notify_one();
}

void ReadingThreads::work(Reader& reader) {
  for (auto group = next_group(); !group.empty(); group = next_group()) {
    reader.run(group);
    hand_back(group);
  }
}

std::vector<Job*> ReadingThreads::next_group() {
  std::unique_lock lock(mutex_);
  ++sleeping_;
  wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
  --sleeping_;
  // A fair share, so that the other threads find something too.
  const auto share = std::clamp<std::size_t>(queue_.size() / readers_.size(), 1, largest_group_);
  const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(std::min(share, queue_.size()));
  std::vector<Job*> group(queue_.begin(), end);
  queue_.erase(queue_.begin(), end);
  return group;
}

}  // namespace mashang::storage
