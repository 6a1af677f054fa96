// Ed25519 (RFC 8032) over the canonical bytes of a tree head.
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"

namespace mashang::ledger {

constexpr std::size_t kPublicKeyBytes = 32;

/// The 32-byte public key of a 32-byte private key. Fails with ledger.bad_key.
[[nodiscard]] Result<std::string> public_key_of(std::string_view private_key);
/// 64 bytes. Fails with ledger.bad_key.
[[nodiscard]] Result<std::string> sign(std::string_view private_key, std::string_view message);
/// False for a wrong signature and for a key that is none.
[[nodiscard]] bool is_signed_by(std::string_view public_key, std::string_view message, std::string_view signature);

}  // namespace mashang::ledger
