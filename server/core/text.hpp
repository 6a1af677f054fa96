// What the project accepts as text: valid UTF-8 without control characters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace mashang::text {

[[nodiscard]] bool is_utf8(std::string_view bytes);
/// Code points, for lengths a person understands. Requires valid UTF-8.
[[nodiscard]] std::size_t length(std::string_view utf8);
/// True when only tab, line feed and printable code points occur (no NUL, no other C0/C1, no lone surrogates).
[[nodiscard]] bool is_printable(std::string_view utf8);
/// Cuts ASCII and ideographic (U+3000) spaces at both ends.
[[nodiscard]] std::string_view trim(std::string_view utf8);
/// The first `n` code points, never half of one.
[[nodiscard]] std::string_view first(std::string_view utf8, std::size_t n);

}  // namespace mashang::text
