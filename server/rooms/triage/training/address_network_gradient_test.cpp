// A small network's derivatives against small steps of each of its weights.
#include "rooms/triage/training/address_network_gradient.hpp"

#include <gtest/gtest.h>

namespace mashang::triage::training {
namespace {

constexpr NetworkShape kSmall = {.character_width = 3, .pair_width = 2, .hint_width = 2, .memory_width = 3};

AddressVocabulary small_vocabulary() {
  return {{U'a', U'b', U'c'}, {static_cast<AddressVocabulary::Pair>('a') << 32U | 'b'}};
}

AddressNetwork some_network() {
  AddressNetwork network(kSmall, small_vocabulary());
  std::mt19937 random(11);
  for (const auto weights : network.weights())
    for (float& weight : weights)
      if (weight != Transitions::kNever) weight = static_cast<float>(random() % 1000) / 1000.0F - 0.5F;
  return network;
}

NetworkExample example(std::u32string_view text, std::vector<AddressPart> parts) {
  return {network_input(text, hints_of(text, AddressLexicon()), small_vocabulary()), labels_of(parts)};
}

/// Texts of different lengths, so that the shorter ends while the longer goes on.
struct Batch {
  NetworkExample longer = example(U"abcab1", {{AddressType::city, {0, 3}}, {AddressType::road, {3, 6}}});
  NetworkExample shorter = example(U"ba", {{AddressType::house, {0, 1}}, {AddressType::room, {1, 2}}});
  std::vector<const NetworkExample*> both = {&longer, &shorter};
};

TEST(AddressNetworkGradient, DerivativesAreTheSlopesOfTheLoss) {
  constexpr float kStep = 1e-2F;
  const Batch batch;
  AddressNetwork network = some_network();
  AddressNetwork gradient(kSmall, small_vocabulary());
  AddressNetwork unused = gradient;
  for (const auto sums : gradient.weights()) std::fill(sums.begin(), sums.end(), 0.0F);
  std::mt19937 random(1);
  (void)add_gradient(network, batch.both, {}, random, gradient);
  const auto weights = network.weights();
  const auto slopes = gradient.weights();
  for (std::size_t k = 0; k < weights.size(); ++k) {
    for (std::size_t i = 0; i < weights[k].size(); ++i) {
      float& weight = weights[k][i];
      if (weight == Transitions::kNever) continue;
      const float value = weight;
      weight = value + kStep;
      const double above = add_gradient(network, batch.both, {}, random, unused);
      weight = value - kStep;
      const double below = add_gradient(network, batch.both, {}, random, unused);
      weight = value;
      EXPECT_NEAR((above - below) / (2 * static_cast<double>(kStep)), static_cast<double>(slopes[k][i]), 5e-3)
          << "weights " << k << ", number " << i;
    }
  }
}

TEST(AddressNetworkGradient, ATextInABatchScoresAsAlone) {
  const Batch batch;
  const AddressNetwork network = some_network();
  AddressNetwork gradient(kSmall, small_vocabulary());
  std::mt19937 random(1);
  double alone = 0;
  for (const NetworkExample* each : batch.both) alone += add_gradient(network, {&each, 1}, {}, random, gradient);
  EXPECT_NEAR(add_gradient(network, batch.both, {}, random, gradient), alone, 1e-4);
}

}  // namespace
}  // namespace mashang::triage::training
