// Folding character by character; nothing looks further than the one it is at.
#include "rooms/triage/normal_text.hpp"

namespace mashang::triage {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr char32_t kGone = 0;

struct Decoded {
  char32_t character;
  std::size_t bytes;
};

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

Decoded decode(std::string_view utf8, std::size_t at) {
  const auto first = static_cast<unsigned char>(utf8[at]);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || at + length > utf8.size()) return {kReplacement, 1};
  char32_t character = first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(utf8[at + i])) return {kReplacement, 1};
    character = character << 6U | (static_cast<unsigned char>(utf8[at + i]) & 0x3FU);
  }
  return {character, length};
}

/// Unicode's Default_Ignorable_Code_Point as far as phones send them, and controls.
bool is_invisible(char32_t c) {
  return (c < 0x20 && c != '\n' && c != '\t' && c != '\r') || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x61C ||
         (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
         (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE0FFF);
}

bool is_space(char32_t c) {
  return c == ' ' || c == '\t' || c == '\r' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}

char32_t folded(char32_t c, const Characters& characters) {
  if (is_invisible(c)) return kGone;
  if (is_space(c)) return U' ';
  if (c == 0x2028 || c == 0x2029) return U'\n';
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;  // full-width forms
  if (c >= U'A' && c <= U'Z') return c + 32;
  return characters.simplified(c);
}

}  // namespace

NormalText normalised(std::string_view utf8, const Characters& characters, std::size_t most) {
  NormalText result;
  const std::size_t guess = std::min(most, utf8.size() / 2 + 1);
  result.text.reserve(guess);
  result.at.reserve(guess + 1);
  std::size_t at = 0;
  while (at < utf8.size() && result.text.size() < most) {
    const auto [character, bytes] = decode(utf8, at);
    if (const char32_t c = folded(character, characters); c != kGone) {
      result.text.push_back(c);
      result.at.push_back(static_cast<std::uint32_t>(at));
    }
    at += bytes;
  }
  result.at.push_back(static_cast<std::uint32_t>(at));
  return result;
}

std::string to_utf8(std::u32string_view text) {
  std::string utf8;
  utf8.reserve(text.size() * 3);
  const auto more = [&](char32_t c, unsigned shift) { utf8 += static_cast<char>(0x80U | ((c >> shift) & 0x3FU)); };
  for (const char32_t c : text) {
    if (c < 0x80) {
      utf8 += static_cast<char>(c);
    } else if (c < 0x800) {
      utf8 += static_cast<char>(0xC0U | c >> 6U);
      more(c, 0);
    } else if (c < 0x10000) {
      utf8 += static_cast<char>(0xE0U | c >> 12U);
      more(c, 6);
      more(c, 0);
    } else {
      utf8 += static_cast<char>(0xF0U | c >> 18U);
      more(c, 12);
      more(c, 6);
      more(c, 0);
    }
  }
  return utf8;
}

std::u32string to_characters(std::string_view utf8) {
  std::u32string text;
  for (std::size_t at = 0; at < utf8.size();) {
    const auto [character, bytes] = decode(utf8, at);
    text.push_back(character);
    at += bytes;
  }
  return text;
}

}  // namespace mashang::triage
