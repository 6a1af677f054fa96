// Signing in: who is let in, who has to wait, and what is written down.
#include <gmock/gmock.h>

#include "integration/identity_fixture.hpp"

namespace mashang::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class SignInTest : public IdentityTest {};

TEST_P(SignInTest, TheRightPasswordOpensASessionThatKnowsWhoItIs) {
  const Answer answer = sign_in(" Li.Na", kPassword);
  ASSERT_EQ(answer.status, 200) << answer.code;
  EXPECT_EQ(field(answer, "name"), "李娜");
  EXPECT_EQ(field(answer, "login"), "li.na");
  EXPECT_THAT(answer.body, HasSubstr(R"("role":"grid_leader","place":{"id":2,"kind":"grid","name":"飞山三网格"})"));
  const std::string cookie = answer.header("Set-Cookie");
  EXPECT_THAT(cookie, HasSubstr("mashang_session="));
  EXPECT_THAT(cookie, HasSubstr("; Path=/; HttpOnly; SameSite=Strict"));
  EXPECT_THAT(cookie, Not(HasSubstr("Secure")));
  const Answer again = who_am_i(cookie_of(answer));
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(field(again, "csrf_token"), field(answer, "csrf_token"));
}

TEST_P(SignInTest, NeitherTokenNorPasswordNorPhoneStandsInTheDatabase) {
  const Answer answer = sign_in("li.na", kPassword);
  const std::string cookie = cookie_of(answer).at("Cookie");
  const std::string token = cookie.substr(cookie.find('=') + 1);
  const auto account = db().read_now([](storage::Tx& tx) -> Result<identity::AccountRow> {
    return *identity::account_by_login(tx, kCounty, "li.na");
  });
  EXPECT_THAT(account->password_hash, HasSubstr("$argon2id$"));
  EXPECT_THAT(account->password_hash, Not(HasSubstr(std::string(kPassword))));
  const auto opens = db().read_now([&](storage::Tx& tx) -> Result<bool> {
    return tx
        .one(identity::sql::session_by_token{.county = kCounty, .hash = storage::Blob{token}},
             [](const storage::Row&) { return true; })
        .has_value();
  });
  EXPECT_FALSE(*opens) << "the token itself is a key of the table";
}

TEST_P(SignInTest, WrongUnknownAndDisabledAreToldAlike) {
  ASSERT_TRUE(accounts_->add_user({"gone", "走了", "long enough words"}));
  ASSERT_TRUE(accounts_->disable_user("gone"));
  const Answer wrong = sign_in("li.na", "not the password");
  const Answer unknown = sign_in("nobody", "not the password");
  const Answer disabled = sign_in("gone", "long enough words");
  for (const Answer& answer : {wrong, unknown, disabled}) {
    EXPECT_EQ(answer.status, 401);
    EXPECT_EQ(answer.code, "identity.bad_credentials");
    EXPECT_EQ(answer.body, wrong.body);
    EXPECT_EQ(answer.header("Set-Cookie"), "");
  }
}

TEST_P(SignInTest, EveryAttemptIsLogged) {
  sign_in("li.na", "not the password");
  sign_in("li.na", kPassword);
  sign_in("nobody", "not the password");
  EXPECT_THAT(outcomes_of("li.na"), ElementsAre("refused", "signed_in"));
  EXPECT_THAT(outcomes_of("nobody"), ElementsAre("refused"));
}

TEST_P(SignInTest, RepeatedFailuresOfALoginHaveToWaitLongerAndLonger) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(sign_in("li.na", "not the password").status, 401);
  const Answer throttled = sign_in("li.na", kPassword);
  EXPECT_EQ(throttled.status, 429);
  EXPECT_EQ(throttled.code, "identity.too_many_attempts");
  EXPECT_EQ(throttled.header("Retry-After"), "5");
  clock_.set(Instant{clock_.now().ms + 5'000});
  EXPECT_EQ(sign_in("li.na", "not the password").status, 401);
  EXPECT_EQ(sign_in("li.na", kPassword).header("Retry-After"), "10");
  clock_.set(Instant{clock_.now().ms + 10'000});
  EXPECT_EQ(sign_in("li.na", kPassword).status, 200);
  clock_.advance(Minutes{1});
  EXPECT_EQ(sign_in("li.na", "not the password").status, 401) << "a success starts the count anew";
  EXPECT_THAT(outcomes_of("li.na"), ::testing::Contains("throttled"));
}

TEST_P(SignInTest, GuessesFromElsewhereDoNotKeepTheOwnerOut) {
  ASSERT_EQ(sign_in("li.na", kPassword).status, 200);
  clock_.advance(days(2));
  for (int i = 0; i < 8; ++i) {
    client_.remote = fmt::format("198.51.100.{}", i);
    sign_in("li.na", "not the password");
  }
  EXPECT_EQ(sign_in("li.na", kPassword).status, 429) << "a strange address waits, whatever it knows";
  client_.remote = "203.0.113.7";
  EXPECT_EQ(sign_in("li.na", kPassword).status, 200) << "at home she signs in";
  clock_.advance(Minutes{1});
  for (int i = 0; i < 5; ++i) EXPECT_EQ(sign_in("li.na", "not the password").status, 401);
  EXPECT_EQ(sign_in("li.na", kPassword).status, 429) << "guesses made at home count there";
  clock_.advance(days(31));
  for (int i = 0; i < 5; ++i) {
    client_.remote = fmt::format("198.51.100.{}", i);
    sign_in("li.na", "not the password");
  }
  client_.remote = "203.0.113.7";
  EXPECT_EQ(sign_in("li.na", kPassword).status, 429) << "an address is forgotten after a month";
  EXPECT_THAT(outcomes_of("li.na"), ::testing::Contains("throttled").Times(6));
}

TEST_P(SignInTest, AnAddressThatTriesManyLoginsHasToWaitAndOthersDoNot) {
  for (int i = 0; i < 30; ++i) sign_in(fmt::format("guess{}", i), "not the password");
  EXPECT_EQ(sign_in("li.na", kPassword).status, 429);
  client_.remote = "203.0.113.8";
  EXPECT_EQ(sign_in("li.na", kPassword).status, 200);
}

TEST_P(SignInTest, MalformedCredentialsAreNamed) {
  const auto post = [&](std::string body) {
    return client_.call(Method::post, "/api/v1/session", {}, std::move(body));
  };
  EXPECT_EQ(post("{").code, "json.malformed");
  EXPECT_EQ(post(R"({"login":"a"})").code, "json.missing_field");
  EXPECT_EQ(post(R"({"login":"a","password":1})").code, "json.wrong_type");
  EXPECT_EQ(post(R"({"login":"a","password":"b","admin":true})").code, "json.unknown_field");
  EXPECT_EQ(post(std::string(100'000, 'x')).code, "http.body_too_large");
}

RUN_ON_EVERY_ENGINE(SignInTest);

}  // namespace
}  // namespace mashang::test
