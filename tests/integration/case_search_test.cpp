// Searching cases over HTTP: who finds what, by which words, and what stays hidden.
#include <algorithm>
#include <map>

#include "integration/case_fixture.hpp"

namespace mashang::test {
namespace {

class CaseSearch : public CaseTest {
 protected:
  std::set<std::string> finds(const std::string& who, const std::string& words, const std::string& more = "") {
    return lists(who, "q=" + words + more);
  }
  std::set<std::string> finds_now(const std::string& who, const std::string& words, const std::string& more = "") {
    w().index_all();
    return finds(who, words, more);
  }
  static std::set<std::string> just(const CaseWorld::Receipt& made) { return {std::to_string(made.id)}; }
  void expect_found_by(const std::string& words, const CaseWorld::Receipt& made, const std::set<std::string>& finders) {
    w().index_all();
    for (const auto& [who, _] : w().sessions.actors)
      EXPECT_EQ(finds(who, words), finders.contains(who) ? just(made) : std::set<std::string>{}) << who << " " << words;
  }
};

const std::set<std::string> kNobody{};

TEST_P(CaseSearch, EachRoleFindsInItsOwnAreaAndNoOther) {
  const auto here = dispatched(R"({"text":"井盖翘起来了"})");
  expect_found_by("井盖", here, {"leader", "worker", "officer", "officer2", "county", "property"});
  const auto there = w().report("other", R"({"text":"路灯不亮"})");
  expect_found_by("路灯", there, {"other_leader", "other_officer", "county"});
  const auto village = w().report("village", R"({"text":"水渠塌了"})");
  expect_found_by("水渠", village, {"county"});
}

TEST_P(CaseSearch, RestrictedMattersAreFoundByTheNamedHandlersOnly) {
  const auto made = w().report("flat", R"({"text":"隔壁打孩子","category":"0903"})");
  for (const std::string words : {"孩", "孩子", "打孩子", "隔壁打孩子", "新城"})
    expect_found_by(words, made, {"leader", "officer", "officer2", "county"});
}

TEST_P(CaseSearch, NobodyFindsACaseByAFlatSheIsNotShown) {
  const auto made = dispatched(R"({"text":"楼上半夜打麻将","category":"0701"})");
  expect_found_by("麻将", made, {"leader", "worker", "officer", "officer2", "county", "property"});
  expect_found_by("14栋", made, {"leader", "worker", "officer", "officer2", "county", "property"});
  for (const std::string flat : {"401", "14栋401", "0", "麻将 401"})
    expect_found_by(flat, made, {"leader", "officer", "officer2", "county"});
}

TEST_P(CaseSearch, WhatIsHiddenNowIsHiddenBeforeTheIndexKnows) {
  const auto noise = w().report("flat", R"({"text":"楼上半夜打麻将"})");
  EXPECT_EQ(finds_now("worker", "401"), just(noise));
  ASSERT_EQ(w().act("leader", noise.id, "classify", R"(,"category":"0701")").status, 200);
  EXPECT_EQ(finds("worker", "401"), kNobody);
  EXPECT_EQ(finds("worker", "麻将"), just(noise));
  ASSERT_EQ(w().act("leader", noise.id, "classify", R"(,"category":"0903")").status, 200);
  EXPECT_EQ(finds("worker", "麻将"), kNobody);
  const auto order = dispatched(R"({"text":"门禁坏了"})");
  EXPECT_EQ(finds_now("property", "门禁"), just(order));
  ASSERT_EQ(w().act("property", order.id, "return_order", R"(,"reason":"不归物业管")").status, 200);
  EXPECT_EQ(finds("property", "门禁"), kNobody);
  EXPECT_EQ(finds_now("leader", "麻将 401"), just(noise));
  EXPECT_EQ(finds("worker", "麻将"), kNobody);
}

TEST_P(CaseSearch, ADispatchChangesWhoFindsIt) {
  const auto made = w().report("flat", R"({"text":"门禁坏了"})");
  EXPECT_EQ(finds_now("property", "门禁"), kNobody);
  ASSERT_EQ(w().act("leader", made.id, "accept").status, 200);
  ASSERT_EQ(w().act("leader", made.id, "dispatch", R"(,"organisation_id":1)").status, 200);
  EXPECT_EQ(finds_now("property", "门禁"), just(made));
  ASSERT_EQ(w().act("property", made.id, "return_order", R"(,"reason":"不是我们的门")").status, 200);
  EXPECT_EQ(finds_now("property", "门禁"), kNobody);
  EXPECT_EQ(finds("leader", "门禁"), just(made));
}

TEST_P(CaseSearch, EveryWordMustStandInTextOrPlaceExactlySo) {
  const auto made = w().report("flat", R"({"text":"ＷｉＦｉ箱旁漏水，已经三天"})");
  w().report("flat", R"({"text":"漏，水漏"})");
  for (const std::string words : {"漏水", "wifi箱", "漏水 新城", "新城小区14栋 三天", "已 三"})
    EXPECT_EQ(finds_now("leader", words), just(made)) << words;
  for (const std::string words : {"漏水三天", "新城漏水", "漏水 河街", "wifi箱 四天", "%", "。"})
    EXPECT_EQ(finds("leader", words), kNobody) << words;
}

TEST_P(CaseSearch, NumbersOfPeopleAreNoWordsAndContactsNeverWere) {
  const auto made =
      w().report("flat", R"({"text":"请打13812345678，找张三","contact_name":"王小明","contact_phone":"13987654321"})");
  EXPECT_EQ(finds_now("county", "张三"), just(made));
  for (const std::string words : {"13812345678", "1381234", "王小明", "13987654321"})
    EXPECT_EQ(finds("county", words), kNobody) << words;
}

TEST_P(CaseSearch, ACaseNumberFindsItsCaseForWhoeverMaySeeIt) {
  const auto made = w().report("flat");
  const std::string number = w().see("county", made.id)["number"].text();
  EXPECT_EQ(finds("leader", number), just(made)) << "without any index";
  EXPECT_EQ(finds_now("leader", number), just(made));
  EXPECT_EQ(finds("other_leader", number), kNobody);
  EXPECT_EQ(finds("leader", number, "&state=closed"), kNobody);
  const auto quoting = w().report("flat", R"({"text":"同)" + number + R"(一样"})");
  EXPECT_EQ(finds_now("leader", number), (std::set{std::to_string(made.id), std::to_string(quoting.id)}));
}

TEST_P(CaseSearch, FiltersHoldAsInListsWithoutWords) {
  const std::string body = R"({"text":"电动车堵了消防通道","category":")";
  const auto first = dispatched(body + R"(0402"})"), second = w().report("flat", body + R"(0701"})"),
             third = w().report("bare", body + R"(0102"})");
  clock_.advance(days(3));
  w().report("other", body + R"(0402"})");
  ASSERT_EQ(w().act("county", first.id, "supervise", R"(,"reason":"快")").status, 200);
  ASSERT_EQ(w().act_by_link(second.link, "urge").status, 200);
  ASSERT_EQ(w().act_by_link(third.link, "withdraw").status, 200);
  w().index_all();
  int found = 0;
  for (const std::string filter : {"state=open",
                                   "state=closed",
                                   "state=submitted,closed",
                                   "category=04",
                                   "category=0402",
                                   "category=99",
                                   "place=1000020",
                                   "place=1000030",
                                   "place=1000040",
                                   "place=1000050",
                                   "place=1000060",
                                   "place=1000010",
                                   "place=431229",
                                   "organisation=1",
                                   "organisation=2",
                                   "flag=urgent",
                                   "flag=supervised",
                                   "flag=urged",
                                   "flag=overdue",
                                   "flag=mass_affecting",
                                   "from=2026-11-25T00:00:00Z",
                                   "to=2026-11-25T00:00:00Z",
                                   "from=1999-01-01T00:00:00Z&to=2150-01-01T00:00:00Z",
                                   "to=1999-01-01T00:00:00Z",
                                   "state=open&category=04&place=1000030&organisation=1"})
    for (const std::string who : {"county", "leader", "officer", "worker", "property"}) {
      const auto listed = lists(who, filter);
      EXPECT_EQ(finds(who, "消防通道", "&" + filter), listed) << who << " " << filter;
      found += static_cast<int>(listed.size());
    }
  EXPECT_GT(found, 60) << "most filters let something pass";
}

