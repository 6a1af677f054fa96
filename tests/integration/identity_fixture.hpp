// The identity room behind its routes, with one grid leader who may sign in.
#pragma once

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

using http::Method;

class IdentityTest : public EveryEngine {
 protected:
  static constexpr CountyCode kCounty{431229};
  static constexpr PlaceId kCountyPlace{1};
  static constexpr PlaceId kGrid{2};
  static constexpr OrganisationId kGovernment{71};
  static constexpr OrganisationId kCompany{72};
  static constexpr std::string_view kPassword = "bayberry season";

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

}  // namespace mashang::test
