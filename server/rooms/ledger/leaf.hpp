// The bytes that a leaf and a signed tree head are made of; documented so that anybody can check a log.
#pragma once

#include <string>

#include "rooms/ledger/ledger.hpp"

namespace mashang::ledger {

/// SHA-256(salt || content). The salt keeps a short content from being guessed from its commitment.
[[nodiscard]] Hash commitment(const Salt& salt, std::string_view content);

/// 61 bytes, integers big-endian: 0x01 | county u32 | case u64 | seq u64 | at (ms) i64 | commitment 32.
[[nodiscard]] std::string leaf_bytes(CountyCode county, CaseId case_id, std::int64_t seq, Instant at,
                                     const Hash& commitment);

/// What is signed: "mashang tree head 1\n" | county u32 | size u64 | at (ms) i64 | root 32; integers big-endian.
[[nodiscard]] std::string tree_head_bytes(CountyCode county, std::int64_t size, Instant at, const Hash& root);

}  // namespace mashang::ledger
