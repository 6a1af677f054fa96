// The places' URLs: status, body, bad queries, ETag.
#include <gtest/gtest.h>

#include "integration/engines.hpp"
#include "integration/one_loop.hpp"
#include "rooms/places/routes.hpp"

namespace mashang::places {
namespace {

using http::Method;

constexpr CountyCode kCounty{431229};
constexpr PlaceId kTownship{1'000'001}, kCommunity{1'000'002};

class PlaceRoutesTest : public test::EveryEngine {
 protected:
  void SetUp() override {
    EveryEngine::SetUp();
    const auto made = db().write_now([](storage::Tx& tx) -> Result<int> {
      const auto add = [&](PlaceId id, PlaceKind kind, std::optional<PlaceId> parent, std::string label) {
        Place place{.county = kCounty, .id = id, .kind = kind, .parent = parent};
        place.name = place.label = std::move(label);
        add_place(tx, place);
      };
      add(county_place(kCounty), PlaceKind::county, {}, "靖州县");
      add(kTownship, PlaceKind::township, county_place(kCounty), "渠阳镇");
      add(kCommunity, PlaceKind::community, kTownship, "梅林社区");
      add_alias(tx, kCounty, kCommunity, "老梅林", AliasKind::former);
      put_geometry(tx, kCounty, kCommunity,
                   {.geojson = R"({"type":"Point","coordinates":[109.7,26.58]})", .made_up = true});
      places_changed(tx, kCounty);
      return 0;
    });
    ASSERT_TRUE(made);
    Service::Parts parts{.db = db(), .county = kCounty};
    parts.name_en = "Jingzhou";
    parts.staff_only = [this](const http::Request&) -> Task<Result<void>> {
      if (!is_signed_in_) co_return failure(ErrorKind::unauthenticated, "identity.sign_in_required");
      co_return Result<void>{};
    };
    parts.organisations_serving = [](storage::Tx&, CountyCode, PlaceId place) {
      std::vector<OrganisationRef> found;
      if (place == kCommunity) found.push_back({.id = 3, .name = "梅林社区居民委员会", .kind = "community"});
      return found;
    };
    service_ = std::make_unique<Service>(std::move(parts));
    add_routes(router_, *service_);
  }
  test::Answer get(const std::string& path, test::Client::Query query = {}, test::Headers headers = {}) {
    test::PiecewiseBody nothing("");
    return client_.call_with(Method::get, path, std::move(headers), nothing, std::move(query));
  }

  bool is_signed_in_ = true;
  std::unique_ptr<Service> service_;
  http::Router router_;
  test::Client client_{router_};
};

TEST_P(PlaceRoutesTest, AnybodyMayAskWhichCountyThisIsButOnlyStaffSeePlaces) {
  is_signed_in_ = false;
  const auto county = get("/api/v1/county");
  EXPECT_EQ(county.status, 200);
  EXPECT_EQ(county.body,
            R"({"code":431229,"name":"靖州县","name_en":"Jingzhou","made_up":false,"confirm_days":7,"reopen_days":15,)"
            R"("emergency_numbers":["120","119","110"]})");
  EXPECT_EQ(get("/api/v1/places").status, 401);
  EXPECT_EQ(get("/api/v1/places/1000002").status, 401);
  EXPECT_EQ(get("/api/v1/map/base", {{"layer", "grid"}}).status, 401);
}

TEST_P(PlaceRoutesTest, APlaceComesWithItsPathNamesAndOrganisations) {
  EXPECT_EQ(
      get("/api/v1/places/1000002").body,
      R"({"id":1000002,"kind":"community","code":null,"name":"梅林社区","parent_id":1000001,"households":0,"made_up":false,)"
      R"("path":[{"id":431229,"kind":"county","name":"靖州县"},{"id":1000001,"kind":"township","name":"渠阳镇"}],)"
      R"("grid":null,"location":null,"aliases":["老梅林"],)"
      R"("organisations":[{"id":3,"name":"梅林社区居民委员会","kind":"community"}]})");
  EXPECT_EQ(get("/api/v1/places/77").code, "places.unknown_place");
  EXPECT_EQ(get("/api/v1/places/x").status, 404);
}

TEST_P(PlaceRoutesTest, WithoutParentTheTownshipsAreListed) {
  EXPECT_EQ(
      get("/api/v1/places").body,
      R"({"items":[{"id":1000001,"kind":"township","code":null,"name":"渠阳镇","parent_id":431229,"households":0,"made_up":false}],)"
      R"("next_cursor":null})");
  EXPECT_NE(get("/api/v1/places", {{"q", "老梅"}}).body.find("梅林社区"), std::string::npos);
}

TEST_P(PlaceRoutesTest, EveryBadQueryIsNamed) {
  for (const auto& [name, value] :
       std::initializer_list<std::pair<std::string, std::string>>{{"parent", "x"},
                                                                  {"parent", "0"},
                                                                  {"limit", "0"},
                                                                  {"limit", "101"},
                                                                  {"limit", "1 "},
                                                                  {"kind", "house"},
                                                                  {"q", "\xff"},
                                                                  {"q", std::string(51, 'a')}}) {
    const auto answer = get("/api/v1/places", {{name, value}});
    EXPECT_EQ(answer.status, 400) << name << "=" << value;
    EXPECT_EQ(answer.code, "places.bad_query");
  }
  EXPECT_EQ(get("/api/v1/places", {{"cursor", "1"}}).code, "places.bad_cursor");
  EXPECT_EQ(get("/api/v1/places", {{"parent", "77"}}).code, "places.unknown_place");
  EXPECT_EQ(get("/api/v1/map/base").code, "places.bad_query");
}

TEST_P(PlaceRoutesTest, AMapLayerIsNotSentTwice) {
  const auto first = get("/api/v1/map/base", {{"layer", "community"}});
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.header("Content-Type"), "application/geo+json");
  EXPECT_NE(first.body.find(R"("made_up":true)"), std::string::npos) << "a real community with an invented outline";
  const auto again = get("/api/v1/map/base", {{"layer", "community"}}, {{"If-None-Match", first.header("ETag")}});
  EXPECT_EQ(again.status, 304);
  EXPECT_TRUE(again.body.empty());
}

RUN_ON_EVERY_ENGINE(PlaceRoutesTest);

}  // namespace
}  // namespace mashang::places
