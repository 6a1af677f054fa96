// What a token bucket allows, refuses and forgets.
#include "core/rate_limit.hpp"

#include <gtest/gtest.h>

namespace mashang {
namespace {

constexpr Instant kStart{1'800'000'000'000};
constexpr Instant later(std::int64_t seconds) { return Instant{kStart.ms + seconds * 1000}; }

TEST(RateLimit, ABurstIsAllowedAndThenRefusedWithTheWait) {
  RateLimit limit({.burst = 2, .per_minute = 6});
  EXPECT_TRUE(limit.take("a", kStart));
  EXPECT_TRUE(limit.take("a", kStart));
  const auto refused = limit.take("a", kStart);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::too_many_requests);
  EXPECT_EQ(refused.error().code, "http.too_many_requests");
  EXPECT_EQ(refused.error().retry_after_seconds, 10);
}

TEST(RateLimit, UsesComeBackWithTimeButNeverBeyondTheBurst) {
  RateLimit limit({.burst = 2, .per_minute = 6});
  ASSERT_TRUE(limit.take("a", kStart));
  ASSERT_TRUE(limit.take("a", kStart));
  EXPECT_FALSE(limit.take("a", later(9)));
  EXPECT_TRUE(limit.take("a", later(10)));
  EXPECT_TRUE(limit.take("a", later(100'000)));
  EXPECT_TRUE(limit.take("a", later(100'000)));
  EXPECT_FALSE(limit.take("a", later(100'000)));
}

TEST(RateLimit, KeysDoNotShareTheirBuckets) {
  RateLimit limit({.burst = 1, .per_minute = 1});
  EXPECT_TRUE(limit.take("a", kStart));
  EXPECT_TRUE(limit.take("b", kStart));
  EXPECT_FALSE(limit.take("a", kStart));
}

TEST(RateLimit, TheKeyUnusedForLongestIsForgottenWhenFull) {
  RateLimit limit({.burst = 1, .per_minute = 1, .max_keys = 2});
  ASSERT_TRUE(limit.take("a", kStart));
  ASSERT_TRUE(limit.take("b", kStart));
  ASSERT_FALSE(limit.take("a", kStart));
  ASSERT_TRUE(limit.take("c", kStart));
  EXPECT_EQ(limit.size(), 2u);
  EXPECT_FALSE(limit.take("a", kStart)) << "used after b, so still remembered";
  EXPECT_TRUE(limit.take("b", kStart)) << "forgotten";
}

TEST(RateLimit, AForgivenKeyStartsAgainWithAFullBucket) {
  RateLimit limit({.burst = 1, .per_minute = 1});
  ASSERT_TRUE(limit.take("a", kStart));
  ASSERT_FALSE(limit.take("a", kStart));
  limit.forgive("a");
  EXPECT_TRUE(limit.take("a", kStart));
}

TEST(RateLimit, AClockThatRunsBackwardsGivesNothing) {
  RateLimit limit({.burst = 1, .per_minute = 60});
  ASSERT_TRUE(limit.take("a", kStart));
  EXPECT_FALSE(limit.take("a", later(-60)));
}

}  // namespace
}  // namespace mashang
