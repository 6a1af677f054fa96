// How much of the allowed work is done.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>

#include "rooms/planning/planning.hpp"

namespace mashang::planning {

class Effort {
 public:
  explicit Effort(const SolveOptions& options)
      : seconds_(options.seconds), most_steps_(options.steps), cancelled_(options.cancelled) {}

  void add(std::int64_t steps) { steps_ += steps; }
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
  }
  /// From 0 to 1: of the steps where they are bounded, so that the clock has no say in the plan; else of the time. 1
  /// when the time is over or the caller has enough.
  [[nodiscard]] double used() const {
    const double of_time = seconds_ > 0 ? seconds() / seconds_ : 1;
    if (of_time >= 1 || (cancelled_ != nullptr && cancelled_->load(std::memory_order_relaxed))) return 1;
    return most_steps_ > 0 ? std::min(1.0, static_cast<double>(steps_) / static_cast<double>(most_steps_)) : of_time;
  }

 private:
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
  double seconds_;
  std::int64_t most_steps_;
  std::int64_t steps_ = 0;
  const std::atomic<bool>* cancelled_;
};

}  // namespace mashang::planning
