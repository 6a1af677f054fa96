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

void subproof(std::span<const Hash> leaves, std::size_t old_size, bool is_whole, std::vector<Hash>& proof) {
  if (old_size == leaves.size()) {
    if (!is_whole) proof.push_back(root_of(leaves));
    return;
  }
  const auto k = static_cast<std::size_t>(split(static_cast<std::int64_t>(leaves.size())));
  if (old_size <= k) {
    subproof(leaves.first(k), old_size, is_whole, proof);
    proof.push_back(root_of(leaves.subspan(k)));
  } else {
    subproof(leaves.subspan(k), old_size - k, false, proof);
    proof.push_back(root_of(leaves.first(k)));
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

std::vector<Hash> inclusion_proof(std::span<const Hash> leaves, std::int64_t at) {
  if (leaves.size() <= 1) return {};
  const std::int64_t k = split(static_cast<std::int64_t>(leaves.size()));
  const auto half = static_cast<std::size_t>(k);
  std::vector<Hash> proof =
      at < k ? inclusion_proof(leaves.first(half), at) : inclusion_proof(leaves.subspan(half), at - k);
  proof.push_back(root_of(at < k ? leaves.subspan(half) : leaves.first(half)));
  return proof;
}

std::vector<Hash> consistency_proof(std::span<const Hash> leaves, std::int64_t old_size) {
  std::vector<Hash> proof;
  subproof(leaves, static_cast<std::size_t>(old_size), true, proof);
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
