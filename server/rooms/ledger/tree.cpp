// Chunks come in, parents follow.
#include "rooms/ledger/tree.hpp"

#include <bit>

#include "rooms/ledger/sql.hpp"
#include "rooms/ledger/stored_hash.hpp"

namespace mashang::ledger {
namespace {

constexpr std::int64_t kPage = 64 * Tree::kChunk;

}  // namespace

std::int64_t Tree::size() const {
  const std::lock_guard lock(mutex_);
  return levels_.empty() ? 0 : static_cast<std::int64_t>(levels_[0].size()) * kChunk;
}

Hash Tree::node(std::int64_t from, std::int64_t width) const {
  const auto level = static_cast<std::size_t>(std::countr_zero(static_cast<std::uint64_t>(width / kChunk)));
  const std::lock_guard lock(mutex_);
  return levels_.at(level).at(static_cast<std::size_t>(from / width));
}

void Tree::add_chunk(const Hash& root) {
  const std::lock_guard lock(mutex_);
  Hash node = root;
  for (std::size_t level = 0;; ++level) {
    if (level == levels_.size()) levels_.emplace_back();
    auto& nodes = levels_[level];
    nodes.push_back(node);
    if (nodes.size() % 2 != 0) return;
    node = hash_children(nodes[nodes.size() - 2], nodes.back());
  }
}

Result<void> Tree::grow(storage::Db& db, CountyCode county) {
  for (;;) {
    const std::int64_t from = size();
    bool has_hole = false;
    const auto page = db.read_now([&](storage::Tx& tx) -> Result<std::vector<Hash>> {
      std::vector<Hash> leaves;
      has_hole = false;
      tx.for_each(sql::leaf_hashes_from{.county = county, .idx = from, .limit = kPage}, [&](const storage::Row& row) {
        has_hole = row.integer("idx") != from + static_cast<std::int64_t>(leaves.size());
        if (!has_hole) leaves.push_back(hash_from(row.blob("leaf_hash")));
        return !has_hole;
      });
      return leaves;
    });
    if (!page) return failure(page.error());
    if (has_hole) return failure(ErrorKind::internal, "ledger.leaf_missing", std::to_string(from + std::ssize(*page)));
    auto rest = std::span(*page);
    for (; std::ssize(rest) >= kChunk; rest = rest.subspan(kChunk)) add_chunk(root_of(rest.first(kChunk)));
    if (std::ssize(*page) < kPage) return {};
  }
}

}  // namespace mashang::ledger
