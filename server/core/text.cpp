// Validity, length and trimming of UTF-8 text.
#include "core/text.hpp"

#include <simdjson.h>

namespace mashang::text {
namespace {

constexpr std::string_view kIdeographicSpace = "\xE3\x80\x80";

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }
bool is_ascii_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

bool is_utf8(std::string_view bytes) { return simdjson::validate_utf8(bytes.data(), bytes.size()); }

std::size_t length(std::string_view utf8) {
  std::size_t n = 0;
  for (char c : utf8) n += is_continuation(c) ? 0 : 1;
  return n;
}

bool is_printable(std::string_view utf8) {
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto c = static_cast<unsigned char>(utf8[i]);
    if (c < 0x20 && c != '\t' && c != '\n') return false;
    if (c == 0x7F) return false;
    const bool is_c1 = c == 0xC2 && i + 1 < utf8.size() && static_cast<unsigned char>(utf8[i + 1]) < 0xA0;
    if (is_c1) return false;
  }
  return true;
}

std::string_view trim(std::string_view utf8) {
  for (;;) {
    if (!utf8.empty() && is_ascii_space(utf8.front()))
      utf8.remove_prefix(1);
    else if (utf8.starts_with(kIdeographicSpace))
      utf8.remove_prefix(kIdeographicSpace.size());
    else
      break;
  }
  for (;;) {
    if (!utf8.empty() && is_ascii_space(utf8.back()))
      utf8.remove_suffix(1);
    else if (utf8.ends_with(kIdeographicSpace))
      utf8.remove_suffix(kIdeographicSpace.size());
    else
      return utf8;
  }
}

std::string_view first(std::string_view utf8, std::size_t n) {
  std::size_t at = 0;
  for (; at < utf8.size(); ++at) {
    if (is_continuation(utf8[at])) continue;
    if (n == 0) break;
    --n;
  }
  return utf8.substr(0, at);
}

}  // namespace mashang::text
