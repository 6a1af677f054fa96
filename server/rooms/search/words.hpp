// Text as the index sees it: folded, and cut into single characters and pairs of neighbours.
//
// Chinese writes no spaces between words, so every pair of neighbouring characters is looked up by; a longer word is
// found by its pairs and then held against the text itself. White space, control characters and punctuation end a run
// of characters and are never looked up.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mashang::search {

/// Full-width letters, digits and signs as half-width, ASCII letters small, white space as single bytes. Requires valid
/// UTF-8.
[[nodiscard]] std::string folded(std::string_view text);

/// The words of a folded query: what stands between white space.
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view folded);

/// Every character and every pair of neighbours, each once. Views into `folded`.
[[nodiscard]] std::vector<std::string_view> grams_of_text(std::string_view folded);
/// What a text must hold to hold this word: the pairs of each run, or its only character. Each once. Views into `word`.
[[nodiscard]] std::vector<std::string_view> grams_of_word(std::string_view word);

}  // namespace mashang::search
