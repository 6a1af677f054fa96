// Plans of grids through the HTTP API: drawn, adopted in one transaction, undone within the day.
#include <thread>

#include "integration/case_fixture.hpp"
#include "rooms/cases/regrid.hpp"
#include "rooms/grids/barriers.hpp"
#include "rooms/grids/routes.hpp"
#include "rooms/places/sql.hpp"

namespace mashang::test {
namespace {

constexpr std::int64_t kFirstOfStreet = 2'000'001;
constexpr int kHouses = 40;
constexpr int kHouseholds = 20;
constexpr PlaceId kStreetFlat{2'001'001};

/// A street of 40 buildings with 20 households each, west to east: the first 20 in kGrid, the others in
/// kLeaderlessGrid, which has a leader here.
class GridPlans : public CaseTest {
 protected:
  void SetUp() override {
    CaseTest::SetUp();
    const auto built = db().write_now([&](storage::Tx& tx) -> Result<int> {
      for (int i = 0; i < kHouses; ++i) add_house(tx, i);
      for (const PlaceId grid : {kGrid, kLeaderlessGrid})
        tx.apply(places::sql::add_households{.households = kHouses / 2 * kHouseholds, .county = kTown, .id = grid});
      for (const PlaceId other : {kOtherGrid, kOtherBuilding})
        tx.apply(places::sql::add_households{.households = 350, .county = kTown, .id = other});
      const auto border = places::place_of(tx, kTown, house(19)).value();
      places::Place flat = border;
      flat.id = kStreetFlat;
      flat.kind = places::PlaceKind::household;
      flat.parent = border.id;
      flat.name = "101";
      flat.label = border.label + "101";
      flat.households = 1;
      places::add_place(tx, flat);
      w().flats["street"] = kStreetFlat;
      w().doors->install_first(tx, kTown, kStreetFlat, w().door("street"), clock_.now());
      places::places_changed(tx, kTown);
      hire(tx, "east", 31, identity::Role::grid_leader, kLeaderlessGrid);
      hire(tx, "east_worker", 32, identity::Role::grid_worker, kLeaderlessGrid);
      return 0;
    });
    ASSERT_TRUE(built) << built.error().code;
    service_ = std::make_unique<grids::Service>(grids::Service::Parts{
        .db = db(),
        .clock = clock_,
        .sessions = w().sessions,
        .county = kTown,
        .band = {300, 500},
        .reports = [](storage::Tx& tx, Instant since) { return cases::reports_by_building(tx, kTown, since); },
        .follow = [this](storage::Tx& tx, const auto& from, const auto& successors,
                         Instant now) { return cases::follow_grids(tx, w().steps, from, successors, now); }});
    grids::add_routes(w().router, *service_);
  }
  void TearDown() override {
    service_.reset();
    CaseTest::TearDown();
  }

  static PlaceId house(int number) { return PlaceId{kFirstOfStreet + number}; }
  static void add_house(storage::Tx& tx, int i) {
    places::Place place{.county = kTown, .id = house(i), .kind = places::PlaceKind::building};
    place.name = place.label = "长街" + std::to_string(i + 1) + "号";
    place.township = kTownship;
    place.community = kCommunity;
    place.parent = kCommunity;
    place.building = place.id;
    place.grid = i < kHouses / 2 ? kGrid : kLeaderlessGrid;
    place.location = places::Point{109.7 + 0.0004 * i, 26.57 + (i % 2 == 0 ? 0.0002 : 0)};
    place.households = kHouseholds;
    places::add_place(tx, place);
  }
  void hire(storage::Tx& tx, const std::string& name, std::int64_t id, identity::Role role, PlaceId grid) {
    identity::add_account(
        tx, {.county = kTown, .id = AccountId{id}, .login = name, .name = "小" + name, .at = clock_.now()});
    const identity::Grant grant{role, grid, {}};
    if (auto added = identity::add_grant(tx, kTown, AccountId{id}, grant); !added)
      throw std::runtime_error(std::string(added.error().code));
    w().sessions.actors[name] = identity::Actor{kTown, AccountId{id}, "小" + name, {grant}};
  }
  /// As her next request would find her: grants move with plans.
  void sign_in_again(const std::string& name) {
    identity::Actor& actor = w().sessions.actors.at(name);
    const auto fresh = db().read_now(
        [&](storage::Tx& tx) -> Result<identity::Actor> { return identity::actor_of(tx, kTown, *actor.account); });
    actor.grants = fresh->grants;
  }

