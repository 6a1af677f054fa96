// The Merkle tree of RFC 6962 §2.1 as pure functions: hashes, frontier, roots, proofs and their verification.
//
// Sizes and positions are numbers of leaves. Nothing here does I/O; nothing here fails but the verifiers, which say no.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "rooms/ledger/ledger.hpp"

namespace mashang::ledger {

/// SHA-256 of the parts, one after another.
[[nodiscard]] Hash sha256_of(std::string_view first, std::string_view second = {}, std::string_view third = {});
[[nodiscard]] inline std::string_view as_view(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

/// SHA-256(0x00 || bytes).
[[nodiscard]] Hash hash_leaf(std::string_view leaf_bytes);
/// SHA-256(0x01 || left || right).
[[nodiscard]] Hash hash_children(const Hash& left, const Hash& right);
/// The root of a tree without leaves: SHA-256 of nothing.
[[nodiscard]] Hash empty_root();

/// The perfect subtrees a tree of `size` leaves consists of, largest (leftmost) first: all that is needed to append.
/// Invariant: one node per one-bit of `size`.
class Frontier {
 public:
  Frontier() = default;
  /// Takes a stored frontier back; the invariant must hold (`fits` tells).
  Frontier(std::int64_t size, std::vector<Hash> nodes) : size_(size), nodes_(std::move(nodes)) {}

  [[nodiscard]] std::int64_t size() const { return size_; }
  [[nodiscard]] const std::vector<Hash>& nodes() const { return nodes_; }
  [[nodiscard]] bool fits() const;
  void append(const Hash& leaf);
  [[nodiscard]] Hash root() const;

 private:
  std::int64_t size_ = 0;
  std::vector<Hash> nodes_;
};

/// MTH of all these leaf hashes.
[[nodiscard]] Hash root_of(std::span<const Hash> leaves);
/// MTH of the leaves from <= idx < to of a tree that somebody keeps. Asked only for what RFC 6962 cuts a tree into:
/// `from` is a multiple of the smallest power of two that is not less than `to` - `from`.
using RootOf = std::function<Hash(std::int64_t from, std::int64_t to)>;
/// RFC 6962 §2.1.1: from the sibling of the leaf up to the root. Requires 0 <= at < size.
[[nodiscard]] std::vector<Hash> inclusion_proof(std::int64_t at, std::int64_t size, const RootOf& root_of);
/// RFC 6962 §2.1.2: that the tree of `old_size` leaves is the beginning of this one. Requires 0 < old_size <= size.
[[nodiscard]] std::vector<Hash> consistency_proof(std::int64_t old_size, std::int64_t size, const RootOf& root_of);

/// RFC 9162 §2.1.3.2.
[[nodiscard]] bool is_included(const Hash& leaf, std::int64_t at, std::int64_t size, std::span<const Hash> proof,
                               const Hash& root);
/// RFC 9162 §2.1.4.2.
[[nodiscard]] bool is_consistent(std::int64_t old_size, const Hash& old_root, std::int64_t size, const Hash& root,
                                 std::span<const Hash> proof);

}  // namespace mashang::ledger
