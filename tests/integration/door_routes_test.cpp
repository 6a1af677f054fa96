// The door-code URLs: status, body, who may, repeats, limits, and the line in the audit.
#include <gtest/gtest.h>

#include "core/json.hpp"
#include "integration/engines.hpp"
#include "integration/one_loop.hpp"
#include "rooms/places/places.hpp"
#include "rooms/residents/routes.hpp"

namespace mashang::residents {
namespace {

using http::Method;

constexpr CountyCode kCounty{431229};
constexpr PlaceId kCommunity{1'000'001}, kGrid{1'000'002}, kOtherGrid{1'000'003}, kBuilding{1'000'004},
    kFlat{1'000'005};
const std::string kCodes = "/api/v1/places/1000005/door-codes";

/// Signs in whoever the test says.
class SetSessions final : public identity::Sessions {
 public:
  [[nodiscard]] Task<Result<identity::Actor>> require(const http::Request&) override {
    if (!actor) co_return failure(ErrorKind::unauthenticated, "identity.sign_in_required");
    co_return *actor;
  }
  std::optional<identity::Actor> actor;
};

class DoorRoutesTest : public test::EveryEngine {
 protected:
  void SetUp() override {
    EveryEngine::SetUp();
    const auto made = db().write_now([](storage::Tx& tx) -> Result<int> {
      using places::PlaceKind;
      const auto add = [&](PlaceId id, PlaceKind kind, std::string label) {
        places::Place place{.county = kCounty, .id = id, .kind = kind, .grid = kGrid};
        place.name = place.label = std::move(label);
        place.community = kCommunity;
        place.made_up = true;
        places::add_place(tx, place);
      };
      add(places::county_place(kCounty), PlaceKind::county, "靖州县");
      add(kBuilding, PlaceKind::building, "新城小区14栋");
      add(kFlat, PlaceKind::household, "新城小区14栋401");
      return 0;
    });
    ASSERT_TRUE(made);
    service_ = std::make_unique<Service>(Service::Parts{.db = db(),
                                                        .clock = clock_,
                                                        .sessions = sessions_,
                                                        .doors = *doors_,
                                                        .limits = limits_,
                                                        .county = kCounty,
                                                        .public_url = "https://mashang.example"});
    add_routes(router_, *service_);
    act_as(identity::Role::grid_leader, kGrid);
  }
  void act_as(identity::Role role, PlaceId area) {
    sessions_.actor =
        identity::Actor{kCounty, AccountId{7}, "杨秀英", {{.role = role, .place = area, .organisation = {}}}};
  }
  test::Answer call(Method method, const std::string& path, test::Headers headers = {}) {
    return client_.call(method, path, std::move(headers));
  }
  std::string rotate() {
    const auto answer = call(Method::post, kCodes);
    EXPECT_EQ(answer.status, 201) << answer.code;
    json::Fields fields(answer.body);
    const std::string token = fields.text("token", 64);
    EXPECT_EQ(fields.text("url", 200), "https://mashang.example/d/" + token);
    return token;
  }

  FixedClock clock_{Instant{1'800'000'000'000}};
  SetSessions sessions_;
  std::unique_ptr<DoorCodes> doors_ = make_door_codes("a key", kCounty);
  TokenLimits limits_{30, 5};
  std::unique_ptr<Service> service_;
  http::Router router_;
  test::Client client_{router_};
};

TEST_P(DoorRoutesTest, AStrangerLearnsTheAddressOnTheDoorAndNothingElse) {
  const std::string token = rotate();
  sessions_.actor.reset();
  const auto answer = call(Method::get, "/api/v1/door/" + token);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, R"({"address":"新城小区14栋401","county":"靖州县","made_up":true})");
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
}

TEST_P(DoorRoutesTest, UnknownAndRevokedDoorsAreToldApart) {
  const std::string token = rotate();
  EXPECT_EQ(call(Method::get, "/api/v1/door/AAAAAAAAAAAAAAAAAAAAAA").status, 404);
  EXPECT_EQ(call(Method::del, kCodes).status, 204);
  const auto answer = call(Method::get, "/api/v1/door/" + token);
  EXPECT_EQ(answer.status, 410);
  EXPECT_EQ(answer.code, "residents.door_revoked");
}

TEST_P(DoorRoutesTest, OnlyTheAreasOwnPeopleMayRenew) {
  act_as(identity::Role::grid_leader, kOtherGrid);
  EXPECT_EQ(call(Method::post, kCodes).code, "residents.door_not_yours");
  act_as(identity::Role::grid_worker, kGrid);
  EXPECT_EQ(call(Method::del, kCodes).status, 403);
  sessions_.actor.reset();
  EXPECT_EQ(call(Method::post, kCodes).status, 401);
  act_as(identity::Role::community_officer, kCommunity);
  (void)rotate();
  EXPECT_EQ(call(Method::post, "/api/v1/places/1000004/door-codes").code, "residents.not_a_household");
  EXPECT_EQ(call(Method::post, "/api/v1/places/77/door-codes").code, "places.unknown_place");
}

TEST_P(DoorRoutesTest, ARepeatedRequestGetsTheSameCodeAgain) {
  const auto first = call(Method::post, kCodes, {{"Idempotency-Key", "tap-1"}});
  const auto again = call(Method::post, kCodes, {{"Idempotency-Key", "tap-1"}});
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(again.body, first.body);
  const auto other = call(Method::post, kCodes, {{"Idempotency-Key", "tap-2"}});
  EXPECT_NE(other.body, first.body);
  EXPECT_EQ(call(Method::post, "/api/v1/places/1000004/door-codes", {{"Idempotency-Key", "tap-1"}}).status, 422);
}

TEST_P(DoorRoutesTest, TryingTooOftenIsAskedToWait) {
  const std::string token = rotate();
  for (int i = 0; i < 5; ++i) EXPECT_EQ(call(Method::get, "/api/v1/door/" + token).status, 200);
  const auto refused = call(Method::get, "/api/v1/door/" + token);
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.header("Retry-After"), "12");
  for (int i = 0; i < 24; ++i) (void)call(Method::get, "/api/v1/door/guess-" + std::to_string(i) + "-AAAAAAAAAAAA");
  EXPECT_EQ(call(Method::get, "/api/v1/door/another-guess-AAAAAAAA").status, 429) << "whatever code the address tries";
  client_.remote = "203.0.113.8";
  EXPECT_EQ(call(Method::get, "/api/v1/door/another-guess-AAAAAAAA").status, 404);
}

RUN_ON_EVERY_ENGINE(DoorRoutesTest);

}  // namespace
}  // namespace mashang::residents
