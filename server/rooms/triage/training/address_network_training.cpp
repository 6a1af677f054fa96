// First weights, batches, steps.
#include "rooms/triage/training/address_network_training.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "rooms/triage/training/adam.hpp"
#include "rooms/triage/training/part_exchange.hpp"
#include "rooms/triage/training/shuffle.hpp"

namespace mashang::triage::training {
namespace {

/// Evenly from -reach to reach.
void scatter(std::vector<float>& values, double reach, std::mt19937& random) {
  for (float& value : values) value = static_cast<float>(reach * (static_cast<double>(random()) / 2147483648.0 - 1));
}

/// Vectors of variance 1 / width; layers as Glorot and Bengio (2010); memories that begin by remembering.
AddressNetwork first_network(const NetworkShape& shape, const AddressVocabulary& vocabulary, std::mt19937& random) {
  AddressNetwork network(shape, vocabulary);
  for (Matrix* vectors : {&network.characters, &network.pairs, &network.hints})
    scatter(vectors->values, std::sqrt(3.0 / static_cast<double>(vectors->columns)), random);
  for (auto& layer : network.layers) {
    for (Lstm& lstm : layer) {
      const std::size_t width = lstm.width();
      scatter(lstm.from_input.values, std::sqrt(6.0 / static_cast<double>(lstm.from_input.rows + width)), random);
      scatter(lstm.from_before.values, 1 / std::sqrt(static_cast<double>(width)), random);
      std::fill_n(lstm.bias.begin() + static_cast<std::ptrdiff_t>(width), width, 1.0F);
    }
  }
  scatter(network.reading.values, std::sqrt(6.0 / static_cast<double>(network.reading.rows + network.reading.columns)),
          random);
  return network;
}

/// With a teacher, what one of its models, drawn anew each time, believes of the text.
NetworkExample as_input(const AddressExample& example, const AddressLexicon& lexicon,
                        const AddressVocabulary& vocabulary, const AddressReader* teacher, std::mt19937& random) {
  const auto& text = example.address.text;
  const auto hints = hints_of(text, lexicon);
  NetworkExample made{network_input(text, hints, vocabulary), labels_of(example.parts), std::nullopt};
  if (teacher != nullptr) made.belief = teacher->opinion(random() % teacher->models(), text, hints);
  return made;
}

using Batch = std::vector<const NetworkExample*>;

bool is_longer(const NetworkExample* a, const NetworkExample* b) { return a->input.size() > b->input.size(); }

/// In random order; each batch from stretches of the shuffled examples sorted by length, so that they are alike in it.
std::vector<Batch> batches_of(const std::vector<NetworkExample>& examples, std::size_t size, std::mt19937& random) {
  constexpr std::size_t kBatchesSorted = 20;
  Batch order;
  for (const NetworkExample& example : examples) order.push_back(&example);
  shuffle(order, random);
  const auto at = [&](std::size_t i) { return order.begin() + static_cast<std::ptrdiff_t>(std::min(i, order.size())); };
  std::vector<Batch> batches;
  for (std::size_t i = 0; i < order.size(); i += size * kBatchesSorted) {
    const std::size_t end = std::min(order.size(), i + size * kBatchesSorted);
    std::stable_sort(at(i), at(end), is_longer);
    for (std::size_t j = i; j < end; j += size) batches.emplace_back(at(j), at(std::min(end, j + size)));
  }
  shuffle(batches, random);
  return batches;
}

double pace_at(const NetworkRecipe& recipe, std::size_t step, std::size_t steps) {
  constexpr double kRise = 200;
  const double rise = std::min(1.0, static_cast<double>(step) / kRise);
  return recipe.pace * rise * (1 - static_cast<double>(step) / static_cast<double>(steps + 1));
}

void scale_gradient(AddressNetwork& gradient, std::size_t batch, float steepest) {
  double square = 0;
  for (const auto values : gradient.weights())
    for (const float value : values) square += static_cast<double>(value * value);
  const double length = std::sqrt(square) / static_cast<double>(batch);
  const auto scale =
      static_cast<float>(std::min(1.0, static_cast<double>(steepest) / length) / static_cast<double>(batch));
  for (const auto values : gradient.weights())
    for (float& value : values) value *= scale;
}

void keep_mean(AddressNetwork& mean, AddressNetwork& network, float memory) {
  const auto means = mean.weights();
  const auto weights = network.weights();
  for (std::size_t k = 0; k < means.size(); ++k)
    for (std::size_t i = 0; i < means[k].size(); ++i) means[k][i] += (1 - memory) * (weights[k][i] - means[k][i]);
}

}  // namespace

AddressVocabulary vocabulary_of(std::span<const AddressExample> examples, const NetworkRecipe& recipe) {
  std::map<char32_t, std::uint32_t> characters;
  std::map<AddressVocabulary::Pair, std::uint32_t> pairs;
  for (const AddressExample& example : examples) {
    char32_t before = AddressVocabulary::kBorder;
    for (const char32_t c : example.address.text) {
      ++characters[c];
      ++pairs[AddressVocabulary::pair_of(before, c)];
      before = c;
    }
    ++pairs[AddressVocabulary::pair_of(before, AddressVocabulary::kBorder)];
  }
  std::vector<char32_t> known_characters;
  for (const auto& [c, count] : characters)
    if (count >= recipe.rarest_character) known_characters.push_back(c);
  std::vector<AddressVocabulary::Pair> known_pairs;
  for (const auto& [pair, count] : pairs)
    if (count >= recipe.rarest_pair) known_pairs.push_back(pair);
  return {std::move(known_characters), std::move(known_pairs)};
}

AddressNetwork train_network(std::span<const AddressExample> examples, const AddressLexicon& lexicon,
                             const AddressVocabulary& vocabulary, const NetworkRecipe& recipe,
                             const AddressReader* teacher) {
  const PartExchange exchange(examples);
  std::mt19937 random(recipe.seed);
  AddressNetwork network = first_network(recipe.shape, vocabulary, random);
  AddressNetwork mean = network;
  AddressNetwork gradient(recipe.shape, vocabulary);
  Adam adam(network.weights());
  const std::size_t steps =
      static_cast<std::size_t>(recipe.passes) * ((examples.size() + recipe.batch - 1) / recipe.batch);
  std::size_t step = 0;
  for (int pass = 0; pass < recipe.passes; ++pass) {
    const bool is_plain = pass + recipe.plain_passes >= recipe.passes;
    const double exchanged = is_plain ? 0 : recipe.exchanged;
    std::vector<NetworkExample> texts;
    for (const AddressExample& example : examples)
      texts.push_back(as_input(exchange.exchanged(example, exchanged, random), lexicon, vocabulary,
                               is_plain ? nullptr : teacher, random));
    for (const Batch& batch : batches_of(texts, recipe.batch, random)) {
      for (const auto values : gradient.weights()) std::fill(values.begin(), values.end(), 0.0F);
      (void)add_gradient(network, batch, recipe.dropout, random, gradient);
      scale_gradient(gradient, batch.size(), recipe.steepest);
      ++step;
      adam.step(network.weights(), gradient.weights(), pace_at(recipe, step, steps));
      const float warm = static_cast<float>(step) / (10.0F + static_cast<float>(step));
      keep_mean(mean, network, std::min(recipe.memory, warm));
    }
  }
  return mean;
}

}  // namespace mashang::triage::training
