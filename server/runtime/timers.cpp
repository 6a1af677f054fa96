// The timer thread: sleeps until the earliest job is due, runs it, sleeps again.
#include "runtime/timers.hpp"

#include <algorithm>
#include <exception>

namespace mashang::runtime {

void Timers::every(std::chrono::milliseconds period, std::string name, std::function<void()> job) {
  jobs_.push_back({period, std::move(name), std::move(job), {}});
}

void Timers::start() {
  const auto now = std::chrono::steady_clock::now();
  for (auto& job : jobs_) job.due = now + job.period;
  if (!jobs_.empty()) thread_ = std::thread([this] { work(); });
}

void Timers::stop() {
  {
    std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Timers::work() {
  std::unique_lock lock(mutex_);
  while (!is_stopping_) {
    auto& next = *std::ranges::min_element(jobs_, {}, &Job::due);
    if (wake_.wait_until(lock, next.due, [this] { return is_stopping_; })) return;
    lock.unlock();
    run(next);
    lock.lock();
  }
}

void Timers::run(Job& job) {
  try {
    job.run();
  } catch (const std::exception& thrown) {
    log_.error("timers", job.name + " failed: " + thrown.what());
  }
  job.due = std::chrono::steady_clock::now() + job.period;
}

}  // namespace mashang::runtime
