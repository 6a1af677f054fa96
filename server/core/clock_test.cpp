// Times as people and machines write them.
#include "core/clock.hpp"

#include <gtest/gtest.h>

namespace mashang {

TEST(Clock, TimesGoThereAndBack) {
  for (const auto* text : {"1970-01-01T00:00:00.000Z", "2026-11-22T15:04:05.123Z", "2024-02-29T23:59:59.999Z"})
    EXPECT_EQ(to_rfc3339(parse_rfc3339(text).value()), text);
  EXPECT_EQ(parse_rfc3339("2026-11-22T08:00:00+08:00").value(), parse_rfc3339("2026-11-22T00:00:00Z").value());
  EXPECT_EQ(to_rfc3339(parse_rfc3339("2026-11-22T00:00:00.5Z").value()), "2026-11-22T00:00:00.500Z");
}

TEST(Clock, WhatIsNoTimeIsRefused) {
  for (const auto* text : {"", "2026-11-22", "2026-02-30T00:00:00Z", "2026-11-22T24:00:00Z", "2026-11-22T00:00:00",
                           "2026-11-22T00:00:00+0800", "2026-11-22T00:00:00Zx", "2026-11-22 00:00:00Z"})
    EXPECT_EQ(parse_rfc3339(text).error().code, "core.not_a_time") << text;
}

TEST(Clock, ADayBeginsAtMidnightInChina) {
  EXPECT_EQ(china_yymmdd(parse_rfc3339("2026-11-22T15:59:59Z").value()), 261122);
  EXPECT_EQ(china_yymmdd(parse_rfc3339("2026-11-22T16:00:00Z").value()), 261123);
}

}  // namespace mashang
