// The worker threads and their queue.
#include "runtime/workers.hpp"

namespace mashang::runtime {

Workers::Workers(int threads, std::size_t max_queued, Error busy) : max_queued_(max_queued), busy_(std::move(busy)) {
  threads_.reserve(static_cast<std::size_t>(threads));
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

Workers::~Workers() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  arrived_.notify_all();
  for (auto& thread : threads_) thread.join();
}

bool Workers::submit(Job& job) {
  {
    const std::lock_guard lock(mutex_);
    if (queue_.size() >= max_queued_) return false;
    queue_.push_back(&job);
  }
  arrived_.notify_one();
  return true;
}

void Workers::work() {
  for (;;) {
    Job* job = nullptr;
    {
      std::unique_lock lock(mutex_);
      arrived_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
      job = queue_.front();
      queue_.pop_front();
    }
    job->run();
    // The job lives in the suspended coroutine's frame: nothing of it may be touched once that goes on.
    Executor* const executor = job->resume_on;
    const std::coroutine_handle<> suspended = job->suspended;
    if (executor != nullptr) {
      executor->resume(std::span(&suspended, 1));
    } else {
      suspended.resume();
    }
  }
}

}  // namespace mashang::runtime
