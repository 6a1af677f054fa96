// Signed tree heads: made from new leaves, stored beside the frontier, published.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "rooms/ledger/merkle.hpp"
#include "storage/db.hpp"

namespace mashang::ledger {

struct TreeHead {
  CountyCode county;
  std::int64_t size = 0;
  Hash root{};
  Instant at;
  std::string signature;  ///< Ed25519, 64 bytes, over leaf.hpp's tree_head_bytes
  Frontier frontier;      ///< not signed: it is right when it bags to `root`
};

/// When many leaves come between two signings a head is signed at each multiple of this on the way, so that a change
/// which only a head betrays is named among no more steps than that.
constexpr std::int64_t kLeavesOfAHead = 256;

/// Signs a head over every leaf that is durable now, when there are leaves the last head does not cover (or no head
/// yet); otherwise two key lookups. Blocks: for a timer's thread, and once more before a clean stop. Answers true when
/// it signed. Fails with ledger.leaf_missing (the log has a hole: it is not signed over), ledger.bad_key.
[[nodiscard]] Result<bool> sign_heads(storage::Db& db, CountyCode county, std::string_view private_key,
                                      const Clock& clock);

[[nodiscard]] std::optional<TreeHead> latest_head(storage::Tx& tx, CountyCode county);
/// The heads over more than `size` leaves, smallest first, at most `limit`.
[[nodiscard]] std::vector<TreeHead> heads_after(storage::Tx& tx, CountyCode county, std::int64_t size,
                                                std::int64_t limit);

}  // namespace mashang::ledger
