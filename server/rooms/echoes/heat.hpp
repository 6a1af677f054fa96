// How many people speak of a matter, day by day, and whether there are suddenly more of them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/clock.hpp"

namespace mashang::echoes {

/// People who joined a matter at one moment: the writer, when it is her first message of it, and its supporters.
struct Joining {
  Instant at;
  double people = 1;
};

/// Heat of each day (UTC+8) from the first joining to `today`: everybody who joined, halved for each week since. At
/// most a year of days, the latest.
[[nodiscard]] std::vector<double> heat_by_day(std::span<const Joining> joinings, Instant today);

/// Did more people join in the last three days than the four weeks before explain? Of two Poisson counts their sum is
/// given, so the later one is binomial when nothing changed (Przyborowski and Wilenski 1940); an alarm is what has
/// less than one chance in a thousand then. Three people in three days after four silent weeks are one.
[[nodiscard]] bool is_growing(std::span<const Joining> joinings, Instant now);

}  // namespace mashang::echoes
