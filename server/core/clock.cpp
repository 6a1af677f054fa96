// Calendar arithmetic without the C library's time zones.
#include "core/clock.hpp"

#include <charconv>
#include <chrono>

namespace mashang {
namespace {

using CivilDays = std::chrono::days;  // mashang::days counts minutes
using std::chrono::sys_days;
using std::chrono::year_month_day;

bool number(std::string_view text, std::size_t at, std::size_t length, int& out) {
  if (at + length > text.size()) return false;
  const char* first = text.data() + at;
  for (std::size_t i = 0; i < length; ++i)
    if (first[i] < '0' || first[i] > '9') return false;
  return std::from_chars(first, first + length, out).ec == std::errc{};
}

Result<std::int64_t> offset_minutes(std::string_view zone) {
  if (zone == "Z" || zone == "z") return 0;
  int hours = 0, minutes = 0;
  const bool shaped = zone.size() == 6 && (zone[0] == '+' || zone[0] == '-') && zone[3] == ':' &&
                      number(zone, 1, 2, hours) && number(zone, 4, 2, minutes) && hours < 24 && minutes < 60;
  if (!shaped) return failure(ErrorKind::unprocessable, "core.not_a_time");
  return (zone[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

void put(std::string& text, std::size_t at, std::size_t digits, std::int64_t number) {
  for (std::size_t i = digits; i-- > 0; number /= 10) text[at + i] = static_cast<char>('0' + number % 10);
}

}  // namespace

std::string to_rfc3339(Instant at) {
  std::string text;
  append_rfc3339(text, at);
  return text;
}

void append_rfc3339(std::string& out, Instant at) {
  const auto since = std::chrono::milliseconds(at.ms);
  const auto day = std::chrono::floor<CivilDays>(since);
  const year_month_day date{sys_days(day)};
  const std::int64_t ms = (since - day).count();
  const std::size_t from = out.size();
  out += "0000-00-00T00:00:00.000Z";  // by hand: a list of cases prints forty of them
  put(out, from, 4, int(date.year()));
  put(out, from + 5, 2, unsigned(date.month()));
  put(out, from + 8, 2, unsigned(date.day()));
  put(out, from + 11, 2, ms / 3'600'000);
  put(out, from + 14, 2, ms / 60'000 % 60);
  put(out, from + 17, 2, ms / 1000 % 60);
  put(out, from + 20, 3, ms % 1000);
}

Result<Instant> parse_rfc3339(std::string_view text) {
  int y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0;
  const bool shaped = text.size() >= 20 && number(text, 0, 4, y) && text[4] == '-' && number(text, 5, 2, mo) &&
                      text[7] == '-' && number(text, 8, 2, d) && (text[10] == 'T' || text[10] == 't') &&
                      number(text, 11, 2, h) && text[13] == ':' && number(text, 14, 2, mi) && text[16] == ':' &&
                      number(text, 17, 2, s);
  const year_month_day date{std::chrono::year(y), std::chrono::month(unsigned(mo)), std::chrono::day(unsigned(d))};
  if (!shaped || !date.ok() || h > 23 || mi > 59 || s > 60) return failure(ErrorKind::unprocessable, "core.not_a_time");
  std::size_t at = 19;
  std::int64_t ms = 0;
  if (text[at] == '.') {
    std::int64_t scale = 100;
    for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10)
      ms += (text[at] - '0') * scale;
  }
  const auto offset = offset_minutes(text.substr(at));
  if (!offset) return failure(offset.error());
  const std::int64_t day = sys_days(date).time_since_epoch().count();
  return Instant{((day * 24 + h) * 60 + mi - *offset) * 60'000 + s * 1000 + ms};
}

std::int32_t china_yymmdd(Instant at) {
  const auto day = std::chrono::floor<CivilDays>(std::chrono::milliseconds(at.ms + 8 * 3'600'000));
  const year_month_day date{sys_days(day)};
  return (int(date.year()) % 100) * 10'000 + int(unsigned(date.month())) * 100 + int(unsigned(date.day()));
}

Instant SystemClock::now() const {
  using namespace std::chrono;
  return Instant{duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

}  // namespace mashang
