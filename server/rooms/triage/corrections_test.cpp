// The smallest change that makes a message right.
#include "rooms/triage/corrections.hpp"

#include <gtest/gtest.h>

namespace mashang::triage {
namespace {

Corrections::Message read(std::string_view text) { return Corrections::read(normalised(text, Characters())); }

TEST(Corrections, OneIsEnough) {
  Corrections corrections;
  std::vector<float> scores{0.5F, -0.5F, -1.0F};
  corrections.learn(read("木板翘了"), scores, 1);
  corrections.add_to(scores, read("木板翘了"));
  EXPECT_GT(scores[1], scores[0]);
}

TEST(Corrections, WhatIsRightAlreadyTeachesNothing) {
  Corrections corrections;
  corrections.learn(read("木板翘了"), std::vector<float>{2.0F, 0.5F}, 0);
  EXPECT_TRUE(corrections.is_empty());
}

TEST(Corrections, OtherMessagesStayAsTheyWere) {
  Corrections corrections;
  corrections.learn(read("木板翘了"), std::vector<float>{0.5F, -0.5F}, 1);
  std::vector<float> scores{0.5F, -0.5F};
  corrections.add_to(scores, read("路灯不亮"));
  EXPECT_EQ(scores, (std::vector<float>{0.5F, -0.5F}));
}

TEST(Corrections, NothingToReadTeachesNothing) {
  Corrections corrections;
  corrections.learn(read(""), std::vector<float>{0.5F, -0.5F}, 1);
  EXPECT_TRUE(corrections.is_empty());
}

}  // namespace
}  // namespace mashang::triage
