// The county's append-only Merkle log (RFC 6962 shapes). The room's face.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "storage/db.hpp"

namespace mashang::ledger {

using Hash = std::array<unsigned char, 32>;  ///< SHA-256
using Salt = std::array<unsigned char, 16>;

/// What a leaf binds: which row of which case, and a salted commitment to its content. Erasing salt and content later
/// leaves the leaf, and so every tree head, as it was.
struct Entry {
  CountyCode county;
  CaseId case_id;
  std::int64_t seq = 0;  ///< of the history row within its case, from 1
  Instant at;
  std::string_view content;  ///< canonical bytes of the history row (cases/history.hpp defines them)
  Salt salt;
};

/// commitment = SHA-256(salt || content); leaf bytes = canonical(county, case, seq, at, commitment);
/// leaf hash = SHA-256(0x00 || leaf bytes).
[[nodiscard]] Hash leaf_hash(const Entry& entry);

/// Appends in the caller's transaction; returns the leaf's number in the county's log, from 0.
[[nodiscard]] std::int64_t append(storage::Tx& tx, const Entry& entry);

}  // namespace mashang::ledger
