// Teaching the network.
#pragma once

#include <cstdint>
#include <span>

#include "rooms/triage/address_network.hpp"
#include "rooms/triage/addresses.hpp"
#include "rooms/triage/training/address_examples.hpp"
#include "rooms/triage/training/address_network_gradient.hpp"

namespace mashang::triage::training {

struct NetworkRecipe {
  NetworkShape shape;
  Dropout dropout = {.signals = 0.5F, .words = 0.1F};
  std::uint32_t rarest_character = 2;  ///< seen fewer times it is an unknown one
  std::uint32_t rarest_pair = 4;
  std::size_t batch = 32;
  int passes = 12;         ///< over the examples
  double pace = 3e-3;      ///< of learning: rises over the first steps, then falls to nothing
  float steepest = 5;      ///< longer gradients are shortened to this
  int plain_passes = 2;    ///< the last; in those before, parts change places with others (part_exchange.hpp) …
  double exchanged = 0.5;  ///< … each with this chance
  float memory = 0.994F;   ///< the network kept is the running mean of those passed through
  std::uint32_t seed = 1;
};

[[nodiscard]] AddressVocabulary vocabulary_of(std::span<const AddressExample> examples, const NetworkRecipe& recipe);

/// Adam (Kingma and Ba, 2015) on batches of addresses of like length; the result is the exponential mean of the weights
/// (Polyak and Juditsky, 1992). The same examples and seed give the same network on the same kind of processor. In all
/// but the plain passes a teacher's beliefs take the labels' place (Hinton, Vinyals and Dean, 2015): where annotators
/// disagree a belief says so, and of exchanged parts it knows which have become redundant.
[[nodiscard]] AddressNetwork train_network(std::span<const AddressExample> examples, const AddressLexicon& lexicon,
                                           const AddressVocabulary& vocabulary, const NetworkRecipe& recipe,
                                           const AddressReader* teacher = nullptr);

}  // namespace mashang::triage::training
