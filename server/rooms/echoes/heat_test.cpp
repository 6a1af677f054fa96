// When a matter is hot, and when it is getting hotter.
#include "rooms/echoes/heat.hpp"

#include <gtest/gtest.h>

namespace mashang::echoes {
namespace {

const Instant kNow = Instant{1'790'000'000'000};

Joining days_ago(int n, double people = 1) { return {kNow - days(n), people}; }

TEST(Heat, HalvesInAWeek) {
  const std::vector<Joining> joinings{days_ago(7, 8)};
  const auto heat = heat_by_day(joinings, kNow);
  ASSERT_EQ(heat.size(), 8U);
  EXPECT_DOUBLE_EQ(heat.front(), 8);
  EXPECT_NEAR(heat.back(), 4, 1e-9);
}

TEST(Heat, CountsSupportersLikeWriters) {
  const std::vector<Joining> joinings{days_ago(0, 1), days_ago(0, 5)};
  EXPECT_EQ(heat_by_day(joinings, kNow), std::vector<double>{6});
}

TEST(Heat, KeepsAYearOfDays) {
  const std::vector<Joining> joinings{days_ago(1000), days_ago(0)};
  EXPECT_EQ(heat_by_day(joinings, kNow).size(), 366U);
}

TEST(Growth, ThreePeopleInThreeDaysOutOfSilenceAreAnAlarm) {
  const std::vector<Joining> three{days_ago(2), days_ago(1), days_ago(0)};
  EXPECT_TRUE(is_growing(three, kNow));
  const std::vector<Joining> two{days_ago(1), days_ago(0)};
  EXPECT_FALSE(is_growing(two, kNow));
}

TEST(Growth, TheUsualRateIsNoAlarm) {
  std::vector<Joining> joinings;
  for (int day = 0; day < 31; ++day) joinings.push_back(days_ago(day));
  EXPECT_FALSE(is_growing(joinings, kNow));
}

TEST(Growth, WhatHappenedLongAgoIsNoAlarm) {
  const std::vector<Joining> joinings{days_ago(9), days_ago(9), days_ago(8), days_ago(8), days_ago(8)};
  EXPECT_FALSE(is_growing(joinings, kNow));
}

TEST(Growth, RepeatsWithoutNewPeopleAreNoAlarm) {
  const std::vector<Joining> joinings{days_ago(2, 0), days_ago(1, 0), days_ago(1, 0), days_ago(0, 0)};
  EXPECT_FALSE(is_growing(joinings, kNow));
}

}  // namespace
}  // namespace mashang::echoes
