// Parsing tus headers.
#include "rooms/media/tus_headers.hpp"

#include <algorithm>
#include <array>

namespace mashang::media {
namespace {

constexpr std::size_t kMetadataMax = 4096;

struct Algorithm {
  std::string_view name;
  ChecksumAlgorithm value;
  std::size_t bytes;
};
constexpr std::array kAlgorithms{
    Algorithm{"sha256", ChecksumAlgorithm::sha256, 32},
    Algorithm{"sha1", ChecksumAlgorithm::sha1, 20},
    Algorithm{"md5", ChecksumAlgorithm::md5, 16},
};

int base64_digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+') return 62;
  if (c == '/') return 63;
  return -1;
}

tl::unexpected<Error> bad_metadata(std::string_view detail) {
  return failure(ErrorKind::bad_request, "media.bad_metadata", std::string(detail), "Upload-Metadata");
}
tl::unexpected<Error> bad_checksum(std::string_view detail) {
  return failure(ErrorKind::bad_request, "media.bad_checksum", std::string(detail), "Upload-Checksum");
}

bool is_key(std::string_view key) {
  return !key.empty() && std::ranges::all_of(key, [](char c) { return c > ' ' && c <= '~' && c != ','; });
}

std::string_view trim_spaces(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

Result<void> add_pair(Metadata& metadata, std::string_view pair) {
  const auto space = pair.find(' ');
  const std::string_view key = pair.substr(0, space);
  if (!is_key(key)) return bad_metadata("key");
  if (std::ranges::any_of(metadata, [&](const auto& known) { return known.first == key; }))
    return bad_metadata("twice");
  std::string value;
  if (space != std::string_view::npos) {
    auto decoded = from_base64(pair.substr(space + 1));
    if (!decoded) return failure(decoded.error());
    value = std::move(*decoded);
  }
  metadata.emplace_back(key, std::move(value));
  return {};
}

}  // namespace

Result<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return bad_metadata("base64");
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0;
  text.remove_suffix(padding);
  std::string bytes;
  bytes.reserve(text.size() * 3 / 4);
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    const int digit = base64_digit(c);
    if (digit < 0) return bad_metadata("base64");
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes += static_cast<char>(bits >> held & 0xff);
  }
  if ((bits & ((1u << held) - 1)) != 0) return bad_metadata("base64");
  return bytes;
}

Result<Metadata> parse_metadata(std::string_view header) {
  if (header.size() > kMetadataMax) return bad_metadata("too long");
  Metadata metadata;
  std::string_view rest = trim_spaces(header);
  while (!rest.empty()) {
    const auto comma = rest.find(',');
    if (auto added = add_pair(metadata, trim_spaces(rest.substr(0, comma))); !added) return failure(added.error());
    if (comma == std::string_view::npos) break;
    rest.remove_prefix(comma + 1);
    if (trim_spaces(rest).empty()) return bad_metadata("ends with a comma");
  }
  return metadata;
}

Result<Checksum> parse_checksum(std::string_view header) {
  const auto space = header.find(' ');
  if (space == std::string_view::npos) return bad_checksum("no digest");
  const auto algorithm =
      std::ranges::find_if(kAlgorithms, [&](const Algorithm& a) { return a.name == header.substr(0, space); });
  if (algorithm == kAlgorithms.end()) return bad_checksum("algorithm");
  auto digest = from_base64(header.substr(space + 1));
  if (!digest || digest->size() != algorithm->bytes) return bad_checksum("digest");
  return Checksum{algorithm->value, std::move(*digest)};
}

std::string_view checksum_algorithms() { return "sha256,sha1,md5"; }

Result<std::uint64_t> parse_size(std::string_view header, std::string_view code) {
  constexpr std::size_t kDigits = 15;  // below 2^53
  const bool is_digits = std::ranges::all_of(header, [](char c) { return c >= '0' && c <= '9'; });
  if (header.empty() || header.size() > kDigits || !is_digits) {
    return failure(ErrorKind::bad_request, code, std::string(header));
  }
  std::uint64_t number = 0;
  for (const char c : header) number = number * 10 + static_cast<std::uint64_t>(c - '0');
  return number;
}

}  // namespace mashang::media
