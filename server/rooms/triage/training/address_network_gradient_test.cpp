// A small network's derivatives against small steps of each of its weights.
#include "rooms/triage/training/address_network_gradient.hpp"

#include <gtest/gtest.h>

#include <cmath>

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
  return {network_input(text, hints_of(text, AddressLexicon()), small_vocabulary()), labels_of(parts), std::nullopt};
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

/// Every way to label two characters.
std::vector<std::vector<AddressLabel>> paths_of_two() {
  std::vector<std::vector<AddressLabel>> paths;
  for (AddressLabel a = 0; a < kAddressLabels; ++a)
    for (AddressLabel b = 0; b < kAddressLabels; ++b)
      if (may_begin(a) && may_follow(a, b) && may_end(b)) paths.push_back({a, b});
  return paths;
}

double weight_of(const Opinion& opinion, const std::vector<AddressLabel>& path) {
  const Transitions& by = *opinion.transitions;
  return std::exp(static_cast<double>(by.first[path[0]] + by.step[path[0] * kAddressLabels + path[1]] +
                                      by.last[path[1]] + opinion.scores[path[0]] +
                                      opinion.scores[kAddressLabels + path[1]]));
}

TEST(AddressNetworkGradient, ABeliefTeachesWhatAllLabelsDoEachByItsChance) {
  const AddressNetwork network = some_network();
  AddressNetwork teacher = some_network();
  for (float& score : teacher.transitions.step)
    if (score != Transitions::kNever) score *= -2;
  NetworkExample both = example(U"ab", {{AddressType::city, {0, 2}}});
  const auto scores = label_scores(ReadyNetwork(teacher), both.input);
  both.belief = {&teacher.transitions, scores};
  const NetworkExample* const batch[] = {&both};
  std::mt19937 random(1);
  AddressNetwork by_belief(kSmall, small_vocabulary());
  AddressNetwork by_labels = by_belief;
  for (AddressNetwork* sums : {&by_belief, &by_labels})
    for (const auto values : sums->weights()) std::fill(values.begin(), values.end(), 0.0F);
  const AddressNetwork nothing = by_labels;
  (void)add_gradient(network, batch, {}, random, by_belief);

  double all = 0;
  for (const auto& path : paths_of_two()) all += weight_of(*both.belief, path);
  for (const auto& path : paths_of_two()) {
    const NetworkExample labelled{both.input, path, std::nullopt};
    const NetworkExample* const alone[] = {&labelled};
    AddressNetwork by_path = nothing;
    (void)add_gradient(network, alone, {}, random, by_path);
    const auto chance = static_cast<float>(weight_of(*both.belief, path) / all);
    const auto from = by_path.weights();
    const auto sums = by_labels.weights();
    for (std::size_t k = 0; k < sums.size(); ++k)
      for (std::size_t i = 0; i < sums[k].size(); ++i) sums[k][i] += chance * from[k][i];
  }
  const auto got = by_belief.weights();
  const auto expected = by_labels.weights();
  for (std::size_t k = 0; k < got.size(); ++k)
    for (std::size_t i = 0; i < got[k].size(); ++i)
      ASSERT_NEAR(got[k][i], expected[k][i], 1e-4F) << "weights " << k << ", number " << i;
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
