// The canonical bytes, frozen: a published log must verify for ever.
#include "rooms/ledger/leaf.hpp"

#include <gtest/gtest.h>

#include "rooms/ledger/merkle.hpp"
#include "rooms/ledger/signature.hpp"

namespace mashang::ledger {
namespace {

const CountyCode kCounty{431229};

std::string hex(std::string_view bytes) {
  std::string out;
  for (const unsigned char c : bytes) out += "0123456789abcdef"[c >> 4], out += "0123456789abcdef"[c & 15];
  return out;
}

std::string raw(std::string_view digits) {
  std::string out;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
    out.push_back(static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16)));
  return out;
}

const std::string kHead = "0006947d0000025ff8d72d2a00000000000000030000019aac020603";

TEST(Leaf, FormOneIsCountyCaseSeqTimeAndACommitmentToEverything) {
  const Entry entry{kCounty, CaseId{2611220000042}, 3, Instant{1763822405123}, "content", Salt{1}};
  EXPECT_EQ(hex(leaf_bytes(entry)), "01" + kHead + hex(as_view(commitment(Salt{1}, "content"))));
}

TEST(Leaf, FormTwoHidesOnlyWhatIsPersonal) {
  const Entry entry{kCounty, CaseId{2611220000042}, 3, Instant{1763822405123}, "content", Salt{1}, "personal"};
  EXPECT_EQ(hex(leaf_bytes(entry)),
            "02" + kHead + hex(as_view(sha256_of("content"))) + hex(as_view(commitment(Salt{1}, "personal"))));
}

TEST(Leaf, HashChangesWithEveryPartOfTheEntry) {
  const Entry entry{kCounty, CaseId{7}, 1, Instant{1000}, "content", Salt{1}, "personal"};
  const Hash before = leaf_hash(entry);
  EXPECT_EQ(leaf_hash(entry), before);
  for (int part = 0; part < 8; ++part) {
    Entry changed = entry;
    if (part == 0) changed.county = CountyCode{431228};
    if (part == 1) changed.case_id = CaseId{8};
    if (part == 2) changed.seq = 2;
    if (part == 3) changed.at = Instant{1001};
    if (part == 4) changed.content = "Content";
    if (part == 5) changed.salt = Salt{2};
    if (part == 6) changed.personal = "Personal";
    if (part == 7) changed.personal.reset();
    EXPECT_NE(leaf_hash(changed), before) << "part " << part;
  }
}

TEST(Leaf, HashIsTheOneOfAnRfc6962Leaf) {
  const Entry entry{kCounty, CaseId{7}, 1, Instant{1000}, "content", Salt{1}};
  EXPECT_EQ(leaf_hash(entry), sha256_of(std::string_view("\x00", 1), leaf_bytes(entry)));
}

TEST(Signature, IsTheOneOfRfc8032) {
  // RFC 8032 §7.1, test 2.
  const std::string key = raw("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
  EXPECT_EQ(hex(public_key_of(key).value()), "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  EXPECT_EQ(hex(sign(key, "\x72").value()),
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
}

TEST(Signature, HoldsForThisKeyAndThisHeadOnly) {
  const std::string key(32, 'k'), other(32, 'o');
  const std::string head = tree_head_bytes(kCounty, 5, Instant{99}, empty_root());
  const std::string signature = sign(key, head).value();
  EXPECT_TRUE(is_signed_by(public_key_of(key).value(), head, signature));
  EXPECT_FALSE(is_signed_by(public_key_of(other).value(), head, signature));
  EXPECT_FALSE(
      is_signed_by(public_key_of(key).value(), tree_head_bytes(kCounty, 6, Instant{99}, empty_root()), signature));
  EXPECT_FALSE(is_signed_by("too short", head, signature));
  EXPECT_FALSE(is_signed_by(public_key_of(key).value(), head, "too short"));
  EXPECT_FALSE(sign("too short", head).has_value());
}

}  // namespace
}  // namespace mashang::ledger
