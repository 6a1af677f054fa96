// The grammar of numbers in addresses: which is a building, a unit, a floor, a flat, and which is none of them.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "rooms/triage/mentions.hpp"
#include "rooms/triage/numerals.hpp"

namespace mashang::triage {

/// `names` are what was found before, in order: their characters are left alone, and a number beside them means more.
[[nodiscard]] std::vector<Mention> numbered_mentions_in(std::u32string_view text, std::span<const Mention> names);

}  // namespace mashang::triage
