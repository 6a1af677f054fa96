// The log's tree in memory, without its last twigs: so that a proof reads at most two stretches of leaves.
#pragma once

#include <mutex>
#include <span>
#include <vector>

#include "rooms/ledger/merkle.hpp"
#include "storage/db.hpp"

namespace mashang::ledger {

/// Keeps the root of each whole chunk of 256 leaves and all nodes above: about 64 bytes a chunk, 250 kB for a million
/// leaves. `grow` reads each leaf once in the life of the process. Thread-safe.
class Tree {
 public:
  static constexpr std::int64_t kChunk = 256;

  /// Takes in the new whole chunks; for a timer's thread, since the first time it reads the whole log (about half a
  /// second a million leaves). Fails with ledger.leaf_missing.
  [[nodiscard]] Result<void> grow(storage::Db& db, CountyCode county);
  /// Leaves in the chunks taken in.
  [[nodiscard]] std::int64_t size() const;
  /// The root of `width` leaves from `from` on. Requires: width is a power of two >= kChunk, from a multiple of it, and
  /// from + width <= size().
  [[nodiscard]] Hash node(std::int64_t from, std::int64_t width) const;

 private:
  void add_chunk(const Hash& root);

  mutable std::mutex mutex_;
  std::vector<std::vector<Hash>> levels_;  ///< [0]: chunks, [1]: pairs of them, …
};

}  // namespace mashang::ledger
