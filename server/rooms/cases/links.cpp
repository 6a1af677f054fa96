// base64url of 8 bytes of case number and 16 bytes of proof: 32 characters.
#include "rooms/cases/links.hpp"

#include <array>

#include "core/secrets.hpp"

namespace mashang::cases {
namespace {

constexpr std::size_t kIdBytes = 8;
constexpr std::size_t kProofBytes = 16;
constexpr std::size_t kTokenLength = (kIdBytes + kProofBytes) * 4 / 3;

std::string big_endian(std::int64_t id) {
  std::string bytes(kIdBytes, '\0');
  for (std::size_t i = 0; i < kIdBytes; ++i)
    bytes[i] = static_cast<char>(static_cast<std::uint64_t>(id) >> (8 * (kIdBytes - 1 - i)));
  return bytes;
}

int value_of(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '-') return 62;
  return c == '_' ? 63 : -1;
}

std::optional<std::int64_t> leading_id(std::string_view token) {
  std::uint64_t bits = 0;
  int count = 0;
  for (const char c : token.substr(0, 11)) {  // 66 bits: 64 of the number, 2 that belong to the proof
    const int value = value_of(c);
    if (value < 0) return std::nullopt;
    const int take = count + 6 > 64 ? 64 - count : 6;
    bits = (bits << take) | (static_cast<std::uint64_t>(value) >> (6 - take));
    count += take;
  }
  return static_cast<std::int64_t>(bits);
}

}  // namespace

std::string Links::proof_of(std::int64_t id) const {
  const Sha256 mac = hmac_sha256(key_, "case-link|" + std::to_string(county_.value) + "|" + std::to_string(id));
  return std::string(as_view(mac).substr(0, kProofBytes));
}

std::string Links::token_of(CaseId id) const { return to_base64url(big_endian(id.value) + proof_of(id.value)); }

std::optional<CaseId> Links::case_of(std::string_view token) const {
  if (token.size() != kTokenLength) return std::nullopt;
  const auto id = leading_id(token);
  if (!id || !equal_in_constant_time(token_of(CaseId{*id}), token)) return std::nullopt;
  return CaseId{*id};
}

}  // namespace mashang::cases
