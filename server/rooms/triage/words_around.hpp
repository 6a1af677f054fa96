// What stands before and behind a number.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "rooms/triage/designation.hpp"
#include "rooms/triage/numerals.hpp"

namespace mashang::triage {

/// Length of the first of these words that stands at `at`, a space before it included; 0 for none.
template <class Words = std::initializer_list<std::u32string_view>>
[[nodiscard]] std::uint32_t word_at(std::u32string_view text, std::uint32_t at, const Words& words) {
  const std::uint32_t space = at < text.size() && text[at] == U' ' ? 1 : 0;
  for (const std::u32string_view word : words)
    if (text.substr(at + space).starts_with(word)) return static_cast<std::uint32_t>(word.size()) + space;
  return 0;
}

[[nodiscard]] inline bool is_behind(std::u32string_view text, std::uint32_t at,
                                    std::initializer_list<std::u32string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.substr(0, at).ends_with(word); });
}

/// 301元, 205天, 110kv: a quantity.
[[nodiscard]] inline bool is_before_counter(std::u32string_view text, std::uint32_t end) {
  if (end < text.size() && is_letter(text[end])) return true;
  return word_at(text, end, {U"元", U"块", U"多", U"年", U"月",   U"日", U"天",   U"个", U"名", U"人", U"米",
                             U"平", U"户", U"万", U"分", U"次",   U"点", U"小时", U"度", U"斤", U"吨", U"%",
                             U"路", U"余", U"来", U"亩", U"公里", U"辆", U"台",   U"条", U"."}) > 0;
}

/// It can be the number of a flat: 401, 1203.
[[nodiscard]] inline bool may_be_flat(const Numeral& numeral) {
  constexpr std::uint32_t kMostFloors = 60;
  constexpr std::uint32_t kMostDoors = 40;
  const Storey storey = storey_of({*numeral.value, 0});
  return storey.floor >= 1 && storey.floor <= kMostFloors && storey.door >= 1 && storey.door <= kMostDoors;
}

}  // namespace mashang::triage
