// Four tables of code, name and the codes above.
#include "rooms/triage/training/address_lexicon_source.hpp"

#include "rooms/triage/normal_text.hpp"
#include "rooms/triage/training/corpora.hpp"

namespace mashang::triage::training {

Result<AddressLexicon> read_lexicon(const std::string& folder, const Characters& characters) {
  constexpr std::array<std::string_view, kDivisionLevels> kFiles = {"provinces.csv", "cities.csv", "areas.csv",
                                                                    "streets.csv"};
  std::array<AddressLexicon::Names, kDivisionLevels> names;
  for (std::size_t level = 0; level < kDivisionLevels; ++level) {
    const auto lines = read_lines(folder + "/" + std::string(kFiles[level]));
    if (!lines) return failure(lines.error());
    for (const std::string& line : *lines) {
      const std::size_t open = line.find('"');
      const std::size_t close = line.find('"', open + 1);
      if (close == std::string::npos) continue;  // the heading
      names[level].insert(normalised(std::string_view(line).substr(open + 1, close - open - 1), characters).text);
    }
  }
  return AddressLexicon(names);
}

}  // namespace mashang::triage::training
