// When things happen in the demo county: residents report by season and hour, offices work by day. Pure.
#pragma once

#include "core/clock.hpp"
#include "rooms/demo/phrases.hpp"

namespace mashang::demo {

/// A moment of the `days_back` days before `now`, likelier in a topic's busy months and in the morning and evening.
[[nodiscard]] Instant report_time(const Topic& topic, Instant now, int days_back, Random& random);
/// The moment itself between 8:00 and 18:00 (UTC+8), else somewhat after 8:00 of the next working morning.
[[nodiscard]] Instant in_office_hours(Instant at, Random& random);
/// Somewhere between the two.
[[nodiscard]] Minutes between(Minutes least, Minutes most, Random& random);

}  // namespace mashang::demo
