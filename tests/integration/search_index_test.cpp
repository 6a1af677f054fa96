// The index on both engines: what it finds, in which order, for whom, and what it forgets.
#include <algorithm>
#include <map>
#include <random>

#include "integration/engines.hpp"
#include "rooms/search/search.hpp"

namespace mashang::test {
namespace {

using search::Document;
using search::Edition;
using search::Marks;
using search::Query;
using Ids = std::vector<std::int64_t>;

constexpr CountyCode kHere{431229}, kThere{431230};

class SearchIndex : public EveryEngine {
 protected:
  void SetUp() override {
    EveryEngine::SetUp();
    if (!IsSkipped()) index_ = std::make_unique<search::Index>(db().engine());
  }
  /// How many editions had to change.
  std::size_t put(const std::vector<Document>& documents, CountyCode county = kHere) {
    Ids ids;
    for (const Document& document : documents) ids.push_back(document.id);
    const auto held = db().read_now(
        [&](storage::Tx& tx) { return Result<std::vector<search::Kept>>(index_->held(tx, county, ids)); });
    const auto changes = index_->compare(county, documents, *held);
    EXPECT_TRUE(db().write_now([&](storage::Tx& tx) -> Result<int> {
      index_->apply(tx, county, changes);
      return 0;
    }));
    return changes.size();
  }
  Ids find(const Query& query) {
    return *db().scan_now([&](storage::Tx& tx) { return Result<Ids>(index_->find(tx, query)); });
  }
  Ids find(const std::string& words, std::optional<Marks> any_of = std::nullopt, Marks all_of = {}) {
    return find(
        {.county = kHere, .words = words, .any_of = std::move(any_of), .all_of = std::move(all_of), .limit = 1000});
  }
  static Document document(std::int64_t id, std::string text, std::string place = "", Marks marks = {"open"}) {
    return {id, {{std::move(text), std::move(place), std::move(marks)}}};
  }

