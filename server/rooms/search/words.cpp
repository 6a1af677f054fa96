// Folding and cutting, one code point after the other.
#include "rooms/search/words.hpp"

#include <algorithm>

namespace mashang::search {
namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// One character of a text, where it stands.
struct Character {
  char32_t code;
  std::size_t from, to;
};

Character character_at(std::string_view text, std::size_t from) {
  const auto first = static_cast<unsigned char>(text[from]);
  std::size_t to = from + 1;
  char32_t code = first < 0x80 ? first : first < 0xE0 ? first & 0x1F : first < 0xF0 ? first & 0x0F : first & 0x07;
  for (; to < text.size() && is_continuation(text[to]); ++to)
    code = (code << 6) | (static_cast<unsigned char>(text[to]) & 0x3F);
  return {code, from, to};
}

bool is_between(char32_t code, char32_t first, char32_t last) { return first <= code && code <= last; }

/// Letters and digits of any script, and pictures; no white space, control character or punctuation.
bool is_looked_up(char32_t code) {
  constexpr char32_t kIterationMark = U'々', kZero = U'〇';
  if (code < 0x80) return is_between(code, 'a', 'z') || is_between(code, 'A', 'Z') || is_between(code, '0', '9');
  if (is_between(code, 0x80, 0xBF)) return false;
  if (is_between(code, 0x2000, 0x206F)) return false;  // general punctuation
  if (is_between(code, 0x3000, 0x303F)) return code == kIterationMark || code == kZero;
  if (is_between(code, 0xFE00, 0xFE0F)) return false;  // variation selectors
  if (is_between(code, 0xFE30, 0xFE6F)) return false;  // vertical and small forms of punctuation
  return !is_between(code, 0xFF5F, 0xFF65) && code != 0xFEFF;
}

enum class Singles { every, lonely };

std::vector<std::string_view> grams_of(std::string_view text, Singles singles) {
  std::vector<std::string_view> grams;
  std::size_t run_length = 0;
  Character before{};
  const auto end_run = [&] {
    if (singles == Singles::lonely && run_length == 1)
      grams.push_back(text.substr(before.from, before.to - before.from));
    run_length = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const Character now = character_at(text, at);
    at = now.to;
    if (!is_looked_up(now.code)) {
      end_run();
      continue;
    }
    if (singles == Singles::every) grams.push_back(text.substr(now.from, now.to - now.from));
    if (run_length > 0) grams.push_back(text.substr(before.from, now.to - before.from));
    ++run_length;
    before = now;
  }
  end_run();
  std::ranges::sort(grams);
  grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
  return grams;
}

}  // namespace

std::string folded(std::string_view text) {
  constexpr char32_t kFullWidth = 0xFEE0;  // from '!' to its full-width form
  constexpr char32_t kIdeographicSpace = 0x3000;
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Character now = character_at(text, at);
    at = now.to;
    char32_t code = now.code;
    if (is_between(code, 0xFF01, 0xFF5E)) code -= kFullWidth;
    if (code == kIdeographicSpace || code == 0xA0) code = ' ';
    if (is_between(code, 'A', 'Z')) code += 'a' - 'A';
    if (code < 0x80) {
      out += static_cast<char>(code);
    } else {
      out += text.substr(now.from, now.to - now.from);
    }
  }
  return out;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    while (at < text.size() && !is_space(text[at])) ++at;
    if (at > from) words.push_back(text.substr(from, at - from));
    while (at < text.size() && is_space(text[at])) ++at;
  }
  return words;
}

std::vector<std::string_view> grams_of_text(std::string_view text) { return grams_of(text, Singles::every); }

std::vector<std::string_view> grams_of_word(std::string_view word) { return grams_of(word, Singles::lonely); }

}  // namespace mashang::search
