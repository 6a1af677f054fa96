// Time as the project counts it: UTC instants in milliseconds, passed in, never fetched from a global.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace mashang {

struct Minutes {
  std::int64_t value = 0;
  auto operator<=>(const Minutes&) const = default;
};

constexpr Minutes days(std::int64_t n) { return Minutes{n * 24 * 60}; }

/// A stretch of time to the millisecond, for what is measured and not set.
struct Milliseconds {
  std::int64_t value = 0;
  auto operator<=>(const Milliseconds&) const = default;
};

/// Milliseconds since 1970-01-01T00:00:00Z.
struct Instant {
  std::int64_t ms = 0;
  auto operator<=>(const Instant&) const = default;
  constexpr Instant operator+(Minutes m) const { return Instant{ms + m.value * 60'000}; }
  constexpr Instant operator-(Minutes m) const { return Instant{ms - m.value * 60'000}; }
  constexpr Instant operator+(Milliseconds m) const { return Instant{ms + m.value}; }
  constexpr Milliseconds operator-(Instant earlier) const { return Milliseconds{ms - earlier.ms}; }
};

/// "2026-11-22T15:04:05.123Z" (RFC 3339).
[[nodiscard]] std::string to_rfc3339(Instant at);
/// The same at the end of `out`.
void append_rfc3339(std::string& out, Instant at);
/// Accepts any RFC 3339 offset. Fails with `core.not_a_time`.
[[nodiscard]] Result<Instant> parse_rfc3339(std::string_view text);
/// The civil date at UTC+8 (China has one time zone) as yymmdd, for case numbers: 261122.
[[nodiscard]] std::int32_t china_yymmdd(Instant at);

class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override;
};

/// A clock that tests set by hand.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant at) : at_(at) {}
  [[nodiscard]] Instant now() const override { return at_; }
  void set(Instant at) { at_ = at; }
  void advance(Minutes by) { at_ = at_ + by; }

 private:
  Instant at_;
};

}  // namespace mashang
