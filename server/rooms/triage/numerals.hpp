// Numbers as people write them in addresses: 14, 十四, 一四, 廿, 两, 四百零一, 4零1, 第八.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "rooms/triage/normal_text.hpp"

namespace mashang::triage {

struct Numeral {
  Span span;  ///< with a leading 第
  /// None when it is too long for a number of a building or flat: a telephone, an order.
  std::optional<std::uint32_t> value;
  bool is_counted = false;  ///< written as a count (两) rather than as a name
  bool has_digits = false;  ///< at least one of 0-9
};

/// 0-9 for one written digit, Chinese ones included.
[[nodiscard]] std::optional<std::uint32_t> digit_of(char32_t c);
/// Every number of a text in order; costs its length. The text is normal: half-width and simplified.
[[nodiscard]] std::vector<Numeral> numerals_in(std::u32string_view text);

}  // namespace mashang::triage
