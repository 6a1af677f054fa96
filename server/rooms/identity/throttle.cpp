// The waiting rule.
#include "rooms/identity/throttle.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "core/secrets.hpp"

namespace mashang::identity {

std::int64_t seconds_to_wait(const ThrottleRule& rule, const Refusals& refusals, Instant now) {
  constexpr std::int64_t kFirstMs = 5'000;
  constexpr std::int64_t kLongestMs = 15 * 60'000;
  if (refusals.count < rule.free_refusals) return 0;
  const std::int64_t doublings = std::min<std::int64_t>(refusals.count - rule.free_refusals, 20);
  const std::int64_t wait_ms = std::min(kFirstMs << doublings, kLongestMs);
  const std::int64_t left_ms = refusals.last.ms + wait_ms - now.ms;
  return left_ms <= 0 ? 0 : (left_ms + 999) / 1000;
}

std::string network_of(std::string_view address) {
  const std::string text(address);
  std::array<char, 16> bytes{};
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
  constexpr std::string_view kMappedIpv4("\0\0\0\0\0\0\0\0\0\0\xff\xff", 12);
  if (std::string_view(bytes.data(), 12) == kMappedIpv4) {
    std::array<char, INET_ADDRSTRLEN> dotted{};
    inet_ntop(AF_INET, bytes.data() + 12, dotted.data(), dotted.size());
    return dotted.data();
  }
  return to_hex(std::string_view(bytes.data(), 8)) + "/64";
}

}  // namespace mashang::identity
