// The answers, each found from left to right.
#include "rooms/triage/address_hints.hpp"

#include "rooms/triage/designation.hpp"

#include <algorithm>

namespace mashang::triage {
namespace {

constexpr std::u32string_view kNumerals = U"〇零一二三四五六七八九十百甲乙丙丁";

std::uint8_t kind_of(char32_t c) {
  if (is_digit(c)) return 1;
  if (is_letter(c)) return 2;
  if (kNumerals.find(c) != std::u32string_view::npos) return 3;
  return c < 0x3400 ? 4 : 0;
}

/// Answers 1, 2, 3 for the first, the inner and the last character of a stretch; `more` is added to each.
void mark(std::vector<Hints>& hints, Hint hint, std::size_t begin, std::size_t size, std::uint8_t more) {
  for (std::size_t i = 0; i < size; ++i) {
    const std::uint8_t standing = i == 0 ? 1 : i + 1 == size ? 3 : 2;
    hints[begin + i][static_cast<std::size_t>(hint)] = static_cast<std::uint8_t>(standing + more);
  }
}

void mark_names(std::vector<Hints>& hints, std::u32string_view text, const AddressLexicon& lexicon) {
  constexpr std::uint8_t kBare = 3;  // without its ending
  for (std::size_t level = 0; level < kDivisionLevels; ++level) {
    const auto hint = static_cast<Hint>(static_cast<std::size_t>(Hint::province_name) + level);
    for (std::size_t i = 0; i < text.size();) {
      const auto found = lexicon.longest(text.substr(i), static_cast<DivisionLevel>(level));
      if (found.name > 0) mark(hints, hint, i, found.with_ending, found.name == found.with_ending ? kBare : 0);
      i += std::max<std::size_t>(1, found.with_ending);
    }
  }
}

/// How many characters are alike from `a` and from `b` on; at most what lies between them.
std::size_t alike(std::u32string_view text, std::size_t a, std::size_t b) {
  std::size_t size = 0;
  while (a + size < b && b + size < text.size() && text[a + size] == text[b + size]) ++size;
  return size;
}

void mark_repetitions(std::vector<Hints>& hints, std::u32string_view text, Hint hint) {
  constexpr std::uint8_t kAdjacent = 3;
  constexpr std::size_t kShortest = 2;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t longest = 0;
    bool is_adjacent = false;
    const bool is_before = hint == Hint::said_before;
    for (std::size_t j = is_before ? 0 : i + 1; j < (is_before ? i : text.size()); ++j) {
      const std::size_t size = alike(text, std::min(i, j), std::max(i, j));
      if (size < longest || size < kShortest) continue;
      longest = size;
      is_adjacent = std::min(i, j) + size == std::max(i, j);
    }
    const bool is_name = longest > 0 && kind_of(text[i]) == 0;
    if (is_name) mark(hints, hint, i, longest, is_adjacent ? kAdjacent : 0);
    i += is_name ? longest : 1;
  }
}

}  // namespace

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
std::vector<Hints> hints_of(std::u32string_view text, const AddressLexicon& lexicon) {
  std::vector<Hints> hints(text.size());
  for (std::size_t i = 0; i < text.size(); ++i)
    hints[i][static_cast<std::size_t>(Hint::kind_of_character)] = kind_of(text[i]);
  mark_names(hints, text, lexicon);
  mark_repetitions(hints, text, Hint::said_before);
  mark_repetitions(hints, text, Hint::said_again);
  return hints;
}

}  // namespace mashang::triage
