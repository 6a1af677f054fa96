// Chances and the best parts against every reading of a short text.
#include "rooms/triage/address_odds.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>

namespace mashang::triage {
namespace {

constexpr std::uint32_t kLength = 3;
using Reading = std::vector<AddressPart>;

/// Every way to cover the text from `begin` on; with `open`, also those that leave characters out.
std::vector<Reading> readings_from(std::uint32_t begin, bool open = false) {
  if (begin == kLength) return {{}};
  std::vector<Reading> all = open ? readings_from(begin + 1, open) : std::vector<Reading>();
  for (std::uint32_t end = begin + 1; end <= kLength; ++end) {
    for (const Reading& rest : readings_from(end, open)) {
      for (std::size_t t = 0; t < kAddressTypes; ++t) {
        Reading reading = {{static_cast<AddressType>(t), {begin, end}}};
        reading.insert(reading.end(), rest.begin(), rest.end());
        all.push_back(std::move(reading));
      }
    }
  }
  return all;
}

struct SomeOpinion {
  explicit SomeOpinion(std::uint32_t seed) {
    std::mt19937 random(seed);
    const auto some = [&random] { return static_cast<float>(random() % 4000) / 1000.0F - 2.0F; };
    for (auto* values : {&transitions.step, &transitions.first, &transitions.last})
      for (float& value : *values) value += some();
    for (float& score : scores) score = some();
  }
  [[nodiscard]] double weight_of(const Reading& reading) const {
    const auto labels = labels_of(reading);
    double sum = static_cast<double>(transitions.first[labels.front()] + transitions.last[labels.back()]);
    for (std::size_t i = 0; i < labels.size(); ++i) {
      sum += static_cast<double>(scores[i * kAddressLabels + labels[i]]);
      if (i > 0) sum += static_cast<double>(transitions.step[labels[i - 1] * kAddressLabels + labels[i]]);
    }
    return std::exp(sum);
  }
  [[nodiscard]] Opinion said() const { return {&transitions, scores}; }

  Transitions transitions = address_transitions();
  std::vector<float> scores = std::vector<float>(kLength * kAddressLabels);
};

TEST(PartOdds, APartsChanceIsTheShareOfTheReadingsThatHaveIt) {
  const SomeOpinion opinion(3);
  PartOdds odds(kLength);
  odds.add(opinion.said(), 1);
  std::map<AddressPart, double> with;
  double all = 0;
  for (const Reading& reading : readings_from(0)) {
    const double weight = opinion.weight_of(reading);
    all += weight;
    for (const AddressPart& part : reading) with[part] += weight;
  }
  for (const auto& [part, weight] : with) EXPECT_NEAR(static_cast<double>(odds.of(part)), weight / all, 1e-5);
}

TEST(PartOdds, NoReadingGainsMoreThanTheBest) {
  const auto readings = readings_from(0, true);
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    PartOdds odds(kLength);
    for (const std::uint32_t other : {0U, 100U}) {
      const SomeOpinion opinion(seed + other);
      odds.add(opinion.said(), 0.5F);
    }
    for (const float price : {0.0F, 0.3F}) {
      const auto gain = [&](const Reading& reading) {
        float sum = 0;
        for (const AddressPart& part : reading) sum += odds.of(part) - price;
        return sum;
      };
      const float best = gain(odds.best(price));
      for (const Reading& reading : readings) ASSERT_LE(gain(reading), best + 1e-5F);
    }
  }
}

TEST(PartOdds, WhatIsNotLikelyEnoughIsLeftOpen) {
  const SomeOpinion opinion(3);
  PartOdds odds(kLength);
  odds.add(opinion.said(), 1);
  for (const AddressPart& part : odds.best(0.1F)) EXPECT_GT(odds.of(part), 0.1F);
  EXPECT_FALSE(odds.best(0).empty());
  EXPECT_TRUE(odds.best(1).empty());
}

TEST(PartOdds, AnEmptyTextHasNoParts) { EXPECT_TRUE(PartOdds(0).best(0.3F).empty()); }

}  // namespace
}  // namespace mashang::triage
