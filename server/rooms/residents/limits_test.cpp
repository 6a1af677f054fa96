// Guessing door codes is slow from one address, and hammering one code is slow from anywhere.
#include <gtest/gtest.h>

#include "rooms/residents/residents.hpp"

namespace mashang::residents {
namespace {

constexpr Instant kNow{1'800'000'000'000};

TEST(TokenLimits, OneAddressMayTryOnlySoManyTokens) {
  TokenLimits limits(3, 0);
  for (const char* token : {"a", "b", "c"}) EXPECT_TRUE(limits.admit("198.51.100.1", token, kNow));
  EXPECT_EQ(limits.admit("198.51.100.1", "d", kNow).error().code, "http.too_many_requests");
  EXPECT_TRUE(limits.admit("198.51.100.2", "d", kNow));
}

TEST(TokenLimits, OneTokenMayBeUsedOnlySoOftenFromAnywhere) {
  TokenLimits limits(0, 2);
  EXPECT_TRUE(limits.admit("198.51.100.1", "a", kNow));
  EXPECT_TRUE(limits.admit("198.51.100.2", "a", kNow));
  EXPECT_FALSE(limits.admit("198.51.100.3", "a", kNow));
  EXPECT_TRUE(limits.admit("198.51.100.3", "b", kNow));
}

TEST(TokenLimits, WhoeverComesWithoutACodeIsCountedByAddressAlone) {
  TokenLimits limits(2, 1);
  EXPECT_TRUE(limits.admit("198.51.100.1", "", kNow));
  EXPECT_TRUE(limits.admit("198.51.100.2", "", kNow));
  EXPECT_TRUE(limits.admit("198.51.100.1", "", kNow));
  EXPECT_FALSE(limits.admit("198.51.100.1", "", kNow));
}

TEST(TokenLimits, ZeroMeansNoLimit) {
  TokenLimits limits(0, 0);
  for (int i = 0; i < 1000; ++i) ASSERT_TRUE(limits.admit("198.51.100.1", "a", kNow));
}

}  // namespace
}  // namespace mashang::residents
