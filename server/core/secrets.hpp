// Keys of this installation, random bytes, and the hashes built on them (OpenSSL).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace mashang {

using Sha256 = std::array<unsigned char, 32>;

/// From the operating system's generator.
[[nodiscard]] std::string random_bytes(std::size_t n);
/// `bytes` random bytes in base64url without padding: 16 bytes give 22 characters.
[[nodiscard]] std::string random_token(std::size_t bytes = 16);
[[nodiscard]] Sha256 sha256(std::string_view data);
[[nodiscard]] Sha256 hmac_sha256(std::string_view key, std::string_view data);
[[nodiscard]] std::string to_hex(std::string_view bytes);
[[nodiscard]] Result<std::string> from_hex(std::string_view hex);
[[nodiscard]] std::string to_base64url(std::string_view bytes);
/// Compares in time that depends on the length only.
[[nodiscard]] bool equal_in_constant_time(std::string_view a, std::string_view b);
inline std::string_view as_view(const Sha256& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

/// Made at first start in `<data>/keys/`, mode 0600, never in the database: who copies only the database cannot open
/// doors, links or sealed text, nor sign tree heads.
struct Keys {
  std::string door;     ///< HMAC key of door-code hashes
  std::string link;     ///< derives and hashes case links
  std::string session;  ///< HMAC key of session tokens
  std::string seal;     ///< AES-256-GCM key of sealed personal data
  std::string ledger;   ///< Ed25519 private key, 32 bytes
};
/// Fails with core.keys_unreadable.
[[nodiscard]] Result<Keys> load_or_make_keys(const std::string& directory);
/// Reads one of them and makes nothing: `name` is door, link, session, seal or ledger. Fails with core.key_missing,
/// core.keys_unreadable.
[[nodiscard]] Result<std::string> load_key(const std::string& directory, std::string_view name);

/// AES-256-GCM, random nonce: nonce || ciphertext || tag. `context` is authenticated (which row it belongs to).
[[nodiscard]] std::string seal(std::string_view key, std::string_view plain, std::string_view context);
/// Fails with core.seal_broken.
[[nodiscard]] Result<std::string> unseal(std::string_view key, std::string_view sealed, std::string_view context);

}  // namespace mashang
