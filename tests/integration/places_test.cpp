// The tree of places on every engine: import, history, moving buildings between grids, lists and maps.
#include "rooms/places/places.hpp"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>

#include "integration/engines.hpp"
#include "rooms/places/import.hpp"
#include "rooms/places/list.hpp"
#include "rooms/places/map.hpp"
#include "rooms/places/sql.hpp"

namespace mashang::places {
namespace {

constexpr CountyCode kCounty{431229};
constexpr Instant kAt{1'800'000'000'000};
constexpr PlaceId kTownship{1'000'001}, kCommunity{1'000'002}, kGridA{1'000'003}, kGridB{1'000'004},
    kCompound{1'000'005}, kBuilding{1'000'006}, kOtherBuilding{1'000'007}, kUnit{1'000'008}, kFlat{1'000'009},
    kOtherCommunity{1'000'010}, kForeignGrid{1'000'011};

Divisions divisions(const std::string& community) {
  auto read = parse_divisions(
      {{"d.csv", "code,name\n431229100,渠阳镇\n431229100002," + community + "\n431229100200,友谊村村委会\n"}}, kCounty);
  return *read;
}

class PlacesTest : public test::EveryEngine {
 protected:
  template <class Do>
  void write(Do act) {
    const auto written = db().write_now([&](storage::Tx& tx) -> Result<int> {
      act(tx);
      return 0;
    });
    ASSERT_TRUE(written) << written.error().code;
  }
  template <class Do>
  auto read(Do ask) {
    using T = std::invoke_result_t<Do&, storage::Tx&>;
    auto result = db().read_now([&](storage::Tx& tx) -> Result<T> { return ask(tx); });
    return std::move(*result);
  }
  Place place(PlaceId id) {
    return read([&](storage::Tx& tx) { return *place_of(tx, kCounty, id); });
  }
  ImportReport import(const Divisions& from) {
    auto report = db().write_now([&](storage::Tx& tx) -> Result<ImportReport> {
      return import_divisions(tx, kCounty, from, kAt, std::nullopt);
    });
    return *report;
  }
  std::vector<std::string> changes(PlaceId id) {
    return read([&](storage::Tx& tx) {
      return tx.all(sql::changes_of_place{.county = kCounty, .place_id = id}, [](const storage::Row& row) {
        return row.string("what") + ": " + row.optional_string("before_value").value_or("-") + " > " +
               row.optional_string("after_value").value_or("-");
      });
    });
  }

