// Words of the types; parts to labels and back.
#include "rooms/triage/address_labels.hpp"

#include <algorithm>
#include <array>

namespace mashang::triage {
namespace {

constexpr std::array<std::string_view, kAddressTypes> kWords = {
    "country", "prov",    "city",    "district",  "devzone", "town",      "community",
    "road",    "roadno",  "subroad", "subroadno", "poi",     "subpoi",    "houseno",
    "cellno",  "floorno", "roomno",  "assist",    "person",  "redundant", "otherinfo"};

AddressType type_of(AddressLabel label) { return static_cast<AddressType>(label / kStandings); }
Standing standing_of(AddressLabel label) { return static_cast<Standing>(label % kStandings); }

}  // namespace

std::string_view to_word(AddressType type) { return kWords[static_cast<std::size_t>(type)]; }

std::optional<AddressType> address_type_of(std::string_view word) {
  const auto found = std::find(kWords.begin(), kWords.end(), word);
  if (found == kWords.end()) return std::nullopt;
  return static_cast<AddressType>(found - kWords.begin());
}

AddressLabel label_of(AddressType type, Standing standing) {
  return static_cast<AddressLabel>(static_cast<std::size_t>(type) * kStandings + static_cast<std::size_t>(standing));
}

bool may_begin(AddressLabel label) {
  return standing_of(label) == Standing::begin || standing_of(label) == Standing::single;
}

bool may_end(AddressLabel label) {
  return standing_of(label) == Standing::end || standing_of(label) == Standing::single;
}

bool may_follow(AddressLabel before, AddressLabel after) {
  if (may_end(before)) return may_begin(after);
  return !may_begin(after) && type_of(before) == type_of(after);
}

Transitions address_transitions() {
  Transitions transitions = even_transitions(kAddressLabels);
  for (AddressLabel from = 0; from < kAddressLabels; ++from) {
    if (!may_begin(from)) transitions.first[from] = Transitions::kNever;
    if (!may_end(from)) transitions.last[from] = Transitions::kNever;
    for (AddressLabel to = 0; to < kAddressLabels; ++to)
      if (!may_follow(from, to)) transitions.step[from * kAddressLabels + to] = Transitions::kNever;
  }
  return transitions;
}

std::vector<AddressLabel> labels_of(std::span<const AddressPart> parts) {
  std::vector<AddressLabel> labels;
  for (const auto& [type, where] : parts) {
    if (where.size() == 1) {
      labels.push_back(label_of(type, Standing::single));
      continue;
    }
    labels.push_back(label_of(type, Standing::begin));
    labels.insert(labels.end(), where.size() - 2, label_of(type, Standing::inside));
    labels.push_back(label_of(type, Standing::end));
  }
  return labels;
}

}  // namespace mashang::triage
