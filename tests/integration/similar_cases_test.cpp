// Said before: what a neighbour is told while she writes, and what staff are offered.
#include "integration/case_fixture.hpp"

namespace mashang::test {
namespace {

class SimilarCases : public CaseTest {
 protected:
  Json known_at(const std::string& door, const std::string& text) {
    w().remember_all();
    return Json(w().client
                    .call(http::Method::post, "/api/v1/door/" + w().door(door) + "/understanding", {},
                          R"({"text":")" + text + R"("})")
                    .body)["similar"];
  }
  Json similar(const std::string& who, std::int64_t id) {
    w().remember_all();
    return Json(w().get(who, "/api/v1/cases/" + std::to_string(id) + "/similar").body);
  }
  CaseWorld::Receipt solved(const std::string& text, const std::string& reply) {
    const auto made = w().report("flat", R"({"text":")" + text + R"(","category":"0402"})");
    w().act("leader", made.id, "accept");
    w().act("leader", made.id, "dispatch", R"(,"organisation_id":1)");
    w().act("property", made.id, "start");
    w().act("property", made.id, "handle", R"(,"reason":")" + reply + "\"" + with_picture("done"));
    w().act("leader", made.id, "pass_check");
    EXPECT_EQ(w().act_by_link(made.link, "confirm").status, 200);
    return made;
  }
  static constexpr const char* kBlocked = "电动车堵了14栋的消防通道";
};

TEST_P(SimilarCases, ANeighbourIsToldWhatIsKnownAlreadyAndNoMore) {
  const auto first = w().report("flat", std::string(R"({"text":")") + kBlocked + R"(","category":"0402"})");
  const Json known = known_at("flat", "消防通道又被电动车堵住了");
  ASSERT_EQ(known.size(), 1u);
  EXPECT_EQ(known[0]["case_id"].number(), first.id);
  EXPECT_EQ(known[0]["category"].text(), "0402");
  EXPECT_EQ(known[0]["place"].text(), "新城小区14栋") << "the building, never the flat";
  EXPECT_EQ(known[0]["people"].number(), 1);
}

TEST_P(SimilarCases, AnUnreadReportIsKnownByItsLikelyKind) {
  w().report("flat", std::string(R"({"text":")") + kBlocked + R"("})");
  ASSERT_EQ(known_at("flat", "消防通道又被电动车堵住了").size(), 1u);
}

TEST_P(SimilarCases, WhatIsOverElsewhereOrAnotherMatterIsNotOffered) {
  const auto over = w().report("flat", std::string(R"({"text":")") + kBlocked + R"(","category":"0402"})");
  ASSERT_EQ(w().act_by_link(over.link, "withdraw").status, 200);
  w().report("other", std::string(R"({"text":")") + kBlocked + R"(","category":"0402"})");
  w().report("flat", R"({"text":"垃圾桶满了没人收","category":"0601"})");
  EXPECT_EQ(known_at("flat", "消防通道又被电动车堵住了").size(), 0u);
}

TEST_P(SimilarCases, ASecretIsToldToNoNeighbourNotEvenUnread) {
  w().report("flat", R"({"text":"楼上两口子打架，女的一直在哭喊救命"})");
  w().report("flat", R"({"text":"楼上半夜打麻将太吵","category":"0701"})");
  EXPECT_EQ(known_at("flat", "楼上又在打架，哭喊").size(), 0u);
  EXPECT_EQ(known_at("flat", "楼上半夜打麻将，吵得睡不着").size(), 0u);
}

TEST_P(SimilarCases, StaffAreOfferedOpenOnesTheyMaySee) {
  const auto first = w().report("flat", std::string(R"({"text":")") + kBlocked + R"(","category":"0402"})");
  const auto second = w().report("flat", R"({"text":"消防通道被电动车堵住","category":"0402"})");
  const Json open = similar("leader", second.id)["open"];
  ASSERT_EQ(open.size(), 1u);
  EXPECT_EQ(open[0]["case"]["id"].number(), first.id);
  EXPECT_EQ(open[0]["reasons"][0].text(), "same_place");
  EXPECT_EQ(w().get("other_leader", "/api/v1/cases/" + std::to_string(second.id) + "/similar").status, 404);
}

TEST_P(SimilarCases, AnAcceptedReplyIsOfferedToWhoHandlesALikeMatter) {
  solved(kBlocked, "已把电动车移到车棚，划了黄线");
  const auto next = w().report("other", R"({"text":"消防通道被电动车堵住","category":"0402"})");
  w().act("other_leader", next.id, "accept");
  w().act("other_leader", next.id, "dispatch", R"(,"organisation_id":2)");
  const Json answers = similar("other_property", next.id)["answers"];
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_EQ(answers[0]["reply"].text(), "已把电动车移到车棚，划了黄线");
  EXPECT_EQ(answers[0]["place"].text(), "新城小区");
  EXPECT_TRUE(answers[0]["case_id"].is_null()) << "the case itself is not for her eyes";
}

TEST_P(SimilarCases, ARestartRemembersWhatWasSaid) {
  w().report("flat", std::string(R"({"text":")") + kBlocked + R"(","category":"0402"})");
  w().remember_all();
  echoes::SaidBefore said;
  cases::Echoing echoing{w().db, kTown, w().triage, said};
  ASSERT_TRUE(echoing.load());
  EXPECT_EQ(said.size(), 1u);
}

RUN_ON_EVERY_ENGINE(SimilarCases);

}  // namespace
}  // namespace mashang::test
