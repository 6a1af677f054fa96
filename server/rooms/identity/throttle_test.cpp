// Waiting times of repeated failures.
#include "rooms/identity/throttle.hpp"

#include <gtest/gtest.h>

namespace mashang::identity {
namespace {

constexpr Instant kNow{1'800'000'000'000};

TEST(Throttle, TheFirstFailuresAreFree) {
  for (std::int64_t n = 0; n < kLoginRule.free_refusals; ++n)
    EXPECT_EQ(seconds_to_wait(kLoginRule, {n, kNow}, kNow), 0);
}

TEST(Throttle, EachFurtherFailureDoublesTheWaitUpToAQuarterOfAnHour) {
  const std::int64_t expected[] = {5, 10, 20, 40, 80, 160, 320, 640, 900, 900};
  for (std::int64_t i = 0; i < 10; ++i) {
    EXPECT_EQ(seconds_to_wait(kLoginRule, {kLoginRule.free_refusals + i, kNow}, kNow), expected[i]) << i;
  }
  EXPECT_EQ(seconds_to_wait(kLoginRule, {1'000'000, kNow}, kNow), 900);
}

TEST(Throttle, TheWaitPasses) {
  const Refusals refusals{kLoginRule.free_refusals, kNow};
  EXPECT_EQ(seconds_to_wait(kLoginRule, refusals, Instant{kNow.ms + 4'999}), 1);
  EXPECT_EQ(seconds_to_wait(kLoginRule, refusals, Instant{kNow.ms + 5'000}), 0);
}

TEST(Throttle, OneHouseholdsIpv6AddressesCountAsOne) {
  EXPECT_EQ(network_of("240e:1:2:3:aaaa::1"), network_of("240e:1:2:3:bbbb::2"));
  EXPECT_NE(network_of("240e:1:2:3::1"), network_of("240e:1:2:4::1"));
  EXPECT_EQ(network_of("203.0.113.9"), "203.0.113.9");
  EXPECT_EQ(network_of("::ffff:203.0.113.9"), "203.0.113.9");
}

}  // namespace
}  // namespace mashang::identity
