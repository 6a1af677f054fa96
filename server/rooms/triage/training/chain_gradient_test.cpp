// The chain's likelihood against every path, and its derivatives against small steps.
#include "rooms/triage/training/chain_gradient.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace mashang::triage::training {
namespace {

constexpr std::size_t kLabels = 3;
const std::vector<std::uint8_t> kTruth = {2, 0, 1, 1};

struct Chain {
  Transitions transitions = even_transitions(kLabels);
  std::vector<float> scores = std::vector<float>(kTruth.size() * kLabels);
};

Chain some_chain() {
  Chain chain;
  std::mt19937 random(5);
  for (auto* values : {&chain.transitions.step, &chain.transitions.first, &chain.transitions.last, &chain.scores})
    for (float& value : *values) value = static_cast<float>(random() % 3000) / 1000.0F - 1.5F;
  return chain;
}

double score_of(const Chain& chain, const std::vector<std::uint8_t>& path) {
  double sum = static_cast<double>(chain.transitions.first[path.front()]) +
               static_cast<double>(chain.transitions.last[path.back()]);
  for (std::size_t i = 0; i < path.size(); ++i) {
    sum += static_cast<double>(chain.scores[i * kLabels + path[i]]);
    if (i > 0) sum += static_cast<double>(chain.transitions.step[path[i - 1] * kLabels + path[i]]);
  }
  return sum;
}

double log_partition(const Chain& chain) {
  double sum = 0;
  for (std::uint32_t number = 0; number < 81; ++number) {  // kLabels ^ 4
    std::vector<std::uint8_t> path;
    for (std::uint32_t i = 0, rest = number; i < kTruth.size(); ++i, rest /= kLabels)
      path.push_back(static_cast<std::uint8_t>(rest % kLabels));
    sum += std::exp(score_of(chain, path));
  }
  return std::log(sum);
}

double loss(const Chain& chain) {
  std::vector<float> unused(chain.scores.size());
  return ChainGradient(chain.transitions).add(chain.scores, kTruth, unused);
}

/// Holds `gradient` against what a small step of each value does to the loss.
void expect_slope(Chain& chain, std::vector<float>& values, const std::vector<float>& gradient) {
  constexpr float kStep = 1e-2F;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const float value = values[i];
    values[i] = value + kStep;
    const double above = loss(chain);
    values[i] = value - kStep;
    const double below = loss(chain);
    values[i] = value;
    EXPECT_NEAR((above - below) / (2 * static_cast<double>(kStep)), static_cast<double>(gradient[i]), 1e-3);
  }
}

TEST(ChainGradient, TheLossIsMinusTheLogOfTheShareOfTheTruthAmongAllPaths) {
  const Chain chain = some_chain();
  EXPECT_NEAR(loss(chain), log_partition(chain) - score_of(chain, kTruth), 1e-4);
}

TEST(ChainGradient, DerivativesAreTheSlopesOfTheLoss) {
  Chain chain = some_chain();
  ChainGradient sum(chain.transitions);
  std::vector<float> by_score(chain.scores.size());
  sum.add(chain.scores, kTruth, by_score);
  const Transitions by_transition = sum.by_transition();
  expect_slope(chain, chain.scores, by_score);
  expect_slope(chain, chain.transitions.step, by_transition.step);
  expect_slope(chain, chain.transitions.first, by_transition.first);
  expect_slope(chain, chain.transitions.last, by_transition.last);
}

TEST(ChainGradient, WhatMustNotBeIsNeverExpected) {
  Chain chain = some_chain();
  chain.transitions.step[0 * kLabels + 2] = Transitions::kNever;
  ChainGradient sum(chain.transitions);
  std::vector<float> by_score(chain.scores.size());
  EXPECT_TRUE(std::isfinite(sum.add(chain.scores, kTruth, by_score)));
  EXPECT_EQ(sum.by_transition().step[0 * kLabels + 2], 0);
}

}  // namespace
}  // namespace mashang::triage::training
