// What the parts of an address are called, and the labels that single characters carry so that models can learn them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "rooms/triage/chain.hpp"
#include "rooms/triage/normal_text.hpp"

namespace mashang::triage {

/// The types of Li et al., "Neural Chinese Address Parsing" (NAACL 2019), whose words they keep.
enum class AddressType : std::uint8_t {
  country,
  province,
  city,
  district,
  development_zone,
  town,
  community,
  road,
  road_number,
  side_road,
  side_road_number,
  place,
  place_within,
  house,
  cell,
  floor,
  room,
  relative,   ///< "opposite", "beside the gate"
  occupant,   ///< a firm, a shop, a person
  redundant,  ///< said before, or no part of the address
  other,
};
constexpr std::size_t kAddressTypes = 21;
/// As in files: prov, poi, houseno …
[[nodiscard]] std::string_view to_word(AddressType type);
[[nodiscard]] std::optional<AddressType> address_type_of(std::string_view word);

struct AddressPart {
  AddressType type;
  Span where;
  auto operator<=>(const AddressPart&) const = default;
};

/// A character's label: its part's type, and where in the part it stands.
using AddressLabel = std::uint8_t;
enum class Standing : std::uint8_t { begin, inside, end, single };
constexpr std::size_t kStandings = 4;
constexpr std::size_t kAddressLabels = kAddressTypes * kStandings;
[[nodiscard]] AddressLabel label_of(AddressType type, Standing standing);

/// Parts that cover a text without gaps as labels.
[[nodiscard]] std::vector<AddressLabel> labels_of(std::span<const AddressPart> parts);
/// Within a part its type stays; after its end a part begins.
[[nodiscard]] bool may_follow(AddressLabel before, AddressLabel after);
[[nodiscard]] bool may_begin(AddressLabel label);
[[nodiscard]] bool may_end(AddressLabel label);
/// All that may be, alike.
[[nodiscard]] Transitions address_transitions();

}  // namespace mashang::triage
