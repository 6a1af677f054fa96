// Proofs for anybody: that a leaf is in the log, and that the log of today continues the log of then.
#pragma once

#include <optional>
#include <vector>

#include "rooms/ledger/tree.hpp"

namespace mashang::ledger {

struct InclusionProof {
  std::int64_t leaf = 0;
  std::int64_t size = 0;
  Hash leaf_hash{};
  Hash root{};
  std::vector<Hash> path;
};

struct ConsistencyProof {
  std::int64_t from = 0;
  std::int64_t to = 0;
  Hash from_root{};
  Hash to_root{};
  std::vector<Hash> path;
};

/// Both read at most 512 leaves by key and hash about as often, however long the log is; and check themselves before
/// they are given out. `size` and `to` may be left out: the latest signed head's. Fails with ledger.no_head,
/// ledger.unknown_leaf, ledger.unknown_size (above the latest head, or none), ledger.tree_growing (a moment after the
/// start), ledger.proof_broken (the leaves are no longer those that were signed).
[[nodiscard]] Result<InclusionProof> prove_inclusion(storage::Tx& tx, CountyCode county, const Tree& tree,
                                                     std::int64_t leaf, std::optional<std::int64_t> size);
[[nodiscard]] Result<ConsistencyProof> prove_consistency(storage::Tx& tx, CountyCode county, const Tree& tree,
                                                         std::int64_t from, std::optional<std::int64_t> to);

}  // namespace mashang::ledger