  static std::string path(std::int64_t plan, const std::string& below = "") {
    return "/api/v1/grid-plans/" + std::to_string(plan) + below;
  }
  std::int64_t draft(const std::string& more = "") {
    const auto made = w().post("county", "/api/v1/grid-plans", R"({"name":"秋天的划分")" + more + "}");
    EXPECT_EQ(made.status, 201) << made.body;
    return Json(made.body)["head"]["id"].number();
  }
  Json plan(std::int64_t id) { return Json(w().get("county", path(id)).body); }
  std::int64_t version(std::int64_t id) { return plan(id)["head"]["version"].number(); }
  Answer edit(std::int64_t id, const std::string& fields) {
    return w().post("county", path(id, "/edits"), R"({"version":)" + std::to_string(version(id)) + "," + fields + "}");
  }
  static std::string houses(int first, int last) {
    std::string list = R"("buildings":[)";
    for (int i = first; i <= last; ++i) list += std::to_string(house(i).value) + (i == last ? "]" : ",");
    return list;
  }
  Answer adopt(std::int64_t id, const std::string& on, const std::string& more = "") {
    return w().post("county", path(id, "/adoption"),
                    R"({"version":)" + std::to_string(version(id)) + R"(,"on":")" + on + "\"" + more + "}");
  }
  Answer undo(std::int64_t id, const std::string& who = "county") {
    return w().client.call(http::Method::del, path(id, "/adoption"), {{"X-Actor", who}});
  }
  [[nodiscard]] std::string today() const { return to_rfc3339(clock_.now() + Minutes{8 * 60}).substr(0, 10); }
  [[nodiscard]] std::string tomorrow() const {
    return to_rfc3339(clock_.now() + Minutes{8 * 60} + days(1)).substr(0, 10);
  }
  places::Place place(PlaceId id) {
    return *db().read_now([&](storage::Tx& tx) { return places::place_of(tx, kTown, id); });
  }
  /// Number of the plan's grid that goes on in this one.
  static std::int64_t number_of(const Json& plan, PlaceId grid) {
    for (std::size_t i = 0; i < plan["grids"].size(); ++i)
      if (!plan["grids"][i]["id"].is_null() && plan["grids"][i]["id"].number() == grid.value)
        return plan["grids"][i]["number"].number();
    return -1;
  }
  std::string move_border(std::int64_t id) {
    return "\"edit\":\"move\"," + houses(19, 19) + ",\"grid\":" + std::to_string(number_of(plan(id), kLeaderlessGrid));
  }

