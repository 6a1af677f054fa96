// A network with its vocabulary as a part of a model file.
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"
#include "rooms/triage/address_network.hpp"

namespace mashang::triage {

/// Matrices in 31 steps each, everything else exact.
[[nodiscard]] std::string stored(const AddressVocabulary& vocabulary, const AddressNetwork& network);

struct StoredNetwork {
  AddressVocabulary vocabulary;
  AddressNetwork network;
};
/// Fails with triage.model_damaged.
[[nodiscard]] Result<StoredNetwork> restored_network(std::string_view bytes);

}  // namespace mashang::triage
