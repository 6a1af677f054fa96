// Byte ranges of a request (RFC 9110, 14): one range; several are answered with the whole file, as a server may.
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

namespace mashang::media {

struct WholeFile {
  bool operator==(const WholeFile&) const = default;
};
struct ByteRange {
  std::uint64_t first = 0;
  std::uint64_t length = 0;
  bool operator==(const ByteRange&) const = default;
};
struct OutsideOfFile {
  bool operator==(const OutsideOfFile&) const = default;
};
using Wanted = std::variant<WholeFile, ByteRange, OutsideOfFile>;

/// A header that cannot be read is ignored.
[[nodiscard]] Wanted parse_range(std::string_view header, std::uint64_t size);

}  // namespace mashang::media
