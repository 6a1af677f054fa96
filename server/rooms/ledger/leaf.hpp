// The bytes that a leaf and a signed tree head are made of; documented so that anybody can check a log.
#pragma once

#include <string>

#include "rooms/ledger/ledger.hpp"

namespace mashang::ledger {

/// SHA-256(salt || hidden). The salt keeps a short text from being guessed from its commitment.
[[nodiscard]] Hash commitment(const Salt& salt, std::string_view hidden);

/// Integers big-endian. Form 1, 61 bytes:
///   0x01 | county u32 | case u64 | seq u64 | at (ms) i64 | SHA-256(salt || content)
/// Form 2, 93 bytes, written since personal data lies apart:
///   0x02 | county u32 | case u64 | seq u64 | at (ms) i64 | SHA-256(content) | SHA-256(salt || personal)
[[nodiscard]] std::string leaf_bytes(const Entry& entry);

/// What is signed: "mashang tree head 1\n" | county u32 | size u64 | at (ms) i64 | root 32; integers big-endian.
[[nodiscard]] std::string tree_head_bytes(CountyCode county, std::int64_t size, Instant at, const Hash& root);

}  // namespace mashang::ledger
