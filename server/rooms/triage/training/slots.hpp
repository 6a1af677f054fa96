// Our own sentences hold slots for places: {compound}{building}{room}楼上漏水. Here they are filled.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mashang::triage::training {

/// Every slot filled with an invented name or number; the same sentence and seed give the same text.
[[nodiscard]] std::string filled(std::string_view sentence, std::uint32_t seed);

}  // namespace mashang::triage::training
