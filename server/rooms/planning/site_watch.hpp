// How much work is still allowed: wall clock, counted steps, and whether somebody has cancelled.
#pragma once

#include <algorithm>
#include <chrono>

#include "rooms/planning/sites.hpp"

namespace mashang::planning {

class SiteWatch {
 public:
  explicit SiteWatch(const SiteOptions& options) : options_(options), started_(Clock::now()) {}

  void spend(std::int64_t steps) { steps_ += steps; }
  [[nodiscard]] bool is_over() const {
    return (options_.cancelled != nullptr && options_.cancelled->load(std::memory_order_relaxed)) || share_used() >= 1;
  }
  /// 0 … 1 of the budget: of the steps where they are bounded (so that what depends on it is the same in every run, as
  /// long as the clock does not cut), else of the time.
  [[nodiscard]] double share_used() const {
    const double of_time = options_.seconds > 0 ? seconds() / options_.seconds : 0;
    if (options_.steps <= 0) return of_time;
    return of_time >= 1 ? 1 : static_cast<double>(steps_) / static_cast<double>(options_.steps);
  }
  [[nodiscard]] double seconds() const { return std::chrono::duration<double>(Clock::now() - started_).count(); }
  /// What is left of the clock; a day when it is not bounded.
  [[nodiscard]] double seconds_left() const {
    constexpr double kDay = 86400;
    return options_.seconds > 0 ? std::max(0.0, options_.seconds - seconds()) : kDay;
  }
  void tell(double cost, std::span<const std::int32_t> site_of) const {
    if (options_.progress) options_.progress({seconds(), cost, site_of});
  }

 private:
  using Clock = std::chrono::steady_clock;
  const SiteOptions& options_;
  Clock::time_point started_;
  std::int64_t steps_ = 0;
};

}  // namespace mashang::planning
