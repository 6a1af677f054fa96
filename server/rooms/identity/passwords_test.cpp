// Password rules and hashes.
#include "rooms/identity/passwords.hpp"

#include <gtest/gtest.h>

#include "rooms/identity/identity.hpp"

namespace mashang::identity {
namespace {

std::string_view code_of(const Result<void>& result) { return result ? "" : result.error().code; }

TEST(Passwords, TenCharactersAreEnoughAndNineAreNot) {
  EXPECT_EQ(code_of(check_password_rules("li.na", "123456789")), "identity.password_too_short");
  EXPECT_EQ(code_of(check_password_rules("li.na", "1234567890")), "");
  EXPECT_EQ(code_of(check_password_rules("li.na", "杨梅节在靖州县城里举")), "");
  EXPECT_EQ(code_of(check_password_rules("li.na", std::string(201, 'x'))), "identity.password_too_long");
}

TEST(Passwords, TheLoginIsNoPassword) {
  EXPECT_EQ(code_of(check_password_rules("grid.leader.1", " Grid.Leader.1")), "identity.password_is_login");
}

TEST(Passwords, OnlyTheSamePasswordOpensAHash) {
  const auto hash = hash_password("correct horse battery");
  ASSERT_TRUE(hash);
  EXPECT_TRUE(hash->starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << *hash;
  EXPECT_TRUE(is_password("correct horse battery", *hash));
  EXPECT_FALSE(is_password("correct horse batterz", *hash));
  EXPECT_FALSE(is_password("", *hash));
}

TEST(Passwords, TwoHashesOfOnePasswordDiffer) {
  EXPECT_NE(hash_password("correct horse battery").value(), hash_password("correct horse battery").value());
}

TEST(Passwords, AnAccountWithoutHashCannotBeOpened) {
  EXPECT_FALSE(is_password("", ""));
  EXPECT_FALSE(is_password("anything at all", ""));
  EXPECT_FALSE(is_password("anything at all", nobodys_hash()));
}

}  // namespace
}  // namespace mashang::identity
