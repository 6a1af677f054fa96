// Days are counted at UTC+8.
#include "rooms/echoes/heat.hpp"

#include <algorithm>
#include <cmath>

namespace mashang::echoes {
namespace {

constexpr std::int64_t kDay = 86'400'000;
constexpr std::int64_t kChina = 28'800'000;
constexpr double kHalfLifeDays = 7;
constexpr std::int64_t kMostDays = 366;
constexpr std::int64_t kLately = 3;  ///< days
constexpr std::int64_t kBefore = 28;
constexpr double kChance = 0.001;

std::int64_t day_of(Instant at) { return (at.ms + kChina) / kDay; }

/// P(X >= k) of n trials with chance p each.
double binomial_tail(std::int64_t k, std::int64_t n, double p) {
  double sum = 0;
  for (std::int64_t i = k; i <= n; ++i) {
    const auto [a, b] = std::pair{static_cast<double>(i), static_cast<double>(n)};
    sum += std::exp(std::lgamma(b + 1) - std::lgamma(a + 1) - std::lgamma(b - a + 1) + a * std::log(p) +
                    (b - a) * std::log1p(-p));
  }
  return sum;
}

}  // namespace

std::vector<double> heat_by_day(std::span<const Joining> joinings, Instant today) {
  if (joinings.empty()) return {};
  const auto earliest = std::min_element(joinings.begin(), joinings.end(),
                                         [](const Joining& a, const Joining& b) { return a.at < b.at; });
  const std::int64_t first = day_of(earliest->at);
  const std::int64_t last = std::max(first, day_of(today));
  std::vector<double> heat(static_cast<std::size_t>(last - first + 1), 0.0);
  for (const Joining& joining : joinings)
    if (day_of(joining.at) <= last) heat[static_cast<std::size_t>(day_of(joining.at) - first)] += joining.people;
  const double kept = std::exp2(-1 / kHalfLifeDays);
  for (std::size_t day = 1; day < heat.size(); ++day) heat[day] += heat[day - 1] * kept;
  if (static_cast<std::int64_t>(heat.size()) > kMostDays) heat.erase(heat.begin(), heat.end() - kMostDays);
  return heat;
}

bool is_growing(std::span<const Joining> joinings, Instant now) {
  double lately = 0;
  double before = 0;
  for (const Joining& joining : joinings) {
    const std::int64_t age = now.ms - joining.at.ms;
    if (age < 0 || age >= (kLately + kBefore) * kDay) continue;
    (age < kLately * kDay ? lately : before) += joining.people;
  }
  const auto k = static_cast<std::int64_t>(lately);
  const auto n = k + static_cast<std::int64_t>(before);
  constexpr double kShare = static_cast<double>(kLately) / (kLately + kBefore);
  return k > 0 && binomial_tail(k, n, kShare) < kChance;
}

}  // namespace mashang::echoes
