// Signing in and staying signed in, over the routes.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <simdjson.h>

#include "core/secrets.hpp"
#include "integration/engines.hpp"
#include "integration/one_loop.hpp"
#include "rooms/identity/accounts.hpp"
#include "rooms/identity/passwords.hpp"
#include "rooms/identity/routes.hpp"
#include "rooms/identity/sql.hpp"

namespace mashang::test {
namespace {

using http::Method;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr CountyCode kCounty{431229};
constexpr PlaceId kCountyPlace{1};
constexpr PlaceId kGrid{2};
constexpr OrganisationId kGovernment{71};
constexpr OrganisationId kCompany{72};
constexpr std::string_view kPassword = "bayberry season";

class IdentityTest : public EveryEngine {
 protected:
  void SetUp() override {
    EveryEngine::SetUp();
    sessions_.emplace(db(), kCounty, clock_, std::string(32, 'k'), identity::SessionRules{});
    sign_in_.emplace(db(), kCounty, clock_, ids_, *sessions_);
    accounts_.emplace(db(), kCounty, clock_, ids_, std::string(32, 's'));
    identity::add_routes(router_, db(), kCounty, *sessions_, *sign_in_);
    add_places();
    const identity::Grant leader{identity::Role::grid_leader, kGrid, std::nullopt};
    ASSERT_TRUE(accounts_->add_user({"li.na", "李娜", std::string(kPassword), "13800005678", {leader}}));
  }
  void TearDown() override {
    accounts_.reset();
    sign_in_.reset();
    sessions_.reset();
    EveryEngine::TearDown();
  }
  void add_places() {
    const auto added = db().write_now([](storage::Tx& tx) -> Result<void> {
      places::add_place(
          tx,
          {.county = kCounty, .id = kCountyPlace, .kind = places::PlaceKind::county, .name = "靖州", .label = "靖州"});
      places::add_place(tx, {.county = kCounty,
                             .id = kGrid,
                             .kind = places::PlaceKind::grid,
                             .parent = kCountyPlace,
                             .name = "飞山三网格",
                             .label = "飞山三网格"});
      identity::add_organisation(tx, kCounty,
                                 {kGovernment, identity::OrganisationKind::county_government, "县政府", ""});
      identity::add_organisation(tx, kCounty, {kCompany, identity::OrganisationKind::property_company, "新城物业", ""});
      identity::add_service(tx, kCounty, kGrid, kCompany);
      return {};
    });
    ASSERT_TRUE(added);
  }

  Answer sign_in(std::string_view login, std::string_view password, Headers headers = {}) {
    const std::string body = fmt::format(R"({{"login":"{}","password":"{}"}})", login, password);
    return client_.call(Method::post, "/api/v1/session", std::move(headers), body);
  }
  static Headers cookie_of(const Answer& answer) {
    const std::string line = answer.header("Set-Cookie");
    return {{"Cookie", line.substr(0, line.find(';'))}};
  }
  Answer who_am_i(const Headers& headers) { return client_.call(Method::get, "/api/v1/session", headers); }
  static std::string field(const Answer& answer, const char* name) {
    simdjson::dom::parser parser;
    const simdjson::padded_string json(answer.body);
    return std::string(parser.parse(json)[name].get_string().value());
  }
  std::vector<std::string> outcomes_of(std::string_view login) {
    return *db().read_now([&](storage::Tx& tx) -> Result<std::vector<std::string>> {
      return tx.all(identity::sql::sign_ins{.county = kCounty, .login = login},
                    [](const storage::Row& row) { return row.string("outcome"); });
    });
  }

