// Staying signed in: cookies, CSRF, rotation, and how sessions end.
#include <gmock/gmock.h>

#include "integration/identity_fixture.hpp"

namespace mashang::test {
namespace {

using ::testing::ElementsAre;

class SessionTest : public IdentityTest {};

TEST_P(SessionTest, WithoutASessionNobodyIsAnybody) {
  EXPECT_EQ(who_am_i({}).code, "identity.sign_in_required");
  EXPECT_EQ(who_am_i({{"Cookie", "mashang_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}}).code,
            "identity.session_expired");
}

TEST_P(SessionTest, SigningOutActsAtOnce) {
  const Answer signed_in = sign_in("li.na", kPassword);
  Headers headers = cookie_of(signed_in);
  EXPECT_EQ(who_am_i(headers).status, 200);
  headers["X-CSRF-Token"] = field(signed_in, "csrf_token");
  EXPECT_EQ(client_.call(Method::del, "/api/v1/session", headers).status, 204);
  EXPECT_EQ(who_am_i(headers).code, "identity.session_expired");
}

TEST_P(SessionTest, UnsafeRequestsNeedTheSessionsOwnCsrfToken) {
  const Answer one = sign_in("li.na", kPassword);
  const Answer other = sign_in("li.na", kPassword);
  Headers headers = cookie_of(one);
  EXPECT_EQ(client_.call(Method::del, "/api/v1/session", headers).code, "identity.csrf_missing");
  headers["X-CSRF-Token"] = field(other, "csrf_token");
  EXPECT_EQ(client_.call(Method::del, "/api/v1/session", headers).code, "identity.csrf_missing");
  EXPECT_EQ(who_am_i(headers).status, 200);
}

TEST_P(SessionTest, OtherSitesMayNotActForTheBrowser) {
  const Answer signed_in = sign_in("li.na", kPassword);
  const std::string token = field(signed_in, "csrf_token");
  for (const Headers& foreign : {Headers{{"Sec-Fetch-Site", "cross-site"}}, Headers{{"Sec-Fetch-Site", "same-site"}},
                                 Headers{{"Origin", "https://evil.example"}, {"Host", "mashang.example"}},
                                 Headers{{"Origin", "null"}, {"Host", "mashang.example"}}}) {
    Headers headers = cookie_of(signed_in);
    headers["X-CSRF-Token"] = token;
    headers.insert(foreign.begin(), foreign.end());
    EXPECT_EQ(client_.call(Method::del, "/api/v1/session", headers).code, "identity.cross_site");
    EXPECT_EQ(sign_in("li.na", kPassword, foreign).code, "identity.cross_site");
  }
  Headers own = cookie_of(signed_in);
  own.insert({{"X-CSRF-Token", token},
              {"Origin", "https://mashang.example"},
              {"Host", "mashang.example"},
              {"Sec-Fetch-Site", "same-origin"}});
  EXPECT_EQ(client_.call(Method::del, "/api/v1/session", own).status, 204);
}

TEST_P(SessionTest, AnIdleSessionEndsAndABusyOneDoesNotUntilItIsAWeekOld) {
  const Answer idle = sign_in("li.na", kPassword);
  clock_.advance(Minutes{12 * 60});
  EXPECT_EQ(who_am_i(cookie_of(idle)).code, "identity.session_expired");

  Headers busy = cookie_of(sign_in("li.na", kPassword));
  const Instant born = clock_.now();
  while (clock_.now() + Minutes{600} < born + days(7)) {
    clock_.advance(Minutes{600});
    const Answer answer = who_am_i(busy);
    ASSERT_EQ(answer.status, 200);
    if (!answer.header("Set-Cookie").empty()) busy = cookie_of(answer);
  }
  clock_.set(born + days(7));
  EXPECT_EQ(who_am_i(busy).code, "identity.session_expired");
}

TEST_P(SessionTest, ATokenIsRotatedAndTheOldOneDiesAMinuteAfterTheNewOneWasUsed) {
  const Headers old = cookie_of(sign_in("li.na", kPassword));
  clock_.advance(Minutes{14});
  EXPECT_EQ(who_am_i(old).header("Set-Cookie"), "");
  clock_.advance(Minutes{1});
  const Answer rotated = who_am_i(old);
  ASSERT_NE(rotated.header("Set-Cookie"), "");
  const Headers fresh = cookie_of(rotated);
  EXPECT_EQ(who_am_i(old).header("Set-Cookie"), "") << "one fresh token a minute is enough";
  EXPECT_EQ(who_am_i(fresh).status, 200);
  EXPECT_EQ(who_am_i(old).status, 200) << "requests under way still carry it";
  clock_.advance(Minutes{1});
  EXPECT_EQ(who_am_i(old).code, "identity.session_expired");
  EXPECT_EQ(who_am_i(fresh).status, 200);
}

TEST_P(SessionTest, AFreshTokenThatGotLostOnTheWaySignsNobodyOut) {
  const Headers old = cookie_of(sign_in("li.na", kPassword));
  clock_.advance(Minutes{15});
  const Headers lost = cookie_of(who_am_i(old));
  clock_.advance(Minutes{10});
  const Answer second = who_am_i(old);
  EXPECT_EQ(second.status, 200);
  EXPECT_NE(second.header("Set-Cookie"), "");
  EXPECT_EQ(who_am_i(lost).code, "identity.session_expired") << "only the newest fresh token opens the session";
}

TEST_P(SessionTest, SigningInAgainEndsTheSessionItCameWith) {
  const Answer first = sign_in("li.na", kPassword);
  const Answer second = sign_in("li.na", kPassword, cookie_of(first));
  EXPECT_EQ(who_am_i(cookie_of(first)).code, "identity.session_expired");
  EXPECT_EQ(who_am_i(cookie_of(second)).status, 200);
}

TEST_P(SessionTest, ANewPasswordAndDisablingEndEverySession) {
  const Headers first = cookie_of(sign_in("li.na", kPassword));
  ASSERT_TRUE(accounts_->set_password("li.na", "another good one"));
  clock_.set(Instant{clock_.now().ms + identity::SessionCache::kLifeMs});
  EXPECT_EQ(who_am_i(first).code, "identity.session_expired");
  EXPECT_EQ(sign_in("li.na", kPassword).status, 401);
  const Headers second = cookie_of(sign_in("li.na", "another good one"));
  EXPECT_EQ(who_am_i(second).status, 200);
  ASSERT_TRUE(accounts_->disable_user("li.na"));
  clock_.set(Instant{clock_.now().ms + identity::SessionCache::kLifeMs});
  EXPECT_EQ(who_am_i(second).code, "identity.session_expired");
}

TEST_P(SessionTest, RevocationInsideTheServerActsAtOnce) {
  const Headers headers = cookie_of(sign_in("li.na", kPassword));
  EXPECT_EQ(who_am_i(headers).status, 200);
  const auto account = accounts_->list_users("", 10)->front().id;
  OneLoop loop;
  ASSERT_TRUE(loop.run(sessions_->end_all_of(account)));
  Client client(router_);
  EXPECT_EQ(client.call(Method::get, "/api/v1/session", headers).code, "identity.session_expired");
}

TEST_P(SessionTest, WhoeverListensIsToldWhichSessionEnded) {
  std::vector<std::int64_t> ended;
  sessions_->on_end([&](SessionId session) { ended.push_back(session.value); });
  const auto living = [&] { return sessions_->living().value(); };
  const Answer first = sign_in("li.na", kPassword);
  ASSERT_EQ(living().size(), 1u);
  const std::int64_t one = living().begin()->first.value;
  EXPECT_EQ(living().begin()->second.grants.size(), 1u);
  sign_in("li.na", kPassword, cookie_of(first));
  EXPECT_THAT(ended, ElementsAre(one)) << "a session that signs in anew ends the one before";
  const Answer second = sign_in("li.na", kPassword);
  ASSERT_EQ(living().size(), 2u);
  const std::int64_t newest = living().rbegin()->first.value;
  Headers leaving = cookie_of(second);
  leaving["X-CSRF-Token"] = field(second, "csrf_token");
  EXPECT_EQ(client_.call(Method::del, "/api/v1/session", leaving).status, 204);
  EXPECT_THAT(ended, ElementsAre(one, newest));
  const std::int64_t last = living().begin()->first.value;
  OneLoop loop;
  ASSERT_TRUE(loop.run(sessions_->end_all_of(accounts_->list_users("", 10)->front().id)));
  EXPECT_THAT(ended, ElementsAre(one, newest, last));
}

TEST_P(SessionTest, OnlySessionsThatOpenSomethingAreAlive) {
  const auto alive = [&] { return sessions_->living()->size(); };
  sign_in("li.na", kPassword);
  EXPECT_EQ(alive(), 1u);
  clock_.advance(Minutes{12 * 60});
  EXPECT_EQ(alive(), 0u) << "idle for half a day";
  sign_in("li.na", kPassword);
  EXPECT_EQ(alive(), 1u);
  ASSERT_TRUE(accounts_->set_password("li.na", "another season"));
  EXPECT_EQ(alive(), 0u);
  sign_in("li.na", "another season");
  EXPECT_EQ(alive(), 1u);
  ASSERT_TRUE(accounts_->disable_user("li.na"));
  EXPECT_EQ(alive(), 0u);
}

RUN_ON_EVERY_ENGINE(SessionTest);

}  // namespace
}  // namespace mashang::test
