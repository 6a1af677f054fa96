// A text as the machine reads it: one form for what people write in many, each character tied to where it came from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rooms/triage/characters.hpp"

namespace mashang::triage {

/// A stretch of a NormalText, in characters: [begin, end).
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  [[nodiscard]] std::uint32_t size() const { return end - begin; }
  auto operator<=>(const Span&) const = default;
};

/// Half-width, lower-case, simplified; every kind of white space is one ' ' (a line feed stays '\n'); invisible
/// characters (zero-width, direction marks, variation selectors, controls) are gone. Character i came from the bytes
/// [at[i], at[i + 1]) of the source; at has one entry more than text.
struct NormalText {
  std::u32string text;
  std::vector<std::uint32_t> at;

  [[nodiscard]] std::u32string_view operator[](Span span) const {
    return std::u32string_view(text).substr(span.begin, span.size());
  }
  /// The bytes of `source` that a stretch came from; `source` is what was normalised.
  [[nodiscard]] std::string_view source(std::string_view source, Span span) const {
    return source.substr(at[span.begin], at[span.end] - at[span.begin]);
  }
};

/// At most `most` characters are read: what is longer is cut, so that the cost of a text is bounded. Broken UTF-8 gives
/// U+FFFD.
[[nodiscard]] NormalText normalised(std::string_view utf8, const Characters& characters, std::size_t most = SIZE_MAX);

[[nodiscard]] std::string to_utf8(std::u32string_view text);
/// Valid UTF-8 only; no folding. For tables and tests.
[[nodiscard]] std::u32string to_characters(std::string_view utf8);

}  // namespace mashang::triage
