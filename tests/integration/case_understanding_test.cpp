// Suggestions over HTTP: while a report is written, for whoever takes it in, and how decisions teach.
#include "integration/case_fixture.hpp"

namespace mashang::test {
namespace {

class CaseUnderstanding : public CaseTest {
 protected:
  Answer understand(const std::string& text, const std::string& door = "flat") {
    return w().client.call(http::Method::post, "/api/v1/door/" + w().door(door) + "/understanding", {},
                           R"({"text":")" + text + R"("})");
  }
  std::string first_kind(const std::string& who, std::int64_t id) {
    return Json(w().get(who, "/api/v1/cases/" + std::to_string(id) + "/suggestions").body)["kinds"][0]["code"].text();
  }
};

TEST_P(CaseUnderstanding, WhoWritesSeesWhatIsUnderstood) {
  const Json heard(understand("楼上漏水漏到我家里来了").body);
  EXPECT_EQ(heard["kinds"][0]["code"].text(), "0304");
  EXPECT_GT(heard["kinds"][0]["words"].size(), 0U);
  EXPECT_EQ(heard["alarm"].text(), "none");
  EXPECT_TRUE(heard["number"].is_null());
}

TEST_P(CaseUnderstanding, DangerNamesTheNumber) {
  const Json heard(understand("隔壁着火了好大的烟").body);
  EXPECT_EQ(heard["alarm"].text(), "call");
  EXPECT_EQ(heard["number"].text(), "119");
}

TEST_P(CaseUnderstanding, WithoutACodeTheWordsSayWhere) {
  const auto answer = w().client.call(http::Method::post, "/api/v1/understanding", {},
                                      R"({"text":"新城小区14栋401楼上漏水，家里都潮了"})");
  ASSERT_EQ(answer.status, 200);
  const Json place = Json(answer.body)["place"];
  EXPECT_EQ(place["place_id"].number(), kFlat.value);
  EXPECT_EQ(place["from"].text(), "text");
  ASSERT_EQ(place["suspected"].size(), 1u);
  EXPECT_EQ(place["suspected"][0]["place_id"].number(), kFlatAbove.value);
  EXPECT_TRUE(Json(w().client.call(http::Method::post, "/api/v1/understanding", {}, R"({"text":"漏水"})").body)["place"]
                  .is_null());
}

TEST_P(CaseUnderstanding, TheDoorIsThePlaceUnlessTheTextSaysOtherwise) {
  const Json here = Json(understand("家里漏水").body)["place"];
  EXPECT_EQ(here["place_id"].number(), kFlat.value);
  EXPECT_EQ(here["from"].text(), "code");
  const Json there = Json(understand("老街院子14栋的灯不亮").body)["place"];
  EXPECT_EQ(there["place_id"].number(), kBareBuilding.value);
  EXPECT_EQ(there["from"].text(), "text");
}

TEST_P(CaseUnderstanding, WhoIsNotShownTheFlatDoesNotReadItInTheSuggestions) {
  const auto made = w().report("flat", R"({"text":"楼上半夜打麻将太吵","category":"0701"})");
  const std::string path = "/api/v1/cases/" + std::to_string(made.id) + "/suggestions";
  EXPECT_EQ(Json(w().get("leader", path).body)["place"]["place_id"].number(), kFlat.value);
  EXPECT_TRUE(Json(w().get("worker", path).body)["place"].is_null());
}

TEST_P(CaseUnderstanding, OnlyWhoHoldsADoorCodeIsAnswered) {
  const auto answer =
      w().client.call(http::Method::post, "/api/v1/door/nothing/understanding", {}, R"({"text":"漏水"})");
  EXPECT_EQ(answer.status, 404);
}

TEST_P(CaseUnderstanding, NothingWrittenIsNothingUnderstood) {
  const auto answer = understand("");
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(Json(answer.body)["unsure"].flag());
  EXPECT_EQ(
      w().client.call(http::Method::post, "/api/v1/door/" + w().door("flat") + "/understanding", {}, R"({"txt":1})")
          .status,
      422);
}

TEST_P(CaseUnderstanding, AnEmergencyIsHastenedUntilSomebodyDecides) {
  const auto made = w().report("flat", R"({"text":"我爷爷倒在地上叫不醒"})");
  const Json seen = w().see("leader", made.id);
  EXPECT_EQ(seen["urgency"].text(), "emergency");
  EXPECT_TRUE(seen["category"].is_null());
  w().act("leader", made.id, "classify", R"(,"category":"1103")");
  EXPECT_EQ(w().see("leader", made.id)["urgency"].text(), "normal");
}

TEST_P(CaseUnderstanding, ARoutineMatterIsNotHastened) {
  const auto made = w().report("flat", R"({"text":"垃圾桶满了没人收"})");
  EXPECT_EQ(w().see("leader", made.id)["urgency"].text(), "normal");
}

TEST_P(CaseUnderstanding, SuggestionsAreForWhoMaySeeTheCase) {
  const auto made = w().report("flat", R"({"text":"楼上漏水漏到我家里来了"})");
  EXPECT_EQ(first_kind("leader", made.id), "0304");
  EXPECT_EQ(w().get("other_leader", "/api/v1/cases/" + std::to_string(made.id) + "/suggestions").status, 404);
}

TEST_P(CaseUnderstanding, ADecisionTeachesTheNextSimilarReport) {
  const std::string text = "河边那条步道的木板翘起来了，推婴儿车过不去";
  const auto made = w().report("flat", R"({"text":")" + text + R"("})");
  const std::string before = first_kind("leader", made.id);
  const std::string decided = before == "1104" ? "0108" : "1104";
  w().act("leader", made.id, "classify", R"(,"category":")" + decided + R"(")");
  ASSERT_TRUE(w().lessons.take());
  const auto next = w().report("flat", R"({"text":"河边步道的木板翘了，婴儿车推不过去"})");
  EXPECT_EQ(first_kind("leader", next.id), decided);
}

TEST_P(CaseUnderstanding, AgreementIsCountedOnce) {
  for (const auto& [text, category] : {std::pair{"楼上漏水漏到我家里来了", "0304"}, {"垃圾桶满了没人收", "0601"}}) {
    const auto made = w().report("flat", std::string(R"({"text":")") + text + R"("})");
    w().act("leader", made.id, "classify", std::string(R"(,"category":")") + category + R"(")");
  }
  ASSERT_TRUE(w().lessons.take());
  // A second server learns the same from the start.
  triage::Triage another = CaseWorld::fresh_triage();
  ASSERT_TRUE(cases::Lessons(w().db, kTown, another).take());
  const Json quality(w().get("county", "/api/v1/triage/quality").body);
  ASSERT_EQ(quality["weeks"].size(), 1U);
  EXPECT_EQ(quality["weeks"][0]["decisions"].number(), 2);
  EXPECT_EQ(quality["weeks"][0]["first_right"].number(), 1);
  EXPECT_FALSE(quality["weeks"][0]["drifted"].flag());
}

TEST_P(CaseUnderstanding, QualityIsForCountyOfficers) {
  EXPECT_EQ(w().get("leader", "/api/v1/triage/quality").status, 403);
}

RUN_ON_EVERY_ENGINE(CaseUnderstanding);

}  // namespace
}  // namespace mashang::test
