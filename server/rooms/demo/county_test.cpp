// The demo county's tree and staff.
#include "rooms/demo/county.hpp"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "rooms/places/divisions.hpp"
#include "runtime/embedded.hpp"

namespace mashang::demo {
namespace {

using identity::OrganisationKind;
using identity::Role;
using places::Place;
using places::PlaceKind;

constexpr CountyCode kCounty{431229};

std::vector<Place> real_places() {
  std::vector<Place> real;
  real.push_back(
      {.county = kCounty, .id = places::county_place(kCounty), .kind = PlaceKind::county, .name = "县", .label = "县"});
  const PlaceId township{1'000'001};
  real.push_back({.county = kCounty,
                  .id = township,
                  .kind = PlaceKind::township,
                  .code = "431229100",
                  .name = "渠阳镇",
                  .label = "渠阳镇",
                  .township = township});
  for (int i = 0; i < 10; ++i) {
    const PlaceId id{1'000'002 + i};
    const std::string name = std::string(i < 9 ? "社区" : "村") + std::to_string(i);
    real.push_back({.county = kCounty,
                    .id = id,
                    .kind = i < 9 ? PlaceKind::community : PlaceKind::village,
                    .parent = township,
                    .code = "43122910000" + std::to_string(i),
                    .name = name,
                    .label = name,
                    .township = township,
                    .community = id,
                    .is_village = i == 9});
  }
  return real;
}

class DemoCounty : public testing::Test {
 protected:
  static void SetUpTestSuite() { county_ = std::make_unique<County>(make_county(1, kCounty, real_places())); }
  static void TearDownTestSuite() { county_.reset(); }
  static std::unique_ptr<County> county_;
};
std::unique_ptr<County> DemoCounty::county_;

TEST_F(DemoCounty, CountsAddUpOnEveryLevel) {
  std::map<PlaceKind, int> kinds;
  std::map<PlaceId, std::int64_t> by_grid, by_compound, by_building;
  for (const Place& place : county_->places) {
    ++kinds[place.kind];
    EXPECT_TRUE(place.made_up);
    if (place.kind != PlaceKind::household) continue;
    ASSERT_TRUE(place.grid && place.compound && place.building && place.community && place.township) << place.label;
    ++by_grid[*place.grid];
    ++by_compound[*place.compound];
    ++by_building[*place.building];
  }
  EXPECT_EQ(kinds[PlaceKind::grid], 109);
  EXPECT_EQ(kinds[PlaceKind::building], 2277);
  EXPECT_EQ(kinds[PlaceKind::road], 24);
  EXPECT_NEAR(kinds[PlaceKind::household], 45'000, 1'500);
  for (const Place& place : county_->places) {
    if (place.kind == PlaceKind::grid) {
      EXPECT_EQ(place.households, by_grid[place.id]) << place.label;
    }
    if (place.kind == PlaceKind::compound) {
      EXPECT_EQ(place.households, by_compound[place.id]) << place.label;
    }
    if (place.kind == PlaceKind::building) {
      EXPECT_EQ(place.households, by_building[place.id]) << place.label;
    }
  }
  EXPECT_EQ(county_->counts.back().households, kinds[PlaceKind::household]);
}

TEST_F(DemoCounty, EveryIdCodeAndDoorIsUniqueAndParentsComeFirst) {
  std::set<PlaceId> ids;
  std::set<std::string> codes, labels;
  for (const Place& place : real_places()) ids.insert(place.id);
  for (const Place& place : county_->places) {
    EXPECT_TRUE(place.parent && ids.contains(*place.parent)) << place.label;
    EXPECT_TRUE(ids.insert(place.id).second);
    EXPECT_TRUE(labels.insert(place.label).second) << place.label;
    if (place.code) {
      EXPECT_TRUE(codes.insert(*place.code).second);
    }
    if (place.kind == PlaceKind::grid) {
      EXPECT_EQ(place.code->size(), 15u);
    }
  }
}

TEST_F(DemoCounty, TheStoryHouseholdIsFourteenFourOhOne) {
  const auto found = std::ranges::find(county_->places, county_->story_household, &Place::id);
  ASSERT_NE(found, county_->places.end());
  EXPECT_EQ(found->label, "新城小区14栋401");
}

TEST_F(DemoCounty, RoadsBelongToTheTownshipAloneAndHoldNoHouseholds) {
  for (const Place& place : county_->places) {
    if (place.kind != PlaceKind::road) continue;
    EXPECT_EQ(place.parent, place.township) << place.label;
    EXPECT_FALSE(place.community || place.grid || place.compound || place.building) << place.label;
    EXPECT_EQ(place.households, 0) << place.label;
  }
}

TEST_F(DemoCounty, EveryGridHasALeaderAndAWorkerAndEveryBuildingAHead) {
  std::map<Role, int> roles;
  std::set<std::string> logins;
  for (const Person& person : county_->people) {
    EXPECT_TRUE(logins.insert(person.login).second) << person.login;
    EXPECT_FALSE(person.grants.empty());
    for (const auto& grant : person.grants) {
      EXPECT_NE(grant.place.has_value(), grant.organisation.has_value()) << person.login;
      if (grant.place) ++roles[grant.role];
    }
  }
  EXPECT_EQ(roles[Role::grid_leader], 109);
  EXPECT_EQ(roles[Role::grid_worker], 109);
  EXPECT_EQ(roles[Role::building_head], 2277);
  EXPECT_EQ(roles[Role::community_officer], 10) << "nine communities and the village";
}

TEST_F(DemoCounty, EveryCompoundButSomeHasExactlyOneCompany) {
  std::map<PlaceId, int> companies;
  std::set<PlaceId> compounds;
  PlaceId story, courtyard;
  for (const Place& place : county_->places) {
    if (place.kind != PlaceKind::compound) continue;
    compounds.insert(place.id);
    if (place.name == kStoryCompound) story = place.id;
    if (place.name == kCompoundWithoutProperty) courtyard = place.id;
  }
  for (const Organisation& organisation : county_->organisations)
    if (organisation.self.kind == OrganisationKind::property_company)
      for (const PlaceId place : organisation.serves) ++companies[place];
  for (const auto& [place, count] : companies) EXPECT_EQ(count, 1);
  EXPECT_EQ(companies.count(story), 1u);
  EXPECT_EQ(companies.count(courtyard), 0u);
  EXPECT_NEAR(static_cast<double>(compounds.size() - companies.size()) / static_cast<double>(compounds.size()), 0.15,
              0.01);
}

TEST_F(DemoCounty, EveryDutyOfTheCategoriesHasItsOrganisation) {
  std::set<std::string> duties;
  for (const Organisation& organisation : county_->organisations) duties.insert(organisation.self.duty);
  for (const char* duty : {"care_station", "civil_affairs", "dept_ecology", "dept_education", "dept_housing",
                           "dept_urban_mgmt", "dept_water", "fire_rescue", "gas_company", "legal_aid_center",
                           "mediation_committee", "police_station", "power_utility", "township"})
    EXPECT_TRUE(duties.contains(duty)) << duty;
}

/// The corners, from the GeoJSON of a line or of a polygon with one ring.
std::vector<places::Point> ring_of(const std::string& geojson) {
  simdjson::dom::parser parser;
  std::vector<places::Point> ring;
  const simdjson::dom::element shape = parser.parse(geojson);
  const bool is_line = std::string_view(shape["type"]) == "LineString";
  const simdjson::dom::element corners = is_line ? shape["coordinates"] : shape["coordinates"].at(0);
  for (const simdjson::dom::element corner : corners) ring.push_back({double(corner.at(0)), double(corner.at(1))});
  return ring;
}

bool is_inside(places::Point at, const std::vector<places::Point>& ring) {
  bool inside = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
    if ((ring[i].lat > at.lat) != (ring[j].lat > at.lat) &&
        at.lon < (ring[j].lon - ring[i].lon) * (at.lat - ring[i].lat) / (ring[j].lat - ring[i].lat) + ring[i].lon)
      inside = !inside;
  return inside;
}

TEST_F(DemoCounty, TheTownLiesInsideTheCountysRealBoundary) {
  const auto* file = runtime::embedded_file("demo/data/boundary_431229.geojson");
  ASSERT_NE(file, nullptr);
  const auto boundary = places::parse_boundary({"boundary", std::string(file->plain)}, kCounty);
  ASSERT_TRUE(boundary) << boundary.error().detail;
  const auto county = ring_of(boundary->geometry.geojson);
  EXPECT_FALSE(is_inside({109.0, 26.58}, county));
  for (const Outlined& outlined : county_->outlines)
    for (const places::Point corner : ring_of(outlined.geojson))
      ASSERT_TRUE(is_inside(corner, county)) << outlined.place.value;
}

TEST_F(DemoCounty, IsTheSameForTheSameSeed) {
  const County again = make_county(1, kCounty, real_places());
  ASSERT_EQ(again.places.size(), county_->places.size());
  for (std::size_t i = 0; i < again.places.size(); ++i) ASSERT_EQ(again.places[i].label, county_->places[i].label);
  ASSERT_EQ(again.people.size(), county_->people.size());
  for (std::size_t i = 0; i < again.people.size(); ++i) ASSERT_EQ(again.people[i].name, county_->people[i].name);
  for (std::size_t i = 0; i < again.outlines.size(); ++i)
    ASSERT_EQ(again.outlines[i].geojson, county_->outlines[i].geojson);
}

}  // namespace
}  // namespace mashang::demo
