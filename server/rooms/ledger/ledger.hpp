// The county's append-only Merkle log (RFC 6962 shapes). The room's face.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "storage/db.hpp"

namespace mashang::ledger {

using Hash = std::array<unsigned char, 32>;  ///< SHA-256
using Salt = std::array<unsigned char, 16>;

/// What a leaf binds: which row of which case, its content, and behind a salt what is personal in it.
struct Entry {
  CountyCode county;
  CaseId case_id;
  std::int64_t seq = 0;  ///< of the history row within its case, from 1
  Instant at;
  std::string_view content;  ///< canonical bytes of the history row (cases/history.hpp defines them)
  Salt salt;
  /// Canonical bytes of what is personal. None: a row of form 1, whose salt hides the whole content.
  std::optional<std::string_view> personal = {};
};

/// leaf hash = SHA-256(0x00 || leaf bytes); leaf.hpp defines the bytes.
[[nodiscard]] Hash leaf_hash(const Entry& entry);

/// Appends in the caller's transaction; returns the leaf's number in the county's log, from 0.
[[nodiscard]] std::int64_t append(storage::Tx& tx, const Entry& entry);

}  // namespace mashang::ledger
