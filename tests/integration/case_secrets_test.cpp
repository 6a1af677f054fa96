// What must not be learnt: restricted matters by whoever has nothing to do with them any more, hidden reporters by
// handlers.
#include "integration/case_fixture.hpp"

namespace mashang::test {
namespace {

using notify::ListState;

class CaseSecrets : public CaseTest {
 protected:
  /// Given to the company as an ordinary matter, given back, and only then seen for what it is.
  CaseWorld::Receipt returned_then_restricted() {
    auto made = dispatched(R"({"text":"302有人打孩子，听到哭声"})");
    EXPECT_EQ(w().act("property", made.id, "return_order", R"(,"reason":"不归物业管")").status, 200);
    EXPECT_EQ(w().act("leader", made.id, "classify", R"(,"category":"0706")").status, 200);
    return made;
  }
  void expect_nothing_is_told(const std::string& who, std::int64_t id) {
    EXPECT_EQ(sees(who, id), 404);
    EXPECT_TRUE(lists(who).empty());
    EXPECT_EQ(todo_list(who, ListState::open), "");
    EXPECT_EQ(todo_list(who, ListState::done), "");
    EXPECT_EQ(heard(who).find("event: todo\n"), std::string::npos) << "not even after a long time without signal";
  }
};

TEST_P(CaseSecrets, TheReporterOfNoiseIsHiddenFromHandlers) {
  const auto made = w().report(
      "flat", R"({"text":"楼上半夜打麻将","category":"0701","contact_name":"王小明","contact_phone":"13812345678"})");
  const Json leader = w().see("leader", made.id);
  EXPECT_EQ(leader["reporter"]["name"].text(), "王**");
  EXPECT_EQ(leader["reporter"]["phone"].text(), "138****5678");
  EXPECT_EQ(leader["place"]["name"].text(), "新城小区14栋401");
  ASSERT_EQ(w().act("leader", made.id, "accept").status, 200);
  ASSERT_EQ(w().act("leader", made.id, "dispatch", R"(,"organisation_id":1)").status, 200);
  const Json property = w().see("property", made.id);
  EXPECT_TRUE(property["reporter"].is_null());
  EXPECT_TRUE(property["reporter_hidden"].flag());
  EXPECT_EQ(property["place"]["name"].text(), "新城小区14栋");
  EXPECT_EQ(property["place"]["id"].number(), kBuilding.value);
  const std::string everything = w().get("property", "/api/v1/cases/" + std::to_string(made.id)).body +
                                 w().get("property", "/api/v1/cases/" + std::to_string(made.id) + "/history").body +
                                 w().get("property", "/api/v1/cases").body;
  for (const char* secret : {"401", "王", "138"}) EXPECT_EQ(everything.find(secret), std::string::npos) << secret;
  EXPECT_TRUE(lists("property", "place=" + std::to_string(kFlat.value)).empty())
      << "a filter must not find out the flat";
  EXPECT_EQ(lists("leader", "place=" + std::to_string(kBuilding.value)).size(), 1u);
}

TEST_P(CaseSecrets, TheHouseOfAHiddenReporterIsNoPointOnTheMap) {
  const auto made = w().report("village", R"({"text":"邻居的狗整夜叫","category":"0702"})");
  ASSERT_EQ(w().act("county", made.id, "accept").status, 200);
  ASSERT_EQ(w().act("county", made.id, "dispatch", R"(,"organisation_id":5,"reason":"代管")").status, 200);
  EXPECT_TRUE(w().see("water", made.id)["location"].is_null());
  EXPECT_EQ(w().see("water", made.id)["place"]["name"].text(), "地笋村");
  EXPECT_EQ(w().see("water", made.id)["place"]["id"].number(), kVillage.value);
  EXPECT_FALSE(w().see("county", made.id)["location"].is_null());
  EXPECT_EQ(Json(w().get("water", "/api/v1/map/cases").body)["features"].size(), 0u);
  EXPECT_EQ(Json(w().get("county", "/api/v1/map/cases").body)["features"].size(), 1u);
}

TEST_P(CaseSecrets, RestrictedMattersOpenForTheNamedHandlersOnly) {
  const auto made = w().report("flat", R"({"text":"隔壁打孩子","category":"0903"})");
  for (const std::string who : {"leader", "officer", "county"}) EXPECT_EQ(sees(who, made.id), 200) << who;
  for (const std::string who : {"worker", "property", "other_leader", "water"}) {
    EXPECT_EQ(sees(who, made.id), 404) << who;
    EXPECT_TRUE(lists(who).empty()) << who;
  }
  ASSERT_EQ(w().act("leader", made.id, "accept").status, 200);
  EXPECT_EQ(w().act("officer", made.id, "dispatch", R"(,"organisation_id":1,"reason":"x")").code,
            "cases.restricted_not_for_property");
}

TEST_P(CaseSecrets, AReturnedOrderOpensNothingToWhoReturnedIt) {
  const auto made = dispatched();
  ASSERT_EQ(w().act("property", made.id, "return_order", R"(,"reason":"不归物业管")").status, 200);
  EXPECT_EQ(sees("property", made.id), 404);
  EXPECT_TRUE(lists("property").empty());
  EXPECT_TRUE(w().see("leader", made.id)["handler"].is_null());
  EXPECT_EQ(w().see("leader", made.id)["turn"]["role"].text(), "grid_leader");
  EXPECT_EQ(history("leader", made.id)[3]["name"].text(), "新城物业 小property") << "history keeps who it was";
  ASSERT_EQ(w().act("leader", made.id, "dispatch", R"(,"organisation_id":1)").status, 200);
  EXPECT_EQ(sees("property", made.id), 200) << "given to them again, it is theirs again";
}

TEST_P(CaseSecrets, ARestrictedCaseIsNotForACompanyThatGaveItBack) {
  const auto made = returned_then_restricted();
  expect_nothing_is_told("property", made.id);
  const std::int64_t before = newest_event();
  clock_.advance(Minutes{1});
  ASSERT_EQ(w().act("officer", made.id, "dispatch", R"(,"organisation_id":3)").status, 200);
  expect_nothing_is_told("property", made.id);
  EXPECT_EQ(heard("property", before), "") << "nor how it goes on";
  EXPECT_NE(todo_list("leader", ListState::done).find("打孩子"), std::string::npos);
  EXPECT_NE(heard("officer", before), "");
}

TEST_P(CaseSecrets, AReopenedCaseThatBecameRestrictedIsNotForItsFirstHandler) {
  const auto made = awaiting();
  ASSERT_EQ(w().act_by_link(made.link, "confirm").status, 200);
  ASSERT_EQ(w().act_by_link(made.link, "reopen", R"(,"reason":"又来了")").status, 200);
  EXPECT_NE(todo_list("property", ListState::done), "") << "an ordinary matter stays on the list of work done";
  ASSERT_EQ(w().act("leader", made.id, "classify", R"(,"category":"0706")").status, 200);
  expect_nothing_is_told("property", made.id);
}

TEST_P(CaseSecrets, AWorkerWhoPassedItUpIsToldNothingOnceItIsRestricted) {
  const auto made = w().report("flat", R"({"text":"302有人打孩子"})");
  ASSERT_EQ(w().act("leader", made.id, "accept").status, 200);
  ASSERT_EQ(w().act("worker", made.id, "self_handle").status, 200);
  ASSERT_EQ(w().act("worker", made.id, "pass_up", R"(,"reason":"要报警")").status, 200);
  ASSERT_EQ(w().act("leader", made.id, "classify", R"(,"category":"0706")").status, 200);
  EXPECT_EQ(sees("worker", made.id), 404);
  EXPECT_EQ(todo_list("worker", ListState::done), "");
  const std::int64_t before = newest_event();
  ASSERT_EQ(w().act("leader", made.id, "self_handle").status, 200);
  EXPECT_EQ(sees("worker", made.id), 200) << "handled by the grid, it is hers too";
  EXPECT_NE(todo_list("worker", ListState::open).find("打孩子"), std::string::npos);
  EXPECT_NE(heard("worker", before).find("event: todo\n"), std::string::npos);
}

TEST_P(CaseSecrets, TheFlatOfAHiddenReporterStandsInNoTodo) {
  const auto made = w().report("flat", R"({"text":"楼上半夜打麻将","category":"0701"})");
  ASSERT_EQ(w().act("leader", made.id, "accept").status, 200);
  ASSERT_EQ(w().act("worker", made.id, "self_handle").status, 200);
  EXPECT_EQ(w().see("worker", made.id)["place"]["name"].text(), "新城小区14栋");
  EXPECT_EQ(todo_list("worker", ListState::open), "楼上半夜打麻将 新城小区14栋\n");
  EXPECT_NE(heard("worker").find("打麻将"), std::string::npos);
  EXPECT_EQ(heard("worker").find("401"), std::string::npos);
  ASSERT_EQ(w().act("worker", made.id, "handle", with_picture("quiet")).status, 200);
  EXPECT_EQ(todo_list("worker", ListState::done).find("401"), std::string::npos);
  EXPECT_EQ(w().see("leader", made.id)["place"]["name"].text(), "新城小区14栋401") << "she must know where to go";
}

TEST_P(CaseSecrets, AHiddenReporterWhoIsStaffIsNamedToTrustedPeopleOnly) {
  const Json made(
      w().post("worker", "/api/v1/cases",
               R"({"place_id":)" + std::to_string(kFlat.value) + R"(,"text":"楼上半夜打麻将","category":"0701"})")
          .body);
  const std::int64_t id = made["case_id"].number();
  ASSERT_EQ(w().act("leader", id, "accept").status, 200);
  ASSERT_EQ(w().act("leader", id, "dispatch", R"(,"organisation_id":1)").status, 200);
  ASSERT_EQ(w().act_by_link(made["link_token"].text(), "urge").status, 200);
  const Json told = history("property", id);
  EXPECT_EQ(told[0]["action"].text(), "submit");
  EXPECT_EQ(told[0]["role"].text(), "reporter");
  EXPECT_TRUE(told[0]["name"].is_null());
  EXPECT_TRUE(told[3]["name"].is_null());
  EXPECT_EQ(told[1]["name"].text(), "飞山第一网格 小leader") << "whoever works on it is named as ever";
  const std::string all = w().get("property", "/api/v1/cases/" + std::to_string(id) + "/history").body;
  EXPECT_EQ(all.find("小worker"), std::string::npos);
  EXPECT_EQ(history("leader", id)[0]["name"].text(), "飞山第一网格 小worker");
  EXPECT_EQ(history("leader", id)[0]["role"].text(), "grid_worker");
}

}  // namespace

RUN_ON_EVERY_ENGINE(CaseSecrets);

}  // namespace mashang::test
