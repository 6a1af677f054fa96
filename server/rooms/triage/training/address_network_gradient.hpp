// How a network's loss on several addresses changes with its weights.
#pragma once

#include <optional>
#include <random>
#include <span>
#include <vector>

#include "rooms/triage/address_labels.hpp"
#include "rooms/triage/address_network.hpp"

namespace mashang::triage::training {

struct NetworkExample {
  std::vector<NetworkInput> input;
  std::vector<AddressLabel> truth;
  std::optional<Opinion> belief;  ///< a teacher's; the labels are then learned as likely as it finds them
};

/// Shares of what is put out of action at random, so that nothing relies on one thing (Srivastava et al., 2014).
struct Dropout {
  float signals = 0;  ///< of what goes into each layer
  float words = 0;    ///< of characters and pairs, read as unknown ones
};

/// Adds to `gradient` and returns the negative log-likelihood of the truth. What is added for an example with a belief
/// is the derivative of the cross-entropy to that instead. `batch` from the longest to the shortest.
double add_gradient(const AddressNetwork& network, std::span<const NetworkExample* const> batch, const Dropout& dropout,
                    std::mt19937& random, AddressNetwork& gradient);

}  // namespace mashang::triage::training
