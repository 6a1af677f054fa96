// Hashes against published vectors; what sealing and key files refuse.
#include "core/secrets.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

namespace mashang {
namespace {

namespace fs = std::filesystem;

const std::string kKey(32, 'k');

class KeyFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "mashang_keys_XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  void TearDown() override { fs::remove_all(folder_); }
  fs::path folder_;
};

}  // namespace

TEST(Secrets, HashesMatchPublishedVectors) {
  EXPECT_EQ(to_hex(as_view(sha256("abc"))), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(as_view(hmac_sha256("Jefe", "what do ya want for nothing?"))),  // RFC 4231, case 2
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(to_hex(as_view(hmac_sha256(std::string(131, '\xaa'),  // case 6: a key longer than a block
                                       "Test Using Larger Than Block-Size Key - Hash Key First"))),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Secrets, Base64UrlHasNoPaddingAndNoSlash) {
  EXPECT_EQ(to_base64url("\xFB\xFF\xFE"), "-__-");
  EXPECT_EQ(to_base64url("f"), "Zg");
  EXPECT_EQ(to_base64url("fo"), "Zm8");
  EXPECT_EQ(to_base64url(""), "");
  EXPECT_EQ(random_token().size(), 22u);
  EXPECT_NE(random_token(), random_token());
}

TEST(Secrets, HexGoesThereAndBack) {
  EXPECT_EQ(from_hex("00fFa0").value(), std::string("\x00\xFF\xA0", 3));
  EXPECT_EQ(from_hex("0").error().code, "core.not_hex");
  EXPECT_EQ(from_hex("0g").error().code, "core.not_hex");
}

TEST(Secrets, ConstantTimeComparisonStillCompares) {
  EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
  EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
  EXPECT_FALSE(equal_in_constant_time("abc", "ab"));
}

TEST(Secrets, SealedTextOpensOnlyWithItsKeyAndContext) {
  const auto sealed = seal(kKey, "13812345678", "reporter/1");
  EXPECT_EQ(unseal(kKey, sealed, "reporter/1").value(), "13812345678");
  EXPECT_EQ(unseal(kKey, sealed, "reporter/2").error().code, "core.seal_broken");
  EXPECT_EQ(unseal(std::string(32, 'x'), sealed, "reporter/1").error().code, "core.seal_broken");
  EXPECT_EQ(unseal(kKey, "short", "").error().code, "core.seal_broken");
  EXPECT_NE(sealed, seal(kKey, "13812345678", "reporter/1"));
  EXPECT_EQ(unseal(kKey, seal(kKey, "", ""), "").value(), "");
}

TEST(Secrets, EveryFlippedByteOfASealIsFound) {
  const auto sealed = seal(kKey, "secret", "row");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    auto altered = sealed;
    altered[i] = static_cast<char>(altered[i] ^ 1);
    EXPECT_FALSE(unseal(kKey, altered, "row")) << i;
  }
}

TEST_F(KeyFiles, AreMadeOnceForTheirOwnerAlone) {
  const auto path = (folder_ / "data" / "keys").string();
  const auto first = load_or_make_keys(path);
  const auto second = load_or_make_keys(path + "/");
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->door, second->door);
  EXPECT_EQ(first->ledger.size(), 32u);
  EXPECT_NE(first->door, first->link);
  struct stat info {};
  ASSERT_EQ(::stat((path + "/seal.key").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
  ASSERT_EQ(::stat(path.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0700u);
}

TEST_F(KeyFiles, AMissingKeyIsNotReplacedSilently) {
  const auto path = folder_ / "keys";
  ASSERT_TRUE(load_or_make_keys(path));
  fs::remove(path / "door.key");
  EXPECT_EQ(load_or_make_keys(path).error().code, "core.keys_unreadable");
}

TEST_F(KeyFiles, OthersMayNotReadThem) {
  const auto path = folder_ / "keys";
  ASSERT_TRUE(load_or_make_keys(path));
  fs::permissions(path / "link.key", fs::perms(0644));
  EXPECT_EQ(load_or_make_keys(path).error().code, "core.keys_unreadable");
}

TEST_F(KeyFiles, AHalfMadeSetIsMadeAnew) {
  fs::create_directory(folder_ / "keys.new");
  EXPECT_TRUE(load_or_make_keys(folder_ / "keys"));
}

}  // namespace mashang
