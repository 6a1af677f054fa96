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
  /// From 0 to 1: of the steps or of the time, whichever is nearer its end.
  [[nodiscard]] double used() const {
    if (cancelled_ != nullptr && cancelled_->load(std::memory_order_relaxed)) return 1;
    const double of_steps = most_steps_ > 0 ? static_cast<double>(steps_) / static_cast<double>(most_steps_) : 0;
    return std::min(1.0, std::max(of_steps, seconds_ > 0 ? seconds() / seconds_ : 1));
  }

 private:
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
  double seconds_;
  std::int64_t most_steps_;
  std::int64_t steps_ = 0;
  const std::atomic<bool>* cancelled_;
};

}  // namespace mashang::planning