  std::unique_ptr<search::Index> index_;
};

TEST_P(SearchIndex, OneAndTwoCharactersAndLongerWordsAreFoundNewestFirst) {
  put({document(1, "楼上漏水，滴到灶台"), document(2, "水管爆了"), document(3, "楼道灯坏了"), document(4, "漏水水管")});
  EXPECT_EQ(find("水"), (Ids{4, 2, 1}));
  EXPECT_EQ(find("漏水"), (Ids{4, 1}));
  EXPECT_EQ(find("水管"), (Ids{4, 2}));
  EXPECT_EQ(find("灯坏了"), (Ids{3}));
  EXPECT_EQ(find("电"), Ids{});
  EXPECT_EQ(find("。"), Ids{});
}

TEST_P(SearchIndex, LongerWordsStandThereExactlySo) {
  put({document(1, "消防通道被堵"), document(2, "消防，防通，通道"), document(3, "通道消防通")});
  EXPECT_EQ(find("消防通道"), (Ids{1}));
  EXPECT_EQ(find("消防"), (Ids{3, 2, 1}));
}

TEST_P(SearchIndex, EveryWordCountsInTextOrPlace) {
  put({document(1, "漏水", "新城小区14栋"), document(2, "漏水", "老街院子"), document(3, "漏电", "新城小区14栋")});
  EXPECT_EQ(find("漏水 新城"), (Ids{1}));
  EXPECT_EQ(find("新城　漏"), (Ids{3, 1}));
  EXPECT_EQ(find("漏水新城"), Ids{}) << "no word reaches from text to place";
}

TEST_P(SearchIndex, CaseAndWidthDoNotMatter) {
  put({document(1, "ＷｉＦｉ断了，3-501"), document(2, "wifi慢，３－５０２")});
  EXPECT_EQ(find("WIFI"), (Ids{2, 1}));
  EXPECT_EQ(find("３-50"), (Ids{2, 1}));
  EXPECT_EQ(find("501"), (Ids{1}));
}

TEST_P(SearchIndex, PeopleAreNotFound) {
  put({document(1, "请打13812345678，或写wang@mail.cn，证号431229198001011234")});
  for (const std::string secret : {"13812345678", "1381234", "138", "wang", "mail", "431229", "34"})
    EXPECT_EQ(find(secret), Ids{}) << secret;
  EXPECT_EQ(find("证号"), (Ids{1}));
}

TEST_P(SearchIndex, AReaderFindsByTheMarksSheHolds) {
  put({document(1, "漏水", "", {"p1", "open"}), document(2, "漏水", "", {"p2", "open"}),
       document(3, "漏水", "", {"p2", "h7", "over"})});
  EXPECT_EQ(find("漏水"), (Ids{3, 2, 1}));
  EXPECT_EQ(find("漏水", Marks{}), Ids{});
  EXPECT_EQ(find("漏水", Marks{"p2"}), (Ids{3, 2}));
  EXPECT_EQ(find("漏水", Marks{"p1", "h7"}), (Ids{3, 1}));
  EXPECT_EQ(find("漏水", Marks{"p2"}, {"open"}), (Ids{2}));
  EXPECT_EQ(find("漏水", std::nullopt, {"over", "h7"}), (Ids{3}));
  EXPECT_EQ(find("漏水", Marks{"p"}), Ids{});
}

TEST_P(SearchIndex, AnEditionIsFoundByItsOwnWordsAndMarksOnly) {
  put({{5, {{"狗叫", "14栋", {"all"}}, {"狗叫", "14栋401", {"trusted"}}}}});
  EXPECT_EQ(find("狗叫", Marks{"all"}), (Ids{5}));
  EXPECT_EQ(find("401", Marks{"all"}), Ids{});
  EXPECT_EQ(find("401", Marks{"trusted"}), (Ids{5}));
  EXPECT_EQ(find("狗叫", Marks{"all", "trusted"}), (Ids{5})) << "once, though both editions hold it";
  put({document(5, "狗叫", "14栋", {"all"})});
  EXPECT_EQ(find("401"), Ids{}) << "an edition that is no more finds nothing";
  put({{5, {}}});
  EXPECT_EQ(find("狗叫"), Ids{});
}

TEST_P(SearchIndex, AChangedDocumentIsFoundByWhatItSaysNow) {
  put({document(1, "漏水", "", {"p1"})});
  EXPECT_EQ(put({document(1, "漏水", "", {"p1"})}), 0u) << "as it is: nothing to write";
  EXPECT_EQ(put({document(1, "漏水", "", {"p2"})}), 1u);
  EXPECT_EQ(find("漏水", Marks{"p1"}), Ids{});
  EXPECT_EQ(find("漏水", Marks{"p2"}), (Ids{1}));
  put({document(1, "停电", "", {"p2"})});
  EXPECT_EQ(find("漏水"), Ids{});
  EXPECT_EQ(find("停电"), (Ids{1}));
}

TEST_P(SearchIndex, CountiesDoNotMeet) {
  put({document(1, "漏水"), document(2, "停电")});
  put({document(1, "停电"), document(3, "漏水")}, kThere);
  EXPECT_EQ(find("漏水"), (Ids{1}));
  EXPECT_EQ(find({.county = kThere, .words = "漏水", .any_of = std::nullopt}), (Ids{3}));
  put({{1, {}}}, kThere);
  EXPECT_EQ(find("漏水"), (Ids{1}));
  EXPECT_EQ(find({.county = kThere, .words = "停", .any_of = std::nullopt}), Ids{});
}

/// Ids as cases have them: some days full, most with a few, some years apart.
Ids spread_ids(std::mt19937& random) {
  Ids ids;
  for (const std::int64_t day : {190101, 251230, 251231, 260101, 260214, 260215, 260301, 261120, 261121, 261122})
    for (std::int64_t n = 1, last = day % 3 == 0 ? 400 : 3; n <= last; ++n) ids.push_back(day * 10'000'000 + n);
  for (std::int64_t n = 1; n < 100; ++n)
    ids.push_back(2'611'230'000'000 + n * 2048 + static_cast<std::int64_t>(random() % 3));
  ids.push_back(Query::kNewest - 1);
  return ids;
}

/// What the index must find, looked for one by one.
Ids look_through(const std::map<std::int64_t, Document>& all, const Query& query) {
  const auto has = [](const Edition& e, const std::string& mark) {
    return std::ranges::find(e.marks, mark) != e.marks.end();
  };
  Ids found;
  for (const auto& [id, document] : all)
    if (query.from <= id && id < query.before && std::ranges::any_of(document.editions, [&](const Edition& e) {
          return (!query.any_of ||
                  std::ranges::any_of(*query.any_of, [&](const auto& mark) { return has(e, mark); })) &&
                 std::ranges::all_of(query.all_of, [&](const auto& mark) { return has(e, mark); }) &&
                 (e.text.find(query.words) != std::string::npos || e.place.find(query.words) != std::string::npos);
        }))
      found.insert(found.begin(), id);
  return found;
}

TEST_P(SearchIndex, PagesAreCompleteAndHoldNothingTwice) {
  std::mt19937 random(7);
  const std::vector<std::string> texts{"水", "漏水", "停水了", "灯", "水灯", "管水漏"};
  std::map<std::int64_t, Document> all;
  std::vector<Document> batch;
  for (const std::int64_t id : spread_ids(random)) {
    const auto number = [&](unsigned most) { return std::to_string(random() % most); };
    Document made =
        document(id, texts[random() % texts.size()], "", {"p" + number(5), random() % 40 ? "over" : "open"});
    if (random() % 4 == 0) made.editions.push_back({made.editions[0].text, "401", {"p9", made.editions[0].marks[1]}});
    batch.push_back(all[id] = std::move(made));
  }
  std::ranges::shuffle(batch, random);
  put(batch);
  const std::vector<std::optional<Marks>> readers{std::nullopt, Marks{"p1"}, Marks{"p0", "p9"}, Marks{"p9"}};
  for (const std::string words : {"水", "漏水", "灯", "401", "煤"})
    for (const auto& reader : readers)
      for (const Marks& filter : {Marks{}, Marks{"over"}, Marks{"open"}, Marks{"open", "p9"}}) {
        Query query{.county = kHere, .words = words, .any_of = reader, .all_of = filter, .limit = 10'000};
        const Ids expected = look_through(all, query);
        for (query.limit = 1'000; query.limit > 0; query.limit = query.limit == 1'000 ? 20
                                                                 : query.limit == 20  ? 3
                                                                                      : 0) {
          Ids pages;
          for (query.before = Query::kNewest;; query.before = pages.back()) {
            const Ids page = find(query);
            pages.insert(pages.end(), page.begin(), page.end());
            if (page.size() < static_cast<std::size_t>(query.limit)) break;
          }
          EXPECT_EQ(pages, expected) << words << " by " << query.limit;
        }
        query.from = 2'602'140'000'002;
        query.before = 2'611'200'000'100;
        query.limit = 10'000;
        EXPECT_EQ(find(query), look_through(all, query)) << words;
      }
}

TEST_P(SearchIndex, FrequentWordsThatMeetOnlyLongAgoAreFoundBehindThousands) {
  constexpr std::int64_t kToday = 2'611'260'000'000, kLastMonth = 2'610'200'000'000, kYearsAgo = 2'304'010'000'000;
  std::vector<Document> batch{document(kYearsAgo, "灯下有狗"), document(kLastMonth, "狗撞倒了灯")};
  for (std::int64_t i = 0; i < 5'000; ++i) batch.push_back(document(kToday + i, i % 2 == 0 ? "狗叫" : "灯坏了"));
  put(batch);
  EXPECT_EQ(find("狗 灯"), (Ids{kLastMonth, kYearsAgo}));
  EXPECT_EQ(find("灯 狗", std::nullopt, {"open"}), (Ids{kLastMonth, kYearsAgo}));
  EXPECT_EQ(find("狗 煤"), Ids{});
}

TEST_P(SearchIndex, WhatWaitsToBeFiledIsFoundBeforeAndAfter) {
  put({document(1, "漏水")});
  EXPECT_EQ(find("漏水"), (Ids{1}));
  EXPECT_TRUE(db().scan_now([&](storage::Tx& tx) -> Result<int> {
    index_->tidy(tx);
    return 0;
  }));
  EXPECT_EQ(find("漏水"), (Ids{1}));
}

RUN_ON_EVERY_ENGINE(SearchIndex);

}  // namespace
}  // namespace mashang::test
