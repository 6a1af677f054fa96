// What can be known of an address's characters before any model reads it: names of divisions, repetitions, digits.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "rooms/triage/address_lexicon.hpp"

namespace mashang::triage {

/// The questions asked of each character.
enum class Hint : std::uint8_t {
  kind_of_character,  ///< digit, letter, Chinese numeral, sign
  province_name,      ///< where in such a name it stands, and whether the name has its ending
  city_name,
  district_name,
  town_name,
  said_before,  ///< where in a stretch it stands that the text held before
  said_again,   ///< … that the text holds once more
};
constexpr std::size_t kHints = 7;
/// Answers are 0 ("nothing") to 6.
constexpr std::uint8_t kHintAnswers = 7;
using Hints = std::array<std::uint8_t, kHints>;

[[nodiscard]] std::vector<Hints> hints_of(std::u32string_view text, const AddressLexicon& lexicon);

[[nodiscard]] bool is_digit(char32_t c);

}  // namespace mashang::triage
