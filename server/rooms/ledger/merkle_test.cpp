// The tree against RFC 6962: the log test vectors of Certificate Transparency, and brute force over all small trees.
#include "rooms/ledger/merkle.hpp"

#include <gtest/gtest.h>

#include <string>

namespace mashang::ledger {
namespace {

std::string bytes(std::string_view hex) {
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    out.push_back(static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
  return out;
}

Hash hash(std::string_view hex) {
  Hash out{};
  const std::string raw = bytes(hex);
  std::copy(raw.begin(), raw.end(), out.begin());
  return out;
}

/// The eight inputs of certificate-transparency's merkle_tree_test, and the roots after each.
const std::vector<std::string> kInputs = {
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
const std::vector<std::string> kRoots = {
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
};

std::vector<Hash> known_leaves() {
  std::vector<Hash> leaves;
  for (const std::string& input : kInputs) leaves.push_back(hash_leaf(bytes(input)));
  return leaves;
}

std::vector<Hash> numbered_leaves(std::size_t n) {
  std::vector<Hash> leaves;
  for (std::size_t i = 0; i < n; ++i) leaves.push_back(hash_leaf(std::to_string(i)));
  return leaves;
}

RootOf roots_over(const std::vector<Hash>& leaves) {
  return [&leaves](std::int64_t from, std::int64_t to) {
    return root_of(std::span(leaves).subspan(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from)));
  };
}
std::vector<Hash> inclusion_proof(const std::vector<Hash>& leaves, std::int64_t at) {
  return ledger::inclusion_proof(at, static_cast<std::int64_t>(leaves.size()), roots_over(leaves));
}
std::vector<Hash> consistency_proof(const std::vector<Hash>& leaves, std::int64_t old_size) {
  return ledger::consistency_proof(old_size, static_cast<std::int64_t>(leaves.size()), roots_over(leaves));
}

/// RFC 6962 §2.1 word for word, to hold the frontier against.
Hash recursive_root(std::span<const Hash> leaves) {
  if (leaves.empty()) return empty_root();
  if (leaves.size() == 1) return leaves[0];
  std::size_t k = 1;
  while (k * 2 < leaves.size()) k *= 2;
  return hash_children(recursive_root(leaves.first(k)), recursive_root(leaves.subspan(k)));
}

TEST(Merkle, EmptyTreeIsTheHashOfNothing) {
  EXPECT_EQ(Frontier().root(), hash("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
}

TEST(Merkle, RootsAreThoseOfTheKnownVectors) {
  Frontier frontier;
  const auto leaves = known_leaves();
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    frontier.append(leaves[i]);
    EXPECT_EQ(frontier.root(), hash(kRoots[i])) << "after leaf " << i;
  }
}

TEST(Merkle, ProofsAreThoseOfTheKnownVectors) {
  const auto leaves = known_leaves();
  const std::vector<Hash> sixth_of_eight = {hash("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"),
                                            hash("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
                                            hash("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")};
  EXPECT_EQ(inclusion_proof(leaves, 5), sixth_of_eight);
  const std::vector<Hash> six_in_eight = {hash("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"),
                                          hash("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
                                          hash("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")};
  EXPECT_EQ(consistency_proof(leaves, 6), six_in_eight);
}

TEST(Merkle, FrontierGivesTheRecursiveRootAndAlwaysFits) {
  const auto leaves = numbered_leaves(130);
  Frontier frontier;
  for (std::size_t n = 0; n <= leaves.size(); ++n) {
    EXPECT_TRUE(frontier.fits());
    EXPECT_EQ(frontier.root(), recursive_root(std::span(leaves).first(n))) << n;
    if (n < leaves.size()) frontier.append(leaves[n]);
  }
}

TEST(Merkle, AFrontierTakenBackGrowsAsIfItHadNeverBeenAway) {
  const auto leaves = numbered_leaves(40);
  for (std::size_t cut = 0; cut <= leaves.size(); ++cut) {
    Frontier before;
    for (std::size_t i = 0; i < cut; ++i) before.append(leaves[i]);
    Frontier after(before.size(), before.nodes());
    for (std::size_t i = cut; i < leaves.size(); ++i) after.append(leaves[i]);
    EXPECT_EQ(after.root(), recursive_root(leaves));
  }
  EXPECT_FALSE(Frontier(3, {Hash{}}).fits());
}

TEST(Merkle, EveryLeafIsProvedIncludedAndNoOtherLeafIs) {
  for (std::size_t n = 1; n <= 33; ++n) {
    const auto leaves = numbered_leaves(n);
    const auto size = static_cast<std::int64_t>(n);
    const Hash root = root_of(leaves);
    for (std::int64_t at = 0; at < size; ++at) {
      auto proof = inclusion_proof(leaves, at);
      EXPECT_TRUE(is_included(leaves[static_cast<std::size_t>(at)], at, size, proof, root)) << at << " of " << n;
      EXPECT_FALSE(is_included(hash_leaf("a stranger"), at, size, proof, root));
      if (n > 1) {
        EXPECT_FALSE(is_included(leaves[static_cast<std::size_t>(at)], (at + 1) % size, size, proof, root));
      }
      if (proof.empty()) continue;
      proof.back()[0] ^= 1;
      EXPECT_FALSE(is_included(leaves[static_cast<std::size_t>(at)], at, size, proof, root));
      proof.pop_back();
      EXPECT_FALSE(is_included(leaves[static_cast<std::size_t>(at)], at, size, proof, root));
    }
    EXPECT_FALSE(is_included(leaves[0], size, size, {}, root));
  }
}

TEST(Merkle, EveryBeginningIsProvedConsistentAndNoOtherTreeIs) {
  for (std::size_t n = 1; n <= 33; ++n) {
    const auto leaves = numbered_leaves(n);
    const auto size = static_cast<std::int64_t>(n);
    const Hash root = root_of(leaves);
    for (std::int64_t old = 1; old <= size; ++old) {
      const Hash old_root = root_of(std::span(leaves).first(static_cast<std::size_t>(old)));
      auto proof = consistency_proof(leaves, old);
      EXPECT_TRUE(is_consistent(old, old_root, size, root, proof)) << old << " in " << n;
      EXPECT_FALSE(is_consistent(old, hash_leaf("another log"), size, root, proof));
      if (proof.empty()) continue;
      proof.back()[31] ^= 1;
      EXPECT_FALSE(is_consistent(old, old_root, size, root, proof));
    }
    EXPECT_FALSE(is_consistent(size + 1, root, size, root, {}));
    EXPECT_FALSE(is_consistent(0, empty_root(), size, root, {}));
  }
}

}  // namespace
}  // namespace mashang::ledger
