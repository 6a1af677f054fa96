// Numbers joined by signs: 14-401, 14-2-401, and 2-401 behind a building.
#pragma once

#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "rooms/triage/numerals.hpp"
#include "rooms/triage/place_words.hpp"

namespace mashang::triage {

enum class Before { nothing, compound, building };

/// What each number from the first of `numerals` on is, as far as they are joined; empty when they are no address.
/// `before`: what stands beside the first one.
[[nodiscard]] std::vector<MentionKind> series_at(std::u32string_view text, std::span<const Numeral> numerals,
                                                 Before before);

}  // namespace mashang::triage
