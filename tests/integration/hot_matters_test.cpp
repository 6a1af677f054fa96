// What several people report at once, over HTTP.
#include "integration/case_fixture.hpp"

namespace mashang::test {
namespace {

/// What else a county reports: how rare a word is can only be told among many.
constexpr const char* kOfTheDay[] = {
    "电梯按钮坏了，按了没反应", "单元门关不上，老是敞着", "垃圾桶满了没人收",       "三楼楼道灯不亮",
    "下水道堵了，水漫到路上",   "健身器材螺丝松了",       "井盖翘起来了，走路绊脚", "家里停水一上午了",
    "路灯一闪一闪的",           "树枝压到电线上",         "快递柜打不开",           "电动车堵了消防通道",
    "楼顶漏雨，墙皮都掉了",     "小广告贴满了楼道",       "公交站牌看不清字",       "学校门口早上车太多，孩子过马路怕",
    "医保卡在药店刷不了",       "老人食堂中午几点开门"};

class HotMattersOverHttp : public CaseTest {
 protected:
  void SetUp() override {
    CaseTest::SetUp();
    for (const std::string text : kOfTheDay) w().report("other", R"({"text":")" + text + R"(","category":"0402"})");
  }
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
  three_neighbours();
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