  void add(PlaceId id, PlaceKind kind, std::optional<PlaceId> parent, std::optional<PlaceId> grid, std::string name,
           std::int64_t households) {
    Place place{.county = kCounty, .id = id, .kind = kind, .parent = parent, .grid = grid};
    place.name = place.label = std::move(name);
    place.households = households;
    place.community = kCommunity;
    if (id == kForeignGrid || id == kOtherCommunity) place.community = kOtherCommunity;
    if (kind >= PlaceKind::compound) place.compound = kCompound;
    if (kind >= PlaceKind::building) place.building = id == kOtherBuilding ? kOtherBuilding : kBuilding;
    write([&](storage::Tx& tx) { add_place(tx, place); });
  }
  void build_compound() {
    add(kCommunity, PlaceKind::community, kTownship, {}, "梅林社区", 60);
    add(kOtherCommunity, PlaceKind::community, kTownship, {}, "河街社区", 0);
    add(kGridA, PlaceKind::grid, kCommunity, kGridA, "第1网格", 60);
    add(kGridB, PlaceKind::grid, kCommunity, kGridB, "第2网格", 0);
    add(kForeignGrid, PlaceKind::grid, kOtherCommunity, kForeignGrid, "河街第1网格", 0);
    add(kCompound, PlaceKind::compound, kCommunity, kGridA, "新城小区", 60);
    add(kBuilding, PlaceKind::building, kCompound, kGridA, "新城小区1栋", 24);
    add(kOtherBuilding, PlaceKind::building, kCompound, kGridA, "新城小区2栋", 36);
    add(kUnit, PlaceKind::unit, kBuilding, kGridA, "新城小区1栋1单元", 24);
    add(kFlat, PlaceKind::household, kUnit, kGridA, "新城小区1栋1单元401", 1);
  }
  Result<void> move(PlaceId building, PlaceId grid) {
    const auto moved = db().write_now([&](storage::Tx& tx) -> Result<int> {
      const GridLink link{building, grid};
      if (auto done = link_buildings(tx, kCounty, {&link, 1}, kAt, AccountId{7}); !done) return failure(done.error());
      return 0;
    });
    if (!moved) return failure(moved.error());
    return {};
  }
};

TEST_P(PlacesTest, ImportMakesTheTreeAndASecondImportChangesNothing) {
  const ImportReport first = import(divisions("江东街社区居委会"));
  EXPECT_EQ(first.added, 4) << "county, township, community, village";
  const auto community = read([](storage::Tx& tx) { return place_with_code(tx, kCounty, "431229100002"); });
  ASSERT_TRUE(community);
  EXPECT_EQ(community->label, "江东街社区");
  EXPECT_EQ(community->community, community->id);
  const auto village = read([](storage::Tx& tx) { return place_with_code(tx, kCounty, "431229100200"); });
  ASSERT_TRUE(village);
  EXPECT_EQ(village->label, "渠阳镇友谊村");
  EXPECT_TRUE(village->is_village);
  EXPECT_FALSE(village->made_up);

  const ImportReport second = import(divisions("江东街社区居委会"));
  EXPECT_EQ(second.added, 0);
  EXPECT_EQ(second.renamed, 0);
  EXPECT_EQ(changes(community->id).size(), 1u);
}

TEST_P(PlacesTest, AChangedNameKeepsTheIdAndBecomesHistoryAndAlias) {
  (void)import(divisions("江东街社区居委会"));
  const auto before = read([](storage::Tx& tx) { return place_with_code(tx, kCounty, "431229100002"); });
  const ImportReport report = import(divisions("东街社区居委会"));
  EXPECT_EQ(report.renamed, 1);
  EXPECT_EQ(report.added, 0);
  const auto after = read([](storage::Tx& tx) { return place_with_code(tx, kCounty, "431229100002"); });
  EXPECT_EQ(after->id, before->id);
  EXPECT_EQ(after->label, "东街社区");
  EXPECT_EQ(changes(after->id).back(), "name: 江东街社区 > 东街社区");
  const Page found = read([](storage::Tx& tx) { return *list_places(tx, kCounty, {.words = "江东街"}); });
  ASSERT_EQ(found.items.size(), 1u) << "the former name still finds it";
  EXPECT_EQ(found.items[0].id, after->id);
}

TEST_P(PlacesTest, RealDivisionsAreRead) {
  const std::string folder = std::string(MASHANG_SOURCE_DIR) + "/../shared/data/admin_jingzhou_431229";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no ../shared/data/admin_jingzhou_431229";
  const auto report = import_divisions(db(), kCounty, folder, kAt);
  ASSERT_TRUE(report) << report.error().code << " " << report.error().detail;
  EXPECT_EQ(report->added, 1 + 11 + 138);
  EXPECT_TRUE(report->boundary_changed);
  EXPECT_EQ(place(county_place(kCounty)).name, "靖州苗族侗族自治县");
  const auto again = import_divisions(db(), kCounty, folder, kAt);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->added + again->renamed, 0);
  EXPECT_FALSE(again->boundary_changed);
}

TEST_P(PlacesTest, ABuildingTakesItsHouseholdsToTheNewGridAndTheyKeepTheirIds) {
  build_compound();
  ASSERT_TRUE(move(kBuilding, kGridB));
  for (const PlaceId id : {kBuilding, kUnit, kFlat}) EXPECT_EQ(place(id).grid, kGridB) << id.value;
  EXPECT_EQ(place(kOtherBuilding).grid, kGridA);
  EXPECT_EQ(place(kGridA).households, 36);
  EXPECT_EQ(place(kGridB).households, 24);
  EXPECT_EQ(place(kCompound).grid, std::nullopt) << "its buildings are in two grids now";
  EXPECT_EQ(changes(kBuilding), (std::vector<std::string>{"grid: 1000003 > 1000004"}));
  EXPECT_EQ(changes(kGridA), (std::vector<std::string>{"households: 60 > 36"}));
  EXPECT_EQ(changes(kGridB), (std::vector<std::string>{"households: 0 > 24"}));

  ASSERT_TRUE(move(kOtherBuilding, kGridB));
  EXPECT_EQ(place(kCompound).grid, kGridB);
}

TEST_P(PlacesTest, ImpossibleMovesAreRefusedAndChangeNothing) {
  build_compound();
  EXPECT_EQ(move(kFlat, kGridB).error().code, "places.not_a_building");
  EXPECT_EQ(move(kBuilding, kCompound).error().code, "places.not_a_grid");
  EXPECT_EQ(move(kBuilding, kForeignGrid).error().code, "places.grid_of_another_community");
  EXPECT_EQ(move(PlaceId{99}, kGridB).error().code, "places.unknown_place");
  ASSERT_TRUE(move(kBuilding, kGridA)) << "where it is already";
  EXPECT_EQ(place(kGridA).households, 60);
  EXPECT_TRUE(changes(kBuilding).empty());
}

TEST_P(PlacesTest, ManyBuildingsMoveAtOnceAndTheirGridsAreCountedOnce) {
  build_compound();
  write([](storage::Tx& tx) {
    const std::array<GridLink, 2> links{{{kBuilding, kGridB}, {kOtherBuilding, kGridB}}};
    ASSERT_TRUE(link_buildings(tx, kCounty, links, kAt, AccountId{7}));
  });
  EXPECT_EQ(place(kGridA).households, 0);
  EXPECT_EQ(place(kGridB).households, 60);
  EXPECT_EQ(place(kCompound).grid, kGridB);
  EXPECT_EQ(changes(kGridB), (std::vector<std::string>{"households: 0 > 60"}));
}

TEST_P(PlacesTest, OneImpossibleMoveAmongManyUndoesAll) {
  build_compound();
  const auto written = db().write_now([](storage::Tx& tx) -> Result<int> {
    const std::array<GridLink, 2> links{{{kBuilding, kGridB}, {kFlat, kGridB}}};
    if (auto done = link_buildings(tx, kCounty, links, kAt, AccountId{7}); !done) return failure(done.error());
    return 0;
  });
  EXPECT_EQ(written.error().code, "places.not_a_building");
  EXPECT_EQ(place(kBuilding).grid, kGridA);
  EXPECT_TRUE(changes(kBuilding).empty());
}

TEST_P(PlacesTest, ANewGridTakesTheNextNumberOfItsCommunity) {
  build_compound();
  write([](storage::Tx& tx) {
    const auto founded = found_grid(tx, kCounty, kCommunity, kAt, AccountId{7});
    ASSERT_TRUE(founded);
    EXPECT_EQ(founded->name, "第3网格");
    EXPECT_EQ(founded->label, "梅林社区第3网格");
    EXPECT_EQ(founded->grid, founded->id);
    end_grid(tx, kCounty, founded->id, kAt, AccountId{7});
    EXPECT_EQ(found_grid(tx, kCounty, kCommunity, kAt, AccountId{7})->name, "第4网格")
        << "a number that was once given is not given again";
    EXPECT_EQ(found_grid(tx, kCounty, PlaceId{99}, kAt, AccountId{7}).error().code, "places.unknown_place");
  });
}

TEST_P(PlacesTest, AnEndedGridKeepsItsRowAndIsListedNowhere) {
  build_compound();
  const auto grids = [&] {
    return read([](storage::Tx& tx) {
             return *list_places(tx, kCounty, {.parent = kCommunity, .kind = PlaceKind::grid});
           })
        .items.size();
  };
  ASSERT_EQ(grids(), 2u);
  write([](storage::Tx& tx) { end_grid(tx, kCounty, kGridB, kAt, AccountId{7}); });
  EXPECT_EQ(grids(), 1u);
  EXPECT_EQ(read([](storage::Tx& tx) { return *list_places(tx, kCounty, {.words = "第2网格"}); }).items.size(), 0u);
  EXPECT_EQ(place(kGridB).label, "第2网格");
  EXPECT_EQ(changes(kGridB), (std::vector<std::string>{"ended: - > -"}));
  write([](storage::Tx& tx) { revive_grid(tx, kCounty, kGridB, kAt, AccountId{7}); });
  EXPECT_EQ(grids(), 2u);
}

TEST_P(PlacesTest, ASituationHoldsEveryAncestor) {
  build_compound();
  const Situation where = read([](storage::Tx& tx) { return *situation_of(tx, kCounty, kFlat); });
  for (const PlaceId area : {kFlat, kBuilding, kCompound, kGridA, kCommunity, county_place(kCounty)})
    EXPECT_TRUE(where.is_within(area)) << area.value;
  for (const PlaceId area : {kGridB, kOtherBuilding, kOtherCommunity, kForeignGrid})
    EXPECT_FALSE(where.is_within(area)) << area.value;
  const auto unknown = read([](storage::Tx& tx) { return situation_of(tx, kCounty, PlaceId{5}); });
  EXPECT_EQ(unknown.error().code, "places.unknown_place");
}

TEST_P(PlacesTest, ListsPageThroughChildrenAndSearchesFindShortNamesFirst) {
  build_compound();
  const auto list = [&](const ListQuery& query) {
    return read([&](storage::Tx& tx) { return *list_places(tx, kCounty, query); });
  };
  const Page first = list({.parent = kCompound, .limit = 1});
  ASSERT_EQ(first.items.size(), 1u);
  EXPECT_EQ(first.items[0].id, kBuilding);
  ASSERT_TRUE(first.next_cursor);
  const Page second = list({.parent = kCompound, .cursor = *first.next_cursor, .limit = 1});
  ASSERT_EQ(second.items.size(), 1u);
  EXPECT_EQ(second.items[0].id, kOtherBuilding);
  EXPECT_FALSE(second.next_cursor);

  EXPECT_EQ(list({.parent = kGridA}).items.size(), 2u) << "the buildings linked to the grid";
  EXPECT_EQ(list({.parent = kCommunity, .kind = PlaceKind::compound}).items.size(), 1u);
  const Page found = list({.words = "新城小区", .limit = 2});
  EXPECT_EQ(found.items[0].id, kCompound);
  const Page more = list({.words = "新城小区", .cursor = *found.next_cursor, .limit = 10});
  EXPECT_EQ(found.items.size() + more.items.size(), 5u);
  EXPECT_TRUE(list({.words = "%"}).items.empty()) << "a wildcard is an ordinary character";
  EXPECT_EQ(read([](storage::Tx& tx) { return list_places(tx, kCounty, {.cursor = "x"}); }).error().code,
            "places.bad_cursor");
}

TEST_P(PlacesTest, AMapLayerIsKeptUntilPlacesChange) {
  build_compound();
  BaseMap map(kCounty);
  const auto layer = [&] { return read([&](storage::Tx& tx) { return map.layer(tx, Layer::building); }); };
  const auto empty = layer();
  EXPECT_EQ(empty->geojson, R"({"type":"FeatureCollection","features":[]})");
  write([](storage::Tx& tx) {
    put_geometry(tx, kCounty, kBuilding, {.geojson = R"({"type":"Point","coordinates":[109.7,26.58]})"});
  });
  EXPECT_EQ(layer(), empty);
  write([](storage::Tx& tx) { places_changed(tx, kCounty); });
  const auto changed = layer();
  EXPECT_NE(changed->etag, empty->etag);
  EXPECT_NE(changed->geojson.find("109.7,26.58"), std::string::npos);
}

RUN_ON_EVERY_ENGINE(PlacesTest);

}  // namespace
}  // namespace mashang::places
