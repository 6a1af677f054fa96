// Seasons, hours of the day and office hours in China's one time zone.
#include "rooms/demo/calendar.hpp"

#include <array>

namespace mashang::demo {
namespace {

constexpr std::int64_t kMinuteMs = 60'000, kHourMs = 60 * kMinuteMs, kDayMs = 24 * kHourMs;
constexpr std::int64_t kChinaMs = 8 * kHourMs;

/// How many of a hundred reports come in each hour.
constexpr std::array<int, 24> kHourWeights{1, 0, 0, 0, 0, 1, 3, 6, 9, 9, 8, 6, 4, 4, 5, 6, 6, 6, 7, 8, 7, 5, 3, 2};

int pick_hour(Random& random) {
  int sum = 0;
  for (const int weight : kHourWeights) sum += weight;
  int left = random.below(sum);
  for (std::size_t hour = 0; hour < kHourWeights.size(); ++hour)
    if ((left -= kHourWeights[hour]) < 0) return static_cast<int>(hour);
  return 12;
}

int month_of(Instant at) { return china_yymmdd(at) / 100 % 100; }

}  // namespace

Instant report_time(const Topic& topic, Instant now, int days_back, Random& random) {
  constexpr int kTries = 12;
  Instant at = now;
  for (int i = 0; i < kTries; ++i) {
    const std::int64_t midnight = (now.ms + kChinaMs) / kDayMs * kDayMs - kChinaMs - random.below(days_back) * kDayMs;
    at = Instant{midnight + pick_hour(random) * kHourMs + random.below(60) * kMinuteMs + random.below(60) * 1000};
    if (at > now) continue;
    const bool is_busy = topic.busy_months.find(static_cast<char>('a' + month_of(at) - 1)) != std::string_view::npos;
    if (topic.busy_months.empty() || is_busy || random.chance(33)) return at;
  }
  return at > now ? Instant{at.ms - kDayMs} : at;
}

Instant in_office_hours(Instant at, Random& random) {
  const std::int64_t day = (at.ms + kChinaMs) / kDayMs;
  const std::int64_t minute = (at.ms + kChinaMs) % kDayMs / kMinuteMs;
  if (minute >= 8 * 60 && minute < 18 * 60) return at;
  const std::int64_t morning = minute < 8 * 60 ? day : day + 1;
  return Instant{morning * kDayMs - kChinaMs + (8 * 60 + random.between(5, 70)) * kMinuteMs + random.below(60) * 1000};
}

Minutes between(Minutes least, Minutes most, Random& random) {
  return Minutes{least.value + random.below(static_cast<int>(most.value - least.value) + 1)};
}

}  // namespace mashang::demo