  FixedClock clock_{Instant{1'800'000'000'000}};
  IdSource ids_{clock_};
  http::Router router_;
  std::optional<identity::SessionStore> sessions_;
  std::optional<identity::SignIn> sign_in_;
  std::optional<identity::Accounts> accounts_;
  Client client_{router_};
};

TEST_P(IdentityTest, TheRightPasswordOpensASessionThatKnowsWhoItIs) {
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

TEST_P(IdentityTest, NeitherTokenNorPasswordNorPhoneStandsInTheDatabase) {
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

TEST_P(IdentityTest, WrongUnknownAndDisabledAreToldAlike) {
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

TEST_P(IdentityTest, EveryAttemptIsLogged) {
  sign_in("li.na", "not the password");
  sign_in("li.na", kPassword);
  sign_in("nobody", "not the password");
  EXPECT_THAT(outcomes_of("li.na"), ElementsAre("refused", "signed_in"));
  EXPECT_THAT(outcomes_of("nobody"), ElementsAre("refused"));
}

TEST_P(IdentityTest, RepeatedFailuresOfALoginHaveToWaitLongerAndLonger) {
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

TEST_P(IdentityTest, GuessesFromElsewhereDoNotKeepTheOwnerOut) {
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

TEST_P(IdentityTest, AnAddressThatTriesManyLoginsHasToWaitAndOthersDoNot) {
  for (int i = 0; i < 30; ++i) sign_in(fmt::format("guess{}", i), "not the password");
  EXPECT_EQ(sign_in("li.na", kPassword).status, 429);
  client_.remote = "203.0.113.8";
  EXPECT_EQ(sign_in("li.na", kPassword).status, 200);
}

TEST_P(IdentityTest, WithoutASessionNobodyIsAnybody) {
  EXPECT_EQ(who_am_i({}).code, "identity.sign_in_required");
  EXPECT_EQ(who_am_i({{"Cookie", "mashang_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}}).code,
            "identity.session_expired");
}

TEST_P(IdentityTest, SigningOutActsAtOnce) {
  const Answer signed_in = sign_in("li.na", kPassword);
  Headers headers = cookie_of(signed_in);
  EXPECT_EQ(who_am_i(headers).status, 200);
  headers["X-CSRF-Token"] = field(signed_in, "csrf_token");
  EXPECT_EQ(client_.call(Method::del, "/api/v1/session", headers).status, 204);
  EXPECT_EQ(who_am_i(headers).code, "identity.session_expired");
}

TEST_P(IdentityTest, UnsafeRequestsNeedTheSessionsOwnCsrfToken) {
  const Answer one = sign_in("li.na", kPassword);
  const Answer other = sign_in("li.na", kPassword);
  Headers headers = cookie_of(one);
  EXPECT_EQ(client_.call(Method::del, "/api/v1/session", headers).code, "identity.csrf_missing");
  headers["X-CSRF-Token"] = field(other, "csrf_token");
  EXPECT_EQ(client_.call(Method::del, "/api/v1/session", headers).code, "identity.csrf_missing");
  EXPECT_EQ(who_am_i(headers).status, 200);
}

TEST_P(IdentityTest, OtherSitesMayNotActForTheBrowser) {
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

TEST_P(IdentityTest, AnIdleSessionEndsAndABusyOneDoesNotUntilItIsAWeekOld) {
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

TEST_P(IdentityTest, ATokenIsRotatedAndTheOldOneDiesAMinuteAfterTheNewOneWasUsed) {
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

TEST_P(IdentityTest, AFreshTokenThatGotLostOnTheWaySignsNobodyOut) {
  const Headers old = cookie_of(sign_in("li.na", kPassword));
  clock_.advance(Minutes{15});
  const Headers lost = cookie_of(who_am_i(old));
  clock_.advance(Minutes{10});
  const Answer second = who_am_i(old);
  EXPECT_EQ(second.status, 200);
  EXPECT_NE(second.header("Set-Cookie"), "");
  EXPECT_EQ(who_am_i(lost).code, "identity.session_expired") << "only the newest fresh token opens the session";
}

TEST_P(IdentityTest, SigningInAgainEndsTheSessionItCameWith) {
  const Answer first = sign_in("li.na", kPassword);
  const Answer second = sign_in("li.na", kPassword, cookie_of(first));
  EXPECT_EQ(who_am_i(cookie_of(first)).code, "identity.session_expired");
  EXPECT_EQ(who_am_i(cookie_of(second)).status, 200);
}

TEST_P(IdentityTest, ANewPasswordAndDisablingEndEverySession) {
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

TEST_P(IdentityTest, RevocationInsideTheServerActsAtOnce) {
  const Headers headers = cookie_of(sign_in("li.na", kPassword));
  EXPECT_EQ(who_am_i(headers).status, 200);
  const auto account = accounts_->list_users("", 10)->front().id;
  OneLoop loop;
  ASSERT_TRUE(loop.run(sessions_->end_all_of(account)));
  Client client(router_);
  EXPECT_EQ(client.call(Method::get, "/api/v1/session", headers).code, "identity.session_expired");
}

TEST_P(IdentityTest, WhoeverListensIsToldWhichSessionEnded) {
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

TEST_P(IdentityTest, OnlySessionsThatOpenSomethingAreAlive) {
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

TEST_P(IdentityTest, GrantsFitTheirRoleOrAreRefused) {
  using identity::Role;
  struct Case {
    Role role;
    std::optional<PlaceId> place;
    std::optional<OrganisationId> organisation;
    std::string_view code;
  };
  const Case cases[] = {
      {Role::county_officer, kCountyPlace, std::nullopt, ""},
      {Role::county_officer, std::nullopt, kGovernment, ""},
      {Role::county_officer, kGrid, std::nullopt, "identity.grant_wrong_kind"},
      {Role::administrator, kGrid, std::nullopt, "identity.grant_wrong_kind"},
      {Role::county_officer, std::nullopt, kCompany, "identity.grant_wrong_kind"},
      {Role::property_staff, std::nullopt, kCompany, ""},
      {Role::property_staff, kGrid, std::nullopt, "identity.grant_wrong_kind"},
      {Role::grid_leader, std::nullopt, kCompany, "identity.grant_wrong_kind"},
      {Role::grid_leader, kGrid, kCompany, "identity.grant_needs_one_of"},
      {Role::grid_leader, std::nullopt, std::nullopt, "identity.grant_needs_one_of"},
      {Role::reporter, kGrid, std::nullopt, "identity.role_never_granted"},
      {Role::system, kGrid, std::nullopt, "identity.role_never_granted"},
      {Role::property_staff, std::nullopt, OrganisationId{999}, "identity.unknown_organisation"},
      {Role::grid_leader, PlaceId{999}, std::nullopt, "places.unknown_place"},
  };
  int number = 0;
  for (const Case& wanted : cases) {
    const auto added = accounts_->add_user({fmt::format("user{}", ++number),
                                            "测试",
                                            "long enough words",
                                            "",
                                            {{wanted.role, wanted.place, wanted.organisation}}});
    EXPECT_EQ(added ? "" : added.error().code, wanted.code) << number;
  }
}

TEST_P(IdentityTest, ALoginIsTakenOnce) {
  EXPECT_EQ(accounts_->add_user({"LI.NA ", "另一个", "long enough words"}).error().code, "identity.login_taken");
  EXPECT_EQ(accounts_->add_user({"", "无名", "long enough words"}).error().code, "identity.login_empty");
  EXPECT_EQ(accounts_->add_user({"short.one", "短", "short"}).error().code, "identity.password_too_short");
  EXPECT_EQ(accounts_->set_password("nobody", "long enough words").error().code, "identity.unknown_account");
  EXPECT_EQ(accounts_->list_users("", 10)->size(), 1u);
}

TEST_P(IdentityTest, OrganisationsAndLeadersAreFoundWhereTheyServe) {
  const auto found = db().read_now([](storage::Tx& tx) -> Result<bool> {
    EXPECT_EQ(identity::organisations_serving(tx, kCounty, kGrid, identity::OrganisationKind::property_company).size(),
              1u);
    EXPECT_TRUE(identity::organisations_serving(tx, kCounty, kCountyPlace, identity::OrganisationKind::property_company)
                    .empty());
    EXPECT_EQ(identity::people_with_role_at(tx, kCounty, identity::Role::grid_leader, kGrid).size(), 1u);
    EXPECT_TRUE(identity::people_with_role_at(tx, kCounty, identity::Role::grid_worker, kGrid).empty());
    EXPECT_TRUE(identity::organisations_with_duty(tx, kCounty, "").empty());
    return true;
  });
  EXPECT_TRUE(found);
}

TEST_P(IdentityTest, MalformedCredentialsAreNamed) {
  const auto post = [&](std::string body) {
    return client_.call(Method::post, "/api/v1/session", {}, std::move(body));
  };
  EXPECT_EQ(post("{").code, "json.malformed");
  EXPECT_EQ(post(R"({"login":"a"})").code, "json.missing_field");
  EXPECT_EQ(post(R"({"login":"a","password":1})").code, "json.wrong_type");
  EXPECT_EQ(post(R"({"login":"a","password":"b","admin":true})").code, "json.unknown_field");
  EXPECT_EQ(post(std::string(100'000, 'x')).code, "http.body_too_large");
}

RUN_ON_EVERY_ENGINE(IdentityTest);

}  // namespace
}  // namespace mashang::test