  std::unique_ptr<grids::Service> service_;
};

TEST_P(GridPlans, OfficersReadAndOnlyTheCountyDraws) {
  const std::int64_t id = draft();
  EXPECT_EQ(w().get("officer", path(id)).status, 200);
  EXPECT_EQ(w().get("leader", path(id)).code, "grids.officers_only");
  EXPECT_EQ(w().get("", path(id)).status, 401);
  EXPECT_EQ(w().post("officer", "/api/v1/grid-plans", R"({"name":"x"})").code, "grids.county_officers_only");
  EXPECT_EQ(w().post("officer", path(id, "/edits"), "{}").code, "grids.county_officers_only");
  EXPECT_EQ(undo(id, "officer").code, "grids.county_officers_only");
  EXPECT_EQ(w().get("county", path(id + 1)).code, "grids.unknown_plan");
}

TEST_P(GridPlans, ADraftBeginsAsTodaysGrids) {
  const Json drawn = plan(draft());
  EXPECT_EQ(drawn["head"]["state"].text(), "draft");
  ASSERT_EQ(drawn["grids"].size(), 3u) << "two of the street, one of the other community";
  const auto first = static_cast<std::size_t>(number_of(drawn, kGrid));
  EXPECT_EQ(drawn["grids"][first]["households"].number(), 400);
  EXPECT_EQ(drawn["grids"][first]["leader"].text(), "小leader");
  EXPECT_EQ(drawn["grids"][static_cast<std::size_t>(number_of(drawn, kLeaderlessGrid))]["worker"].text(),
            "小east_worker");
  EXPECT_FALSE(drawn["can_take_back"].flag());
}

TEST_P(GridPlans, AnEditIsCountedAndTakenBack) {
  const std::int64_t id = draft();
  const Json moved(edit(id, move_border(id)).body);
  EXPECT_EQ(moved["head"]["version"].number(), 2);
  EXPECT_EQ(moved["grids"][static_cast<std::size_t>(number_of(moved, kGrid))]["households"].number(), 380);
  EXPECT_EQ(moved["grids"][static_cast<std::size_t>(number_of(moved, kLeaderlessGrid))]["households"].number(), 420);
  const Json back(edit(id, R"("edit":"take_back")").body);
  EXPECT_EQ(back["head"]["version"].number(), 3);
  EXPECT_EQ(back["grids"][static_cast<std::size_t>(number_of(back, kGrid))]["households"].number(), 400);
  EXPECT_EQ(edit(id, R"("edit":"take_back")").code, "grids.nothing_to_take_back");
}

TEST_P(GridPlans, AnEditThatWouldCutAGridOrReachAnotherCommunityIsRefused) {
  const std::int64_t id = draft();
  const std::string east = std::to_string(number_of(plan(id), kLeaderlessGrid));
  EXPECT_EQ(edit(id, "\"edit\":\"move\"," + houses(9, 10) + ",\"grid\":" + east).status, 422);
  const std::string other = std::to_string(number_of(plan(id), kOtherGrid));
  EXPECT_EQ(edit(id, "\"edit\":\"move\"," + houses(0, 0) + ",\"grid\":" + other).code, "grids.other_community");
  EXPECT_EQ(edit(id, R"("edit":"move","buildings":[77],"grid":0)").code, "planning.unknown_building");
  EXPECT_EQ(edit(id, R"("edit":"move","buildings":[],"grid":0)").code, "grids.no_buildings");
  EXPECT_EQ(edit(id, "\"edit\":\"move\"," + houses(0, 0)).code, "grids.bad_edit");
  EXPECT_EQ(edit(id, "\"edit\":\"move\"," + houses(19, 19) + ",\"grid\":9").code, "planning.unknown_grid");
  EXPECT_EQ(edit(id, R"("edit":"explode")").code, "grids.bad_edit");
  EXPECT_EQ(version(id), 1) << "nothing was written";
}

TEST_P(GridPlans, TwoPeopleCannotEditOneVersion) {
  const std::int64_t id = draft();
  const std::string stale = R"({"version":1,)" + move_border(id) + "}";
  EXPECT_EQ(w().post("county", path(id, "/edits"), stale).status, 200);
  EXPECT_EQ(w().post("county", path(id, "/edits"), stale).code, "grids.version_stale");
}

TEST_P(GridPlans, ARepeatedRequestMakesOnePlan) {
  const Headers headers{{"X-Actor", "county"}, {"Idempotency-Key", "once"}};
  const auto first = w().client.call(http::Method::post, "/api/v1/grid-plans", headers, R"({"name":"一"})");
  const auto again = w().client.call(http::Method::post, "/api/v1/grid-plans", headers, R"({"name":"一"})");
  EXPECT_EQ(Json(first.body)["head"]["id"].number(), Json(again.body)["head"]["id"].number());
  EXPECT_EQ(Json(w().get("county", "/api/v1/grid-plans").body)["items"].size(), 1u);
}

TEST_P(GridPlans, AdoptionTakesBuildingsCasesAndTodosOverAtOnceAndUndoTakesThemBack) {
  const auto open = w().report("street"), elsewhere = w().report("flat");
  const std::int64_t id = draft();
  ASSERT_EQ(edit(id, move_border(id)).status, 200);
  const auto adopted = adopt(id, today());
  ASSERT_EQ(adopted.status, 200) << adopted.body;
  const Json head = Json(adopted.body)["head"];
  EXPECT_EQ(head["state"].text(), "adopted");
  EXPECT_FALSE(head["undo_until"].is_null());
  EXPECT_EQ(place(house(19)).grid, kLeaderlessGrid);
  EXPECT_EQ(place(kStreetFlat).grid, kLeaderlessGrid);
  EXPECT_EQ(place(kGrid).households, 380);
  EXPECT_EQ(place(kLeaderlessGrid).households, 420);
  EXPECT_EQ(w().todos(open.id), (std::vector<std::string>{"intake account:31"}));
  EXPECT_EQ(sees("leader", open.id), 404);
  EXPECT_EQ(sees("east", open.id), 200);
  EXPECT_EQ(sees("leader", elsewhere.id), 200);
  const auto next = w().report("street");
  EXPECT_EQ(w().todos(next.id), (std::vector<std::string>{"intake account:31"})) << "the next case goes to the new one";
  EXPECT_EQ(edit(id, R"("edit":"take_in")").code, "grids.not_a_draft");

  ASSERT_EQ(undo(id).status, 200);
  EXPECT_EQ(plan(id)["head"]["state"].text(), "undone");
  EXPECT_EQ(place(house(19)).grid, kGrid);
  EXPECT_EQ(place(kGrid).households, 400);
  for (const std::int64_t back : {open.id, next.id}) {
    EXPECT_EQ(w().todos(back), (std::vector<std::string>{"intake account:11"}));
    EXPECT_EQ(sees("leader", back), 200);
    EXPECT_EQ(sees("east", back), 404);
  }
  EXPECT_EQ(undo(id).code, "grids.undo_too_late");
  EXPECT_EQ(w().broken(), "");
}

TEST_P(GridPlans, AMergedGridEndsAndItsPeopleGoAlong) {
  const auto open = w().report("street");
  const std::int64_t id = draft();
  const Json before = plan(id);
  const std::string merge = "\"edit\":\"merge\",\"grid\":" + std::to_string(number_of(before, kLeaderlessGrid)) +
                            ",\"other\":" + std::to_string(number_of(before, kGrid));
  ASSERT_EQ(edit(id, merge).status, 200);
  EXPECT_EQ(adopt(id, today()).code, "grids.reason_needed") << "800 households are more than 500";
  ASSERT_EQ(adopt(id, today(), R"(,"reason":"两个网格员合并值守")").status, 200);
  sign_in_again("leader");
  EXPECT_EQ(place(house(0)).grid, kLeaderlessGrid);
  EXPECT_EQ(w().todos(open.id), (std::vector<std::string>{"intake account:11", "intake account:31"}));
  EXPECT_EQ(sees("leader", open.id), 200);
  const Json grids(w().get("county", "/api/v1/grid-plans/ground").body);
  EXPECT_EQ(grids["grids"].size(), 3u) << "the ended one is not there: other community, village, and the merged one";
  ASSERT_EQ(undo(id).status, 200);
  sign_in_again("leader");
  EXPECT_EQ(w().todos(open.id), (std::vector<std::string>{"intake account:11"}));
  EXPECT_EQ(w().sessions.actors.at("leader").grants.at(0).place, kGrid);
  EXPECT_EQ(w().broken(), "");
}

TEST_P(GridPlans, ANewGridIsFoundedWithAnOutlineAndFallsToTheCommunityWithoutALeader) {
  const std::int64_t id = draft();
  const Json drawn(edit(id, "\"edit\":\"draw\"," + houses(15, 19)).body);
  ASSERT_EQ(drawn["grids"].size(), 4u);
  EXPECT_TRUE(drawn["grids"][3]["id"].is_null());
  EXPECT_EQ(drawn["grids"][3]["name"].text(), "飞山社区第1网格") << "what it will be called";
  EXPECT_TRUE(drawn["grids"][3]["leader"].is_null());
  ASSERT_EQ(adopt(id, today(), R"(,"reason":"新楼马上交付")").status, 200);
  const auto founded = place(house(17)).grid;
  ASSERT_TRUE(founded);
  EXPECT_EQ(place(*founded).label, "飞山社区第1网格");
  EXPECT_EQ(place(*founded).households, 100);
  const auto outline = db().read_now(
      [&](storage::Tx& tx) -> Result<places::Geometry> { return places::geometry_of(tx, kTown, *founded).value(); });
  EXPECT_NE(outline->geojson.find("MultiPolygon"), std::string::npos);
  const auto reported = w().report("street");
  EXPECT_EQ(w().todos(reported.id), (std::vector<std::string>{"intake account:13", "intake account:14"}));
  ASSERT_EQ(undo(id).status, 200);
  EXPECT_EQ(w().todos(reported.id), (std::vector<std::string>{"intake account:11"}));
  EXPECT_EQ(place(*founded).households, 0);
}

TEST_P(GridPlans, WhomThePlanAppointsLeadsTheNewGridFromItsFirstMinuteUntilItIsUndone) {
  const std::int64_t id = draft();
  ASSERT_EQ(edit(id, "\"edit\":\"draw\"," + houses(15, 19)).status, 200);
  const auto appoint = [&](int grid, const std::string& role, const std::string& account) {
    return edit(
        id, R"("edit":"appoint","grid":)" + std::to_string(grid) + R"(,"role":")" + role + R"(","account":)" + account);
  };
  const Json staff(w().get("county", "/api/v1/grid-plans/staff").body);
  bool is_listed = false;
  for (std::size_t i = 0; i < staff["items"].size(); ++i)
    is_listed = is_listed || (staff["items"][i]["account"].number() == 32 &&
                              staff["items"][i]["grid_id"].number() == kLeaderlessGrid.value);
  EXPECT_TRUE(is_listed);
  EXPECT_EQ(w().get("leader", "/api/v1/grid-plans/staff").status, 403);
  EXPECT_EQ(appoint(0, "grid_leader", "32").code, "grids.not_a_new_grid");
  EXPECT_EQ(appoint(9, "grid_leader", "32").code, "grids.not_a_new_grid");
  EXPECT_EQ(appoint(3, "county_officer", "32").code, "grids.bad_edit");
  EXPECT_EQ(appoint(3, "grid_leader", "14").code, "grids.not_grid_staff") << "a community officer";
  EXPECT_EQ(appoint(3, "grid_leader", "987654").code, "grids.not_grid_staff");
  const Json appointed(appoint(3, "grid_leader", "32").body);
  EXPECT_EQ(appointed["grids"][3]["leader"].text(), "小east_worker");
  EXPECT_EQ(appointed["grids"][3]["appointed_leader"].number(), 32);
  ASSERT_EQ(appoint(3, "grid_worker", "31").status, 200);
  EXPECT_TRUE(Json(appoint(3, "grid_worker", "null").body)["grids"][3]["appointed_worker"].is_null());

  ASSERT_EQ(adopt(id, today(), R"(,"reason":"新楼马上交付")").status, 200);
  const Json after = plan(id);
  EXPECT_EQ(after["grids"][3]["id"].number(), place(house(17)).grid->value);
  EXPECT_EQ(after["grids"][3]["name"].text(), "飞山社区第1网格");
  const auto reported = w().report("street");
  EXPECT_EQ(w().todos(reported.id), (std::vector<std::string>{"intake account:32"}));
  ASSERT_EQ(undo(id).status, 200);
  EXPECT_EQ(w().todos(reported.id), (std::vector<std::string>{"intake account:11"}));
  sign_in_again("east_worker");
  ASSERT_EQ(w().sessions.actors.at("east_worker").grants.size(), 1u);
  EXPECT_EQ(w().sessions.actors.at("east_worker").grants.at(0).role, identity::Role::grid_worker);
  EXPECT_EQ(w().broken(), "");
}

TEST_P(GridPlans, AScheduledPlanWhoseAppointedPersonHasLeftBecomesADraftAgainAndSaysWhy) {
  const std::int64_t id = draft();
  ASSERT_EQ(edit(id, "\"edit\":\"draw\"," + houses(15, 19)).status, 200);
  ASSERT_EQ(edit(id, R"("edit":"appoint","grid":3,"role":"grid_leader","account":32)").status, 200);
  ASSERT_EQ(adopt(id, tomorrow(), R"(,"reason":"新楼马上交付")").status, 200);
  const auto left = db().write_now([&](storage::Tx& tx) -> Result<int> {
    identity::withdraw_grant(tx, kTown, AccountId{32}, identity::Role::grid_worker, kLeaderlessGrid);
    return 0;
  });
  ASSERT_TRUE(left);
  clock_.advance(days(1));
  ASSERT_TRUE(service_->adopt_due());
  EXPECT_EQ(plan(id)["head"]["state"].text(), "draft");
  EXPECT_EQ(plan(id)["head"]["problem"].text(), "grids.not_grid_staff");
  EXPECT_EQ(place(house(17)).grid, kGrid);
}

TEST_P(GridPlans, WhatIsOnlyImaginedCountsInFiguresAndIsNotAdopted) {
  const std::int64_t id = draft();
  const Json drawn(edit(id, R"("edit":"imagine","name":"新楼盘","lon":109.7001,"lat":26.5712,"households":90)").body);
  ASSERT_EQ(drawn["imagined"].size(), 1u);
  EXPECT_EQ(drawn["imagined"][0]["id"].number(), -1);
  EXPECT_EQ(drawn["grids"][static_cast<std::size_t>(number_of(drawn, kGrid))]["households"].number(), 490);
  EXPECT_EQ(edit(id, R"("edit":"imagine","name":"","lon":0,"lat":0,"households":9)").code, "grids.bad_edit");
  ASSERT_EQ(adopt(id, today()).status, 200);
  EXPECT_EQ(place(kGrid).households, 400);
}

TEST_P(GridPlans, AScheduledPlanIsAdoptedOnItsDay) {
  const std::int64_t id = draft();
  ASSERT_EQ(edit(id, move_border(id)).status, 200);
  const Json scheduled(adopt(id, tomorrow()).body);
  EXPECT_EQ(scheduled["head"]["state"].text(), "scheduled");
  ASSERT_TRUE(service_->adopt_due());
  EXPECT_EQ(place(house(19)).grid, kGrid) << "not before its day";
  clock_.advance(days(1));
  ASSERT_TRUE(service_->adopt_due());
  EXPECT_EQ(plan(id)["head"]["state"].text(), "adopted");
  EXPECT_EQ(place(house(19)).grid, kLeaderlessGrid);
  clock_.advance(days(1));
  EXPECT_EQ(undo(id).code, "grids.undo_too_late");
}

TEST_P(GridPlans, AScheduledPlanMayBeTakenBackAndOneThatNoLongerFitsSaysWhy) {
  const std::int64_t id = draft();
  ASSERT_EQ(adopt(id, tomorrow()).status, 200);
  ASSERT_EQ(undo(id).status, 200);
  EXPECT_EQ(plan(id)["head"]["state"].text(), "draft");
  EXPECT_EQ(undo(id).code, "grids.not_adopted");
  ASSERT_EQ(adopt(id, tomorrow()).status, 200);
  const auto built = db().write_now([](storage::Tx& tx) -> Result<int> {
    add_house(tx, kHouses);
    places::places_changed(tx, kTown);
    return 0;
  });
  ASSERT_TRUE(built);
  clock_.advance(days(1));
  ASSERT_TRUE(service_->adopt_due());
  const Json left = plan(id);
  EXPECT_EQ(left["head"]["state"].text(), "draft");
  EXPECT_EQ(left["head"]["problem"].text(), "grids.has_strangers");
  EXPECT_EQ(left["strangers"].number(), 1);
  ASSERT_EQ(edit(id, R"("edit":"take_in")").status, 200);
  EXPECT_EQ(plan(id)["strangers"].number(), 0);
  EXPECT_EQ(adopt(id, today()).status, 200);
}

TEST_P(GridPlans, DaysThatAreOverOrFarAreRefused) {
  const std::int64_t id = draft();
  EXPECT_EQ(adopt(id, "2020-01-01").code, "grids.date_past");
  EXPECT_EQ(adopt(id, "2099-01-01").code, "grids.date_too_far");
  EXPECT_EQ(adopt(id, "2026-02-31").code, "grids.bad_date");
  EXPECT_EQ(adopt(id, "soon").code, "grids.bad_date");
}

TEST_P(GridPlans, OnlyTheNewestAdoptionCanBeUndone) {
  const std::int64_t first = draft();
  ASSERT_EQ(edit(first, move_border(first)).status, 200);
  ASSERT_EQ(adopt(first, today()).status, 200);
  const std::int64_t second = draft();
  ASSERT_EQ(adopt(second, today()).status, 200);
  EXPECT_EQ(undo(first).code, "grids.newer_adoption");
  ASSERT_EQ(undo(second).status, 200);
  ASSERT_EQ(undo(first).status, 200);
  EXPECT_EQ(place(house(19)).grid, kGrid);
}

TEST_P(GridPlans, AProposalRedrawsTheDraftAndOneRunsAtATime) {
  const std::int64_t id = draft();
  ASSERT_EQ(edit(id, "\"edit\":\"draw\"," + houses(15, 19)).status, 200);
  const std::string ask = R"({"version":2,"communities":[)" + std::to_string(kCommunity.value) + R"(],"seconds":1})";
  EXPECT_EQ(w().get("county", path(id, "/proposal")).code, "grids.no_proposal");
  ASSERT_EQ(w().post("county", path(id, "/proposal"), ask).status, 202);
  EXPECT_EQ(w().post("county", path(id, "/proposal"), ask).code, "grids.proposal_running");
  EXPECT_EQ(w().client.call(http::Method::del, path(id, "/proposal"), {{"X-Actor", "county"}}).status, 200);
  std::string state = "running";
  for (int tries = 0; state == "running" && tries < 300; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    state = Json(w().get("county", path(id, "/proposal")).body)["state"].text();
  }
  EXPECT_EQ(state, "done");
  const Json drawn = plan(id);
  EXPECT_EQ(drawn["head"]["version"].number(), 3);
  EXPECT_EQ(drawn["grids"].size(), 3u) << "800 households are two grids, and one of the other community";
  for (const PlaceId grid : {kGrid, kLeaderlessGrid}) {
    const std::int64_t households =
        drawn["grids"][static_cast<std::size_t>(number_of(drawn, grid))]["households"].number();
    EXPECT_GE(households, 300);
    EXPECT_LE(households, 500);
  }
  EXPECT_EQ(w().post("county", path(id, "/proposal"), R"({"version":3,"communities":[5]})").status, 202);
}

TEST_P(GridPlans, ABarrierPartsNeighboursAndABadFileChangesNothing) {
  const auto import = [&](const std::string& geojson) {
    return db().write_now([&](storage::Tx& tx) { return grids::import_barriers(tx, kTown, geojson, "river.geojson"); });
  };
  const std::string river =
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"kind":"river","name":"渠水"},)"
      R"("geometry":{"type":"LineString","coordinates":[[109.7078,26.5],[109.7078,26.6]]}}]})";
  ASSERT_EQ(import(river).value_or(0), 1);
  const std::int64_t id = draft();
  EXPECT_EQ(edit(id, move_border(id)).status, 422) << "the river runs between the two grids";
  const auto bad = import(R"({"features":[{"properties":{"kind":"wall"}}]})");
  EXPECT_EQ(bad.error().code, "grids.bad_barriers");
  EXPECT_EQ(bad.error().detail, "river.geojson: feature 1: properties.kind must be river, railway or road");
  EXPECT_EQ(Json(w().get("county", "/api/v1/grid-plans/ground").body)["barriers"].size(), 1u);
}

RUN_ON_EVERY_ENGINE(GridPlans);

}  // namespace
}  // namespace mashang::test
