// The best path against every path.
#include "rooms/triage/chain.hpp"

#include <gtest/gtest.h>

#include <random>

namespace mashang::triage {
namespace {

constexpr std::size_t kLabels = 4;
constexpr std::size_t kLength = 5;

float some(std::mt19937& random) { return static_cast<float>(random() % 2000) / 1000.0F - 1.0F; }

Transitions some_transitions(std::mt19937& random) {
  Transitions transitions = even_transitions(kLabels);
  for (auto* scores : {&transitions.step, &transitions.first, &transitions.last})
    for (float& score : *scores) score = some(random);
  return transitions;
}

float score_of(const Transitions& transitions, const std::vector<float>& scores,
               const std::vector<std::uint8_t>& path) {
  float sum = transitions.first[path.front()] + transitions.last[path.back()];
  for (std::size_t i = 0; i < path.size(); ++i) {
    sum += scores[i * kLabels + path[i]];
    if (i > 0) sum += transitions.step[path[i - 1] * kLabels + path[i]];
  }
  return sum;
}

std::vector<std::uint8_t> best_of_all(const Transitions& transitions, const std::vector<float>& scores) {
  std::vector<std::uint8_t> best(kLength);
  for (std::uint32_t number = 0; number < 1024; ++number) {  // kLabels ^ kLength
    std::vector<std::uint8_t> path;
    for (std::uint32_t i = 0, rest = number; i < kLength; ++i, rest /= kLabels)
      path.push_back(static_cast<std::uint8_t>(rest % kLabels));
    if (score_of(transitions, scores, path) > score_of(transitions, scores, best)) best = path;
  }
  return best;
}

TEST(Chain, NoPathIsBetterThanTheBest) {
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    const Transitions transitions = some_transitions(random);
    std::vector<float> scores(kLength * kLabels);
    for (float& score : scores) score = some(random);
    EXPECT_EQ(best_labels(transitions, scores), best_of_all(transitions, scores));
  }
}

TEST(Chain, WhatMustNotFollowDoesNot) {
  Transitions transitions = even_transitions(2);
  transitions.step[0 * 2 + 1] = Transitions::kNever;
  const std::vector<float> scores = {1, 0, 0, 0.9F};
  EXPECT_EQ(best_labels(transitions, scores), (std::vector<std::uint8_t>{0, 0}));
}

TEST(Chain, AnEmptyTextHasNoLabels) { EXPECT_TRUE(best_labels(even_transitions(3), {}).empty()); }

TEST(Chain, TransitionsComeBackFromAFile) {
  std::mt19937 random(3);
  const Transitions transitions = some_transitions(random);
  Packer out;
  pack_transitions(transitions, out);
  const std::string bytes = std::move(out).bytes();
  Unpacker in(bytes);
  const Transitions restored = unpacked_transitions(kLabels, in);
  EXPECT_EQ(restored.step, transitions.step);
  EXPECT_EQ(restored.first, transitions.first);
  EXPECT_EQ(restored.last, transitions.last);
  EXPECT_TRUE(in.is_sound() && in.is_at_end());
}

}  // namespace
}  // namespace mashang::triage
