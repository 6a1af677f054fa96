// Addresses with their parts, as models learn from them and are measured on them.
#pragma once

#include <string>
#include <vector>

#include "rooms/triage/address_labels.hpp"
#include "rooms/triage/characters.hpp"

namespace mashang::triage::training {

struct AddressExample {
  NormalText address;
  std::vector<AddressPart> parts;  ///< cover the text without gaps
};
/// The rows of files in the columns of `read_addresses`. Fails as it does, and with triage.row_malformed when a type
/// has an unknown word.
[[nodiscard]] Result<std::vector<AddressExample>> address_examples(const std::vector<std::string>& files,
                                                                   const Characters& characters);

}  // namespace mashang::triage::training
