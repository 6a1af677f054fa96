// Hashing, the frontier, and roots.
#include "rooms/ledger/merkle.hpp"

#include <openssl/evp.h>

#include <bit>
#include <memory>
#include <new>

namespace mashang::ledger {
namespace {

/// A digest context kept per thread: fetching SHA-256 anew for each hash costs more than the hash.
EVP_MD_CTX* fresh_context() {
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  thread_local std::unique_ptr<EVP_MD_CTX, Free> context;
  if (!context) {
    context.reset(EVP_MD_CTX_new());
    if (!context || EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) != 1) throw std::bad_alloc();
  } else {
    EVP_DigestInit_ex(context.get(), nullptr, nullptr);
  }
  return context.get();
}

/// The largest power of two below `size`; size > 1.
std::int64_t split(std::int64_t size) {
  return static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(size - 1)));
}

void included(std::int64_t at, std::int64_t from, std::int64_t to, const RootOf& root_of, std::vector<Hash>& proof) {
  if (to - from <= 1) return;
  const std::int64_t middle = from + split(to - from);
  if (at < middle) {
    included(at, from, middle, root_of, proof);
    proof.push_back(root_of(middle, to));
  } else {
    included(at, middle, to, root_of, proof);
    proof.push_back(root_of(from, middle));
  }
}

/// SUBPROOF of RFC 6962; `is_whole` is its b.
void subproof(std::int64_t old_end, std::int64_t from, std::int64_t to, bool is_whole, const RootOf& root_of,
              std::vector<Hash>& proof) {
  if (old_end == to) {
    if (!is_whole) proof.push_back(root_of(from, to));
    return;
  }
  const std::int64_t middle = from + split(to - from);
  if (old_end <= middle) {
    subproof(old_end, from, middle, is_whole, root_of, proof);
    proof.push_back(root_of(middle, to));
  } else {
    subproof(old_end, middle, to, false, root_of, proof);
    proof.push_back(root_of(from, middle));
  }
}

}  // namespace

Hash sha256_of(std::string_view first, std::string_view second, std::string_view third) {
  EVP_MD_CTX* context = fresh_context();
  EVP_DigestUpdate(context, first.data(), first.size());
  if (!second.empty()) EVP_DigestUpdate(context, second.data(), second.size());
  if (!third.empty()) EVP_DigestUpdate(context, third.data(), third.size());
  Hash hash;
  EVP_DigestFinal_ex(context, hash.data(), nullptr);
  return hash;
}

Hash hash_leaf(std::string_view leaf_bytes) { return sha256_of(std::string_view("\x00", 1), leaf_bytes); }

Hash hash_children(const Hash& left, const Hash& right) {
  return sha256_of(std::string_view("\x01", 1), as_view(left), as_view(right));
}

Hash empty_root() { return sha256_of({}); }

bool Frontier::fits() const {
  return size_ >= 0 && std::popcount(static_cast<std::uint64_t>(size_)) == static_cast<int>(nodes_.size());
}

void Frontier::append(const Hash& leaf) {
  Hash node = leaf;
  for (std::int64_t rest = size_; rest & 1; rest >>= 1) {
    node = hash_children(nodes_.back(), node);
    nodes_.pop_back();
  }
  nodes_.push_back(node);
  ++size_;
}

Hash Frontier::root() const {
  if (nodes_.empty()) return empty_root();
  Hash root = nodes_.back();
  for (std::size_t i = nodes_.size() - 1; i-- > 0;) root = hash_children(nodes_[i], root);
  return root;
}

Hash root_of(std::span<const Hash> leaves) {
  Frontier frontier;
  for (const Hash& leaf : leaves) frontier.append(leaf);
  return frontier.root();
}

std::vector<Hash> inclusion_proof(std::int64_t at, std::int64_t size, const RootOf& root_of) {
  std::vector<Hash> proof;
  included(at, 0, size, root_of, proof);
  return proof;
}

std::vector<Hash> consistency_proof(std::int64_t old_size, std::int64_t size, const RootOf& root_of) {
  std::vector<Hash> proof;
  subproof(old_size, 0, size, true, root_of, proof);
  return proof;
}

bool is_included(const Hash& leaf, std::int64_t at, std::int64_t size, std::span<const Hash> proof, const Hash& root) {
  if (at < 0 || at >= size) return false;
  std::int64_t fn = at, sn = size - 1;
  Hash node = leaf;
  for (const Hash& p : proof) {
    if (sn == 0) return false;
    if ((fn & 1) || fn == sn) {
      node = hash_children(p, node);
      while (fn != 0 && !(fn & 1)) fn >>= 1, sn >>= 1;
    } else {
      node = hash_children(node, p);
    }
    fn >>= 1, sn >>= 1;
  }
  return sn == 0 && node == root;
}

bool is_consistent(std::int64_t old_size, const Hash& old_root, std::int64_t size, const Hash& root,
                   std::span<const Hash> proof) {
  if (old_size <= 0 || old_size > size) return false;
  if (old_size == size) return proof.empty() && old_root == root;
  const bool starts_whole = std::has_single_bit(static_cast<std::uint64_t>(old_size));
  if (!starts_whole && proof.empty()) return false;
  std::int64_t fn = old_size - 1, sn = size - 1;
  while (fn & 1) fn >>= 1, sn >>= 1;
  Hash old_node = starts_whole ? old_root : proof.front();
  Hash node = old_node;
  for (const Hash& p : starts_whole ? proof : proof.subspan(1)) {
    if (sn == 0) return false;
    if ((fn & 1) || fn == sn) {
      old_node = hash_children(p, old_node);
      node = hash_children(p, node);
      while (fn != 0 && !(fn & 1)) fn >>= 1, sn >>= 1;
    } else {
      node = hash_children(node, p);
    }
    fn >>= 1, sn >>= 1;
  }
  return sn == 0 && old_node == old_root && node == root;
}

}  // namespace mashang::ledger
