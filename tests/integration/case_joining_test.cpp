// Reports without a door code, and "me too": a report that its reporter says is a matter already known.
#include "integration/case_fixture.hpp"

namespace mashang::test {
namespace {

class CaseJoining : public CaseTest {
 protected:
  Answer report_openly(const std::string& fields, const std::string& key = "") {
    Headers headers;
    if (!key.empty()) headers.emplace("Idempotency-Key", key);
    return w().client.call(http::Method::post, "/api/v1/reports", headers, "{" + fields + "}");
  }
  static std::string at(PlaceId place) { return "\"place_id\":" + std::to_string(place.value); }
  CaseWorld::Receipt me_too(std::int64_t known, const std::string& door = "flat") {
    return w().report(door, R"({"text":"我们这边也堵了","joins":)" + std::to_string(known) + "}");
  }
};

TEST_P(CaseJoining, SomebodyWithoutACodeReportsAtAPlaceSheConfirmed) {
  const auto answer = report_openly(at(kBuilding) + R"(,"text":"楼道灯不亮")");
  ASSERT_EQ(answer.status, 201);
  const Json made(answer.body);
  const Json seen = w().see("leader", made["case_id"].number());
  EXPECT_EQ(seen["place"]["name"].text(), "新城小区14栋");
  EXPECT_EQ(history("leader", made["case_id"].number())[0]["reason"].text(), "without_code");
  EXPECT_EQ(w().link(made["link_token"].text())["state"].text(), "submitted");
  EXPECT_EQ(w().broken(), "");
}

TEST_P(CaseJoining, WhereNobodyKnowsThePlaceTheCountyTakesItIn) {
  const auto answer = report_openly(at(PlaceId{kTown.value}) + R"(,"text":"桥头的栏杆断了")");
  ASSERT_EQ(answer.status, 201);
  const std::int64_t id = Json(answer.body)["case_id"].number();
  EXPECT_EQ(w().see("county", id)["turn"]["role"].text(), "county_officer");
  EXPECT_EQ(w().get("leader", "/api/v1/cases/" + std::to_string(id)).status, 404);
}

TEST_P(CaseJoining, WithoutACodeThePlaceMustBeNamedAndExist) {
  const auto unnamed = report_openly(R"("text":"楼道灯不亮")");
  EXPECT_EQ(unnamed.status, 422);
  EXPECT_EQ(report_openly(R"("place_id":77,"text":"楼道灯不亮")").code, "places.unknown_place");
  EXPECT_EQ(report_openly(at(kBuilding)).code, "cases.report_empty");
}

TEST_P(CaseJoining, ARepeatedRequestWithoutACodeMakesOneCase) {
  const std::string fields = at(kBuilding) + R"(,"text":"楼道灯不亮")";
  const Json first(report_openly(fields, "once").body), again(report_openly(fields, "once").body);
  EXPECT_EQ(first["case_id"].number(), again["case_id"].number());
  EXPECT_EQ(report_openly(fields + R"(,"category":"0402")", "once").code, "http.idempotency_mismatch");
}

TEST_P(CaseJoining, WhatTheTextSaysOverridesTheDoor) {
  const auto made =
      w().report("flat", R"({"text":"老街院子那边的灯不亮","place_id":)" + std::to_string(kBareBuilding.value) + "}");
  EXPECT_EQ(w().see("county", made.id)["place"]["id"].number(), kBareBuilding.value);
}

TEST_P(CaseJoining, MeTooJoinsAtOnceAndFollowsTheOther) {
  const auto first = w().report();
  const auto mine = me_too(first.id);
  ASSERT_EQ(mine.status, 201);
  const Json seen = w().link(mine.link);
  EXPECT_EQ(seen["state"].text(), "merged");
  EXPECT_EQ(seen["merged_into"]["number"].text(), w().link(first.link)["number"].text());
  const Json steps = history("leader", mine.id);
  EXPECT_EQ(steps[1]["action"].text(), "merge");
  EXPECT_EQ(steps[1]["role"].text(), "reporter");
  EXPECT_TRUE(w().todos(mine.id).empty()) << "nobody is asked to take in what is joined";
  const Json other = w().link(first.link);
  EXPECT_EQ(other["steps"][1]["action"].text(), "join");
  EXPECT_EQ(w().broken(), "");
}

TEST_P(CaseJoining, OnlyWhatIsOpenNearAndNoSecretCanBeJoined) {
  const auto over = w().report(), far = w().report("other");
  ASSERT_EQ(w().act_by_link(over.link, "withdraw").status, 200);
  const auto noise = w().report("flat", R"({"text":"楼上半夜很吵","category":"0701"})");
  const auto secret = w().report("flat", R"({"text":"听到打骂声","category":"0706"})");
  for (const std::int64_t id : {over.id, far.id, noise.id, secret.id, std::int64_t{5}})
    EXPECT_EQ(me_too(id).code, "cases.merge_target_unfit") << id;
  EXPECT_EQ(lists("county").size(), 4u) << "what was refused left nothing behind";
}

TEST_P(CaseJoining, ByHerLinkSheJoinsOnlyWhatSheCouldHaveJoinedAtOnce) {
  const auto near = w().report(), far = w().report("other"), mine = w().report();
  const auto into = [](const CaseWorld::Receipt& made) { return R"(,"into_case_id":)" + std::to_string(made.id); };
  EXPECT_EQ(w().act_by_link(mine.link, "merge", into(far)).code, "cases.merge_target_unfit");
  EXPECT_EQ(w().act_by_link(mine.link, "merge", into(mine)).code, "cases.merge_target_unfit");
  EXPECT_EQ(w().act_by_link(mine.link, "merge", into(near)).status, 200);
}

RUN_ON_EVERY_ENGINE(CaseJoining);

}  // namespace
}  // namespace mashang::test
