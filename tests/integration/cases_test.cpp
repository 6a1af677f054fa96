// The closed loop through the HTTP API, on every engine: the stories, and the rules nobody gets round.
#include "integration/case_fixture.hpp"

namespace mashang::test {
namespace {

class Cases : public CaseTest {};

TEST_P(Cases, TheStraightPathIsConfirmedByTheReporterAndItsLogVerifies) {
  const auto made = w().report();
  ASSERT_EQ(made.status, 201);
  EXPECT_EQ(w().todos(made.id), std::vector<std::string>{"intake account:11"});
  EXPECT_EQ(w().act("leader", made.id, "accept").status, 200);
  EXPECT_EQ(w().todos(made.id), std::vector<std::string>{"dispatch account:11"});
  const Json offers(w().get("leader", "/api/v1/cases/" + std::to_string(made.id) + "/handlers").body);
  EXPECT_EQ(offers["items"][0]["organisation"]["name"].text(), "新城物业");
  EXPECT_EQ(offers["items"][0]["why"]["code"].text(), "property_of_compound");
  EXPECT_EQ(w().act("leader", made.id, "dispatch", R"(,"organisation_id":1)").status, 200);
  EXPECT_EQ(w().todos(made.id), std::vector<std::string>{"handle organisation:1"});
  EXPECT_EQ(w().act("property", made.id, "start").status, 200);
  EXPECT_EQ(w().act("property", made.id, "handle").code, "cases.after_picture_required");
  EXPECT_EQ(w().act("property", made.id, "handle", with_picture("moved")).status, 200);
  EXPECT_EQ(w().todos(made.id), std::vector<std::string>{"check account:11"});
  EXPECT_EQ(w().act("leader", made.id, "pass_check").status, 200);
  EXPECT_TRUE(w().todos(made.id).empty());
  const Json seen = w().link(made.link);
  EXPECT_EQ(seen["turn"]["role"].text(), "reporter");
  EXPECT_FALSE(seen["confirm_deadline"].is_null());
  EXPECT_EQ(seen["attachments"][0]["phase"].text(), "after");
  EXPECT_EQ(w().act_by_link(made.link, "confirm").status, 200);
  const Json closed = w().link(made.link);
  EXPECT_EQ(closed["state"].text(), "closed");
  EXPECT_EQ(closed["close_reason"].text(), "resident_confirmed");
  EXPECT_EQ(closed["steps"].size(), 7u);
  EXPECT_EQ(closed["steps"][1]["name"].text(), "小leader");
  EXPECT_EQ(closed["steps"][3]["name"].text(), "新城物业") << "of staff a resident learns the office, not the person";
  EXPECT_EQ(w().broken(), "");
}

TEST_P(Cases, NotSolvedGoesThroughRework) {
  const auto made = awaiting();
  EXPECT_EQ(w().act_by_link(made.link, "refuse").code, "cases.reason_required");
  EXPECT_EQ(w().act_by_link(made.link, "refuse", R"(,"reason":"车又堵上了")").status, 200);
  EXPECT_EQ(w().todos(made.id), std::vector<std::string>{"rework organisation:1"});
  EXPECT_EQ(w().see("leader", made.id)["reworks"].number(), 1);
  EXPECT_EQ(w().act("property", made.id, "restart").status, 200);
  EXPECT_EQ(w().act("property", made.id, "handle").code, "cases.after_picture_required")
      << "the old picture does not count";
  EXPECT_EQ(w().act("property", made.id, "handle", with_picture("again")).status, 200);
  EXPECT_EQ(w().act("leader", made.id, "pass_check").status, 200);
  EXPECT_EQ(w().act_by_link(made.link, "confirm").status, 200);
  EXPECT_EQ(w().state(made.id), "closed");
  EXPECT_EQ(w().broken(), "");
}

TEST_P(Cases, TwoReturnsAreArbitratedAndTheDecisionBinds) {
  const auto made = dispatched();
  EXPECT_EQ(w().act("property", made.id, "return_order").code, "cases.reason_required");
  EXPECT_EQ(w().act("property", made.id, "return_order", R"(,"reason":"不归我们管")").status, 200);
  EXPECT_EQ(w().act("leader", made.id, "dispatch", R"(,"organisation_id":1)").status, 200);
  EXPECT_EQ(w().act("property", made.id, "return_order", R"(,"reason":"还是不归")").status, 200);
  EXPECT_EQ(w().todos(made.id), (std::vector<std::string>{"arbitrate account:13", "arbitrate account:14"}));
  EXPECT_EQ(w().act("leader", made.id, "dispatch", R"(,"organisation_id":1)").code, "cases.returns_exhausted");
  EXPECT_EQ(w().act("leader", made.id, "arbitrate", R"(,"organisation_id":1,"reason":"x")").code,
            "cases.not_your_turn");
  EXPECT_EQ(w().act("officer", made.id, "arbitrate", R"(,"organisation_id":1,"reason":"合同写明由物业负责")").status,
            200);
  EXPECT_EQ(w().act("property", made.id, "return_order", R"(,"reason":"不干")").code, "cases.action_not_allowed");
  EXPECT_EQ(w().act("property", made.id, "start").status, 200);
  EXPECT_EQ(w().see("officer", made.id)["returns"].number(), 2);
  EXPECT_EQ(w().broken(), "");
}

TEST_P(Cases, ACompoundWithoutACompanyFallsToTheCommunity) {
  const auto made = w().report("bare");
  EXPECT_EQ(w().act("leader", made.id, "accept").status, 200);
  const Json offers(w().get("leader", "/api/v1/cases/" + std::to_string(made.id) + "/handlers").body);
  EXPECT_EQ(offers["items"][0]["organisation"]["name"].text(), "飞山社区居委会");
  EXPECT_EQ(offers["items"][0]["why"]["code"].text(), "community_without_property");
  EXPECT_EQ(offers["items"][0]["why"]["place"].text(), "老街院子");
  EXPECT_EQ(w().act("leader", made.id, "dispatch", R"(,"organisation_id":3)").status, 200);
  EXPECT_EQ(w().todos(made.id), (std::vector<std::string>{"handle account:13", "handle account:14"}));
  EXPECT_EQ(w().act("officer", made.id, "start").status, 200);
  EXPECT_EQ(w().act("officer", made.id, "handle", with_picture("cleared")).status, 200);
  EXPECT_EQ(w().act("officer", made.id, "pass_check").code, "cases.second_person_required");
  EXPECT_EQ(w().act("leader", made.id, "pass_check").status, 200);
  EXPECT_EQ(w().act_by_link(made.link, "confirm").status, 200);
}

TEST_P(Cases, AGridWithoutALeaderIsNobodysToForget) {
  const auto made = w().report("leaderless");
  EXPECT_EQ(w().todos(made.id), (std::vector<std::string>{"intake account:13", "intake account:14"}));
  EXPECT_EQ(w().see("officer", made.id)["turn"]["name"].text(), "飞山社区");
  const auto in_village = w().report("village");
  EXPECT_EQ(w().todos(in_village.id), std::vector<std::string>{"intake account:15"}) << "nobody there: the county";
}

TEST_P(Cases, WhatTheGridHandlesItselfSomebodyElseChecks) {
  const auto made = w().report();
  EXPECT_EQ(w().act("leader", made.id, "accept").status, 200);
  EXPECT_EQ(w().act("leader", made.id, "self_handle").status, 200);
  EXPECT_EQ(w().act("leader", made.id, "handle").code, "cases.after_picture_required");
  EXPECT_EQ(w().act("leader", made.id, "handle", with_picture("myself")).status, 200);
  EXPECT_EQ(w().todos(made.id), (std::vector<std::string>{"check account:13", "check account:14"}));
  EXPECT_EQ(w().act("leader", made.id, "pass_check").code, "cases.second_person_required");
  EXPECT_EQ(w().act("officer", made.id, "pass_check").status, 200);
}

TEST_P(Cases, BulkActionsKeepEveryRule) {
  const auto first = dispatched(), second = dispatched();
  EXPECT_EQ(w().act("property", first.id, "start").status, 200);
  EXPECT_EQ(w().act("property", second.id, "start").status, 200);
  const std::string ids = "[" + std::to_string(first.id) + "," + std::to_string(second.id) + ",999]";
  const Json handled(w().post("property", "/api/v1/cases/bulk-actions",
                              R"({"action":"handle","cases":)" + ids + R"(,"versions":[4,4,1]})")
                         .body);
  EXPECT_EQ(handled["items"][0]["code"].text(), "cases.after_picture_required");
  EXPECT_EQ(handled["items"][2]["code"].text(), "cases.unknown_case");
  EXPECT_EQ(w().act("property", first.id, "add_note", with_picture("a")).status, 200);
  const Json again(w().post("property", "/api/v1/cases/bulk-actions",
                            R"({"action":"handle","cases":)" + ids + R"(,"versions":[5,4,1]})")
                       .body);
  EXPECT_EQ(again["items"][0]["status"].number(), 200);
  EXPECT_EQ(again["items"][1]["status"].number(), 422);
  EXPECT_EQ(w().state(second.id), "in_progress");
  const Json confirmed(w().post("county", "/api/v1/cases/bulk-actions",
                                R"({"action":"confirm","cases":[)" + std::to_string(first.id) + R"(],"versions":[6]})")
                           .body);
  EXPECT_EQ(confirmed["items"][0]["status"].number(), 409);
  const Json timed(
      w().post("county", "/api/v1/cases/bulk-actions",
               R"({"action":"time_out","cases":[)" + std::to_string(awaiting().id) + R"(],"versions":[6]})")
          .body);
  EXPECT_EQ(timed["items"][0]["code"].text(), "cases.not_your_turn");
}

TEST_P(Cases, MergingTellsTheReporterAndCountsRepeats) {
  const auto first = w().report(), second = w().report();
  EXPECT_EQ(w().act("leader", second.id, "merge", R"(,"into_case_id":)" + std::to_string(second.id)).code,
            "cases.merge_target_unfit");
  EXPECT_EQ(w().act("leader", second.id, "merge", R"(,"into_case_id":)" + std::to_string(first.id)).status, 200);
  const Json seen = w().link(second.link);
  EXPECT_EQ(seen["state"].text(), "merged");
  EXPECT_EQ(seen["steps"][1]["reason"].text(), w().link(first.link)["number"].text());
  EXPECT_EQ(w().see("leader", second.id)["merged_into"].number(), first.id);
}

TEST_P(Cases, TheReporterOfAMergedCaseSeesHowTheOtherGoesOn) {
  const auto first = w().report("bare"), second = w().report(), third = w().report();
  EXPECT_TRUE(w().link(third.link)["merged_into"].is_null());
  const auto into = [](const CaseWorld::Receipt& made) { return R"(,"into_case_id":)" + std::to_string(made.id); };
  ASSERT_EQ(w().act("leader", third.id, "merge", into(second) + R"(,"reason":"同一辆车")").status, 200);
  EXPECT_EQ(w().link(third.link)["steps"][1]["reason"].text(), w().link(second.link)["number"].text() + " 同一辆车");
  ASSERT_EQ(w().act("leader", second.id, "merge", into(first)).status, 200);
  ASSERT_EQ(w().act("leader", first.id, "accept").status, 200);
  const std::string number = w().link(first.link)["number"].text();
  for (const auto& merged : {second, third}) {
    const Json joined = w().link(merged.link)["merged_into"];
    EXPECT_EQ(joined["number"].text(), number);
    EXPECT_EQ(joined["state"].text(), "accepted");
    EXPECT_EQ(joined["turn"]["name"].text(), "小leader");
    EXPECT_FALSE(joined["deadline"].is_null());
    const std::string body = w().client.call(http::Method::get, "/api/v1/links/" + merged.link).body;
    EXPECT_EQ(body.find("老街院子"), std::string::npos) << "where the other reporter lives is not hers to know";
  }
  ASSERT_EQ(w().act_by_link(first.link, "withdraw").status, 200);
  EXPECT_EQ(w().link(third.link)["merged_into"]["state"].text(), "closed");
  EXPECT_EQ(w().link(third.link)["merged_into"]["close_reason"].text(), "withdrawn");
}

TEST_P(Cases, TheCaseThatGoesOnSaysWhoJoinedIt) {
  const auto first = w().report(), second = w().report();
  const std::string into = R"(,"into_case_id":)" + std::to_string(first.id);
  ASSERT_EQ(w().act("leader", second.id, "merge", into).status, 200);
  const Json seen = w().link(first.link);
  EXPECT_EQ(seen["version"].number(), 2);
  EXPECT_EQ(seen["steps"].size(), 2u);
  EXPECT_EQ(seen["steps"][1]["action"].text(), "join");
  EXPECT_EQ(seen["steps"][1]["name"].text(), "小leader");
  EXPECT_EQ(seen["steps"][1]["reason"].text(), w().link(second.link)["number"].text());
  EXPECT_EQ(w().act("leader", first.id, "join", R"(,"reason":"x")").code, "cases.not_your_turn");
  for (int i = 0; i < 3; ++i) ASSERT_EQ(w().act("leader", w().report().id, "merge", into).status, 200);
  const Json flags = w().see("leader", first.id)["flags"];
  EXPECT_EQ(flags[flags.size() - 1].text(), "mass_affecting");
  EXPECT_EQ(w().todos(first.id), std::vector<std::string>{"intake account:11"}) << "nobody is asked twice";
  EXPECT_EQ(w().broken(), "");
}

TEST_P(Cases, ALeaderDispatchesToOffersOnlyAnOfficerElsewhereWithAReason) {
  const auto made = w().report();
  EXPECT_EQ(w().act("leader", made.id, "accept").status, 200);
  EXPECT_EQ(w().act("leader", made.id, "dispatch", R"(,"organisation_id":5)").code, "cases.not_an_offer");
  EXPECT_EQ(w().act("leader", made.id, "dispatch", R"(,"organisation_id":77)").code, "identity.unknown_organisation");
  EXPECT_EQ(w().act("officer", made.id, "dispatch", R"(,"organisation_id":5)").code, "cases.reason_required");
  EXPECT_EQ(w().act("officer", made.id, "dispatch", R"(,"organisation_id":5,"reason":"水管在路下")").status, 200);
  EXPECT_EQ(w().todos(made.id), std::vector<std::string>{"handle organisation:5"});
}

}  // namespace

RUN_ON_EVERY_ENGINE(Cases);

}  // namespace mashang::test
