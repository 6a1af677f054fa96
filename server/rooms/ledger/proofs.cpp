// Roots of stretches: from memory where they are whole chunks, from leaves where they are less.
#include "rooms/ledger/proofs.hpp"

#include <bit>
#include <map>

#include "rooms/ledger/sql.hpp"
#include "rooms/ledger/stored_hash.hpp"
#include "rooms/ledger/tree_head.hpp"

namespace mashang::ledger {
namespace {

constexpr std::int64_t kChunk = Tree::kChunk;

/// The tree of the first `size` leaves.
class Log {
 public:
  Log(storage::Tx& tx, CountyCode county, const Tree& tree, std::int64_t size)
      : tx_(tx), county_(county), tree_(tree), size_(size) {}

  [[nodiscard]] Hash root(std::int64_t from, std::int64_t to) {
    std::vector<Hash> parts;  // perfect subtrees, largest first
    for (std::int64_t at = from; at < to;) {
      const auto width = static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(to - at)));
      parts.push_back(width >= kChunk ? tree_.node(at, width) : root_within_chunk(at, width));
      at += width;
    }
    Hash root = parts.back();
    for (std::size_t i = parts.size() - 1; i-- > 0;) root = hash_children(parts[i], root);
    return root;
  }

 private:
  Hash root_within_chunk(std::int64_t from, std::int64_t width) {
    const std::int64_t chunk = from / kChunk;
    auto found = chunks_.find(chunk);
    if (found == chunks_.end()) found = chunks_.emplace(chunk, leaves_of(chunk)).first;
    const auto first = static_cast<std::size_t>(from % kChunk);
    const auto count = static_cast<std::size_t>(width);
    if (found->second.size() < first + count) return Hash{};  // leaves are gone: no proof will hold
    return root_of(std::span(found->second).subspan(first, count));
  }
  std::vector<Hash> leaves_of(std::int64_t chunk) {
    const std::int64_t first = chunk * kChunk;
    return tx_.all(sql::leaf_hashes_from{.county = county_, .idx = first, .limit = std::min(kChunk, size_ - first)},
                   [](const storage::Row& row) { return hash_from(row.blob("leaf_hash")); });
  }

  storage::Tx& tx_;
  CountyCode county_;
  const Tree& tree_;
  std::int64_t size_;
  std::map<std::int64_t, std::vector<Hash>> chunks_;
};

Result<TreeHead> head_for(storage::Tx& tx, CountyCode county, const Tree& tree, std::optional<std::int64_t> size) {
  auto head = latest_head(tx, county);
  if (!head) return failure(ErrorKind::not_found, "ledger.no_head");
  const std::int64_t wanted = size.value_or(head->size);
  if (wanted < 1 || wanted > head->size) return failure(ErrorKind::not_found, "ledger.unknown_size");
  if (tree.size() < wanted / kChunk * kChunk)
    return failure(Error{.kind = ErrorKind::unavailable, .code = "ledger.tree_growing", .retry_after_seconds = 2});
  return std::move(*head);
}

tl::unexpected<Error> broken(std::int64_t size) {
  return failure(ErrorKind::internal, "ledger.proof_broken", "over " + std::to_string(size) + " leaves");
}

}  // namespace

Result<InclusionProof> prove_inclusion(storage::Tx& tx, CountyCode county, const Tree& tree, std::int64_t leaf,
                                       std::optional<std::int64_t> size) {
  const auto head = head_for(tx, county, tree, size);
  if (!head) return failure(head.error());
  InclusionProof proof{.leaf = leaf, .size = size.value_or(head->size)};
  if (leaf < 0 || leaf >= proof.size) return failure(ErrorKind::not_found, "ledger.unknown_leaf");
  Log log(tx, county, tree, proof.size);
  proof.leaf_hash = log.root(leaf, leaf + 1);
  proof.root = log.root(0, proof.size);
  proof.path =
      inclusion_proof(leaf, proof.size, [&](std::int64_t from, std::int64_t to) { return log.root(from, to); });
  const bool is_signed = proof.size != head->size || proof.root == head->root;
  if (!is_signed || !is_included(proof.leaf_hash, leaf, proof.size, proof.path, proof.root)) return broken(proof.size);
  return proof;
}

Result<ConsistencyProof> prove_consistency(storage::Tx& tx, CountyCode county, const Tree& tree, std::int64_t from,
                                           std::optional<std::int64_t> to) {
  const auto head = head_for(tx, county, tree, to);
  if (!head) return failure(head.error());
  ConsistencyProof proof{.from = from, .to = to.value_or(head->size)};
  if (from < 1 || from > proof.to) return failure(ErrorKind::not_found, "ledger.unknown_size");
  Log log(tx, county, tree, proof.to);
  const RootOf root_of = [&](std::int64_t first, std::int64_t last) { return log.root(first, last); };
  proof.from_root = log.root(0, from);
  proof.to_root = log.root(0, proof.to);
  proof.path = consistency_proof(from, proof.to, root_of);
  const bool is_signed = proof.to != head->size || proof.to_root == head->root;
  if (!is_signed || !is_consistent(from, proof.from_root, proof.to, proof.to_root, proof.path)) return broken(proof.to);
  return proof;
}

}  // namespace mashang::ledger