TEST_P(CaseSearch, PagesAreCompleteAndHoldNothingTwice) {
  std::set<std::string> all;
  for (int i = 0; i < 30; ++i) {
    const auto made = w().report(i % 3 == 0 ? "other" : "flat",
                                 R"({"text":"第)" + std::to_string(i) + R"(盏路灯","category":"0701"})");
    all.insert(std::to_string(made.id));
    if (i % 5 == 0) {
      EXPECT_EQ(w().act_by_link(made.link, "withdraw").status, 200);
    }
  }
  w().index_all();
  for (const std::string more : {"", "&state=submitted"}) {
    std::vector<std::string> found;
    std::string cursor;
    do {
      const Json page(w().get("county", "/api/v1/cases", "q=路灯&limit=4" + more + cursor).body);
      for (std::size_t i = 0; i < page["items"].size(); ++i)
        found.push_back(std::to_string(page["items"][i]["id"].number()));
      cursor = page["next_cursor"].is_null() ? "" : "&cursor=" + page["next_cursor"].text();
    } while (!cursor.empty());
    EXPECT_TRUE(std::ranges::is_sorted(found, std::greater<>{}));
    EXPECT_EQ(std::set<std::string>(found.begin(), found.end()).size(), found.size());
    EXPECT_EQ(found.size(), more.empty() ? 30u : 24u);
  }
}

TEST_P(CaseSearch, CasesFromBeforeTheIndexAreFilledIn) {
  const auto made = w().report("flat", R"({"text":"井盖翘起来了"})");
  EXPECT_EQ(finds("leader", "井盖"), kNobody);
  ASSERT_EQ(notify::purge_outbox(db(), kTown, FixedClock(clock_.now() + days(30))).value_or(-1), 1);
  EXPECT_EQ(finds_now("leader", "井盖"), just(made));
}

RUN_ON_EVERY_ENGINE(CaseSearch);

}  // namespace
}  // namespace mashang::test
