// Extends the frontier by the new leaves, signs, stores.
#include "rooms/ledger/tree_head.hpp"

#include <algorithm>

#include "rooms/ledger/leaf.hpp"
#include "rooms/ledger/signature.hpp"
#include "rooms/ledger/sql.hpp"
#include "rooms/ledger/stored_hash.hpp"

namespace mashang::ledger {
namespace {

constexpr std::int64_t kPage = 20'000;

TreeHead read_head(CountyCode county, const storage::Row& row) {
  TreeHead head{.county = county,
                .size = row.integer("size"),
                .root = hash_from(row.blob("root")),
                .at = row.instant("at"),
                .signature = std::string(row.blob("signature"))};
  const std::string_view nodes = row.blob("frontier");
  std::vector<Hash> hashes;
  for (std::size_t at = 0; at + sizeof(Hash) <= nodes.size(); at += sizeof(Hash))
    hashes.push_back(hash_from(nodes.substr(at, sizeof(Hash))));
  head.frontier = Frontier(head.size, std::move(hashes));
  return head;
}

std::string frontier_bytes(const Frontier& frontier) {
  std::string bytes;
  for (const Hash& node : frontier.nodes()) bytes += as_view(node);
  return bytes;
}

struct Growth {
  bool has_head = false;
  std::int64_t covered = 0;
  Frontier frontier;
  std::vector<Frontier> passed;  ///< as it was at each multiple of kLeavesOfAHead since the last head
};

/// The frontier over every leaf there is. Read in pages, so that a first signing over a large log stays small.
Result<Growth> grow(storage::Tx& tx, CountyCode county) {
  Growth growth;
  if (auto last = latest_head(tx, county)) {
    if (!last->frontier.fits() || last->frontier.root() != last->root)
      return failure(ErrorKind::internal, "ledger.frontier_broken", "head " + std::to_string(last->size));
    growth = {.has_head = true, .covered = last->size, .frontier = std::move(last->frontier)};
  }
  bool has_hole = false;
  for (std::int64_t got = kPage; got == kPage && !has_hole;) {
    got = 0;
    const std::int64_t from = growth.frontier.size();
    tx.for_each(sql::leaf_hashes_from{.county = county, .idx = from, .limit = kPage}, [&](const storage::Row& row) {
      has_hole = row.integer("idx") != growth.frontier.size();
      if (has_hole) return false;
      if (growth.frontier.size() > growth.covered && growth.frontier.size() % kLeavesOfAHead == 0)
        growth.passed.push_back(growth.frontier);
      growth.frontier.append(hash_from(row.blob("leaf_hash")));
      ++got;
      return true;
    });
  }
  if (has_hole) return failure(ErrorKind::internal, "ledger.leaf_missing", std::to_string(growth.frontier.size()));
  return growth;
}

void insert(storage::Tx& tx, const TreeHead& head) {
  const std::string frontier = frontier_bytes(head.frontier);
  tx.apply(sql::insert_head{.county = head.county,
                            .size = head.size,
                            .root = storage::Blob{as_view(head.root)},
                            .at = head.at,
                            .signature = storage::Blob{head.signature},
                            .frontier = storage::Blob{frontier}});
}

}  // namespace

std::optional<TreeHead> latest_head(storage::Tx& tx, CountyCode county) {
  return tx.one(sql::latest_head{.county = county}, [&](const storage::Row& row) { return read_head(county, row); });
}

std::vector<TreeHead> heads_after(storage::Tx& tx, CountyCode county, std::int64_t size, std::int64_t limit) {
  return tx.all(sql::heads_after{.county = county, .size = size, .limit = limit},
                [&](const storage::Row& row) { return read_head(county, row); });
}

Result<bool> sign_heads(storage::Db& db, CountyCode county, std::string_view private_key, const Clock& clock) {
  Result<Growth> growth = db.read_now([&](storage::Tx& tx) { return grow(tx, county); });
  if (!growth) return failure(growth.error());
  if (growth->has_head && growth->frontier.size() == growth->covered) return false;
  const Instant at = clock.now();
  std::vector<TreeHead> heads;
  growth->passed.push_back(std::move(growth->frontier));
  for (Frontier& frontier : growth->passed) {
    TreeHead head{.county = county, .size = frontier.size(), .root = frontier.root(), .at = at};
    auto signature = sign(private_key, tree_head_bytes(county, head.size, at, head.root));
    if (!signature) return failure(signature.error());
    head.signature = std::move(*signature);
    head.frontier = std::move(frontier);
    heads.push_back(std::move(head));
  }
  return db.write_now([&](storage::Tx& tx) -> Result<bool> {
    for (const TreeHead& head : heads) insert(tx, head);
    return true;
  });
}

}  // namespace mashang::ledger
