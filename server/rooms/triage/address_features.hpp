// An address as the feature model reads it: each character with what stands around it, as numbers.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "rooms/triage/address_hints.hpp"

namespace mashang::triage {

/// The hash of a template and its characters; two in a billion fall together.
using AddressFeature = std::uint32_t;

/// The features of every character, one list each.
[[nodiscard]] std::vector<std::vector<AddressFeature>> features_of(std::u32string_view text,
                                                                   std::span<const Hints> hints);

}  // namespace mashang::triage
