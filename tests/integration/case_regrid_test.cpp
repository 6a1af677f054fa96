// Open cases go over to the grid that their place lies in now; what is over stays where it was.
#include <array>

#include "integration/case_fixture.hpp"
#include "rooms/cases/regrid.hpp"
#include "rooms/cases/store.hpp"

namespace mashang::test {
namespace {

class CaseRegrid : public CaseTest {
 protected:
  /// Building 14 of 新城小区 goes to `grid`, and the open cases of both grids follow.
  int move_building(PlaceId grid, const std::map<PlaceId, PlaceId>& successors = {}) {
    const auto moved = db().write_now([&](storage::Tx& tx) -> Result<int> {
      const places::GridLink link{kBuilding, grid};
      if (auto linked = places::link_buildings(tx, kTown, {&link, 1}, clock_.now(), AccountId{15}); !linked)
        return failure(linked.error());
      const std::array<PlaceId, 2> grids{kGrid, kLeaderlessGrid};
      return cases::follow_grids(tx, w().steps, grids, successors, clock_.now());
    });
    EXPECT_TRUE(moved) << (moved ? "" : moved.error().code);
    return moved.value_or(-1);
  }
  void hire_new_leader() {
    const auto hired = db().write_now([&](storage::Tx& tx) -> Result<int> {
      identity::add_account(tx,
                            {.county = kTown, .id = AccountId{30}, .login = "new", .name = "小新", .at = clock_.now()});
      const identity::Grant grant{identity::Role::grid_leader, kLeaderlessGrid, {}};
      if (auto added = identity::add_grant(tx, kTown, AccountId{30}, grant); !added) return failure(added.error());
      w().sessions.actors["new_leader"] = identity::Actor{kTown, AccountId{30}, "小新", {grant}};
      return 0;
    });
    ASSERT_TRUE(hired);
  }
};

TEST_P(CaseRegrid, AnOpenCaseGoesToTheNewGridsLeaderInOneStep) {
  hire_new_leader();
  const auto open = w().report();
  EXPECT_EQ(w().todos(open.id), (std::vector<std::string>{"intake account:11"}));
  EXPECT_EQ(move_building(kLeaderlessGrid), 1);
  EXPECT_EQ(w().todos(open.id), (std::vector<std::string>{"intake account:30"}));
  EXPECT_EQ(sees("leader", open.id), 404);
  EXPECT_EQ(sees("new_leader", open.id), 200);
  EXPECT_TRUE(lists("new_leader").contains(std::to_string(open.id)));
  EXPECT_FALSE(lists("leader").contains(std::to_string(open.id)));
  const Json seen = w().see("new_leader", open.id);
  EXPECT_EQ(seen["grid"]["name"].text(), "飞山第二网格");
  EXPECT_EQ(seen["turn"]["name"].text(), "小新");
  const Json steps = history("new_leader", open.id);
  EXPECT_EQ(steps[1]["action"].text(), "regrid");
  EXPECT_EQ(steps[1]["reason"].text(), "飞山第一网格 → 飞山第二网格");
  EXPECT_EQ(w().act("new_leader", open.id, "accept").status, 200);
  EXPECT_EQ(w().broken(), "");
}

TEST_P(CaseRegrid, ItKeepsTheGridOfItsSubmission) {
  hire_new_leader();
  const auto open = w().report();
  move_building(kLeaderlessGrid);
  const auto kept = db().read_now(
      [&](storage::Tx& tx) -> Result<cases::Case> { return *cases::find_case(tx, kTown, CaseId{open.id}); });
  ASSERT_TRUE(kept->first_grid);
  EXPECT_EQ(kept->first_grid->id, kGrid);
  EXPECT_EQ(kept->first_grid->name, "飞山第一网格");
  EXPECT_EQ(move_building(kGrid), 1) << "and back again";
  EXPECT_EQ(sees("leader", open.id), 200);
  EXPECT_EQ(sees("new_leader", open.id), 404);
  EXPECT_EQ(w().broken(), "");
}

TEST_P(CaseRegrid, WhatIsOverOrLiesElsewhereStays) {
  hire_new_leader();
  const auto over = w().report(), elsewhere = w().report("bare");
  ASSERT_EQ(w().act_by_link(over.link, "withdraw").status, 200);
  EXPECT_EQ(move_building(kLeaderlessGrid), 0);
  EXPECT_EQ(sees("leader", over.id), 200);
  EXPECT_EQ(sees("new_leader", over.id), 404);
  EXPECT_EQ(sees("leader", elsewhere.id), 200);
  EXPECT_EQ(w().broken(), "");
}

TEST_P(CaseRegrid, WithoutALeaderItFallsToTheCommunity) {
  const auto open = w().report();
  move_building(kLeaderlessGrid);
  EXPECT_EQ(w().todos(open.id), (std::vector<std::string>{"intake account:13", "intake account:14"}));
  EXPECT_EQ(w().see("officer", open.id)["turn"]["role"].text(), "community_officer");
}

TEST_P(CaseRegrid, ACaseAboutAGridThatEndedGoesToItsSuccessor) {
  hire_new_leader();
  const auto answer = w().post("leader", "/api/v1/cases",
                               R"({"place_id":)" + std::to_string(kGrid.value) + R"(,"text":"网格里的路灯都不亮"})");
  ASSERT_EQ(answer.status, 201);
  const std::int64_t id = Json(answer.body)["case_id"].number();
  EXPECT_EQ(move_building(kLeaderlessGrid, {{kGrid, kLeaderlessGrid}}), 1);
  EXPECT_EQ(sees("new_leader", id), 200);
}

TEST_P(CaseRegrid, NobodyMayAskForTheStepByName) {
  const auto open = w().report();
  for (const char* who : {"leader", "officer", "county"})
    EXPECT_EQ(w().act(who, open.id, "regrid", R"(,"reason":"x")").code, "cases.not_your_turn") << who;
}

RUN_ON_EVERY_ENGINE(CaseRegrid);

}  // namespace
}  // namespace mashang::test
