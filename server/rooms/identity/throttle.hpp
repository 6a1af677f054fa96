// How long somebody who keeps failing to sign in has to wait: pure rules over counts from the log.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/clock.hpp"

namespace mashang::identity {

/// Refused attempts within the window, and when the last one was.
struct Refusals {
  std::int64_t count = 0;
  Instant last;
};

/// A login may fail 5 times, an address (many people can share one) 30 times; each failure after that doubles the wait,
/// from 5 seconds to at most 15 minutes. NIST SP 800-63B 5.2.2 asks for such a limit.
struct ThrottleRule {
  std::int64_t free_refusals = 0;
  Minutes window;
};
constexpr ThrottleRule kLoginRule{5, Minutes{24 * 60}};
constexpr ThrottleRule kNetworkRule{30, Minutes{60}};
/// An address from which a login signed in this lately is known to be its owner's.
constexpr Minutes kKnownNetworkFor = days(30);

/// Whole seconds to wait from `now`; 0: go ahead.
[[nodiscard]] std::int64_t seconds_to_wait(const ThrottleRule& rule, const Refusals& refusals, Instant now);
/// What is counted as one address: IPv4 as it is, IPv6 by its /64 (one household has a whole /64).
[[nodiscard]] std::string network_of(std::string_view address);

}  // namespace mashang::identity
