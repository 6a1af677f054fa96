// Reading the Range header.
#include "rooms/media/range.hpp"

#include <algorithm>
#include <optional>

#include "rooms/media/tus_headers.hpp"

namespace mashang::media {
namespace {

std::optional<std::uint64_t> number(std::string_view digits) {
  const auto parsed = parse_size(digits, "http.bad_range");
  if (!parsed) return std::nullopt;
  return *parsed;
}

}  // namespace

Wanted parse_range(std::string_view header, std::uint64_t size) {
  constexpr std::string_view kUnit = "bytes=";
  if (!header.starts_with(kUnit)) return WholeFile{};
  const std::string_view spec = header.substr(kUnit.size());
  const auto dash = spec.find('-');
  if (dash == std::string_view::npos || spec.find(',') != std::string_view::npos) return WholeFile{};
  const std::string_view from = spec.substr(0, dash);
  const std::string_view to = spec.substr(dash + 1);
  if (from.empty()) {
    const auto last = number(to);
    if (!last) return WholeFile{};
    if (*last == 0 || size == 0) return OutsideOfFile{};
    const std::uint64_t length = std::min(*last, size);
    return ByteRange{size - length, length};
  }
  const auto first = number(from);
  const auto end = to.empty() ? std::optional<std::uint64_t>(size - 1) : number(to);
  if (!first || !end || (!to.empty() && *end < *first)) return WholeFile{};
  if (*first >= size) return OutsideOfFile{};
  return ByteRange{*first, std::min(*end, size - 1) - *first + 1};
}

}  // namespace mashang::media
