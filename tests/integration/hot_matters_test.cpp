// What several people report at once, over HTTP.
#include "integration/case_fixture.hpp"

namespace mashang::test {
namespace {

class HotMattersOverHttp : public CaseTest {
 protected:
  /// Each household of the compound says it in its own words.
  std::vector<CaseWorld::Receipt> three_neighbours() {
    std::vector<CaseWorld::Receipt> made;
    const auto say = [&](const std::string& door, const std::string& text) {
      made.push_back(w().report(door, R"({"text":")" + text + R"(","category":"0402"})"));
      clock_.set(clock_.now() + days(1));
    };
    say("flat", "新城小区东门夜市烧烤摊油烟太大，窗户都不敢开");
    say("bare", "新城小区东门的烧烤夜市油烟熏人，天天闻着呛");
    say("leaderless", "东门夜市烧烤油烟飘进新城小区，晚上睡不着");
    return made;
  }
  Json hot(const std::string& who) { return Json(w().get(who, "/api/v1/hot-matters").body); }
};

TEST_P(HotMattersOverHttp, BeforeTheFirstLookNothingIsSaid) {
  const Json answer = hot("county");
  EXPECT_TRUE(answer["found_at"].is_null());
  EXPECT_EQ(answer["items"].size(), 0u);
}

TEST_P(HotMattersOverHttp, ThreePeopleOnOneEventAreAHotMatter) {
  const auto made = three_neighbours();
  w().report("flat", R"({"text":"电梯按钮坏了","category":"0401"})");
  ASSERT_TRUE(w().talk.refresh());
  const Json items = hot("county")["items"];
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0]["people"].number(), 3);
  EXPECT_EQ(items[0]["cases"].size(), 3u);
  EXPECT_EQ(items[0]["category"].text(), "0402");
  EXPECT_EQ(items[0]["place"].text(), "飞山社区");
  EXPECT_EQ(items[0]["heat"].size(), 3u);
  EXPECT_NE(items[0]["title"].text().find("油烟"), std::string::npos);
}

TEST_P(HotMattersOverHttp, ReportsOfTheDayJoinAtTheNextLook) {
  three_neighbours();
  ASSERT_TRUE(w().talk.refresh());
  w().report("village", R"({"text":"新城小区东门夜市的烧烤油烟，路过都呛","category":"0402"})");
  ASSERT_TRUE(w().talk.refresh());
  EXPECT_EQ(hot("county")["items"][0]["people"].number(), 4);
}

TEST_P(HotMattersOverHttp, OnePersonsCopiesAreOnePerson) {
  for (int i = 0; i < 4; ++i)
    w().report("flat", R"({"text":"新城小区东门夜市烧烤摊油烟太大，窗户都不敢开","category":"0402"})");
  ASSERT_TRUE(w().talk.refresh());
  EXPECT_EQ(hot("county")["items"].size(), 0u);
}

TEST_P(HotMattersOverHttp, SecretsAreNeverTalkedAbout) {
  const auto made = three_neighbours();
  ASSERT_TRUE(w().talk.refresh());
  w().act("leader", made[0].id, "classify", R"(,"category":"0706")");
  EXPECT_EQ(hot("county")["items"].size(), 0u) << "two are not enough, and the third is a secret by now";
}

TEST_P(HotMattersOverHttp, OnlyOfficersAskAndSeeTheirOwn) {
  three_neighbours();
  ASSERT_TRUE(w().talk.refresh());
  EXPECT_EQ(hot("officer")["items"].size(), 1u);
  EXPECT_EQ(hot("other_officer")["items"].size(), 0u);
  for (const char* who : {"leader", "worker", "property"})
    EXPECT_EQ(w().get(who, "/api/v1/hot-matters").code, "cases.officers_only");
}

RUN_ON_EVERY_ENGINE(HotMattersOverHttp);

}  // namespace
}  // namespace mashang::test
