// What is taken for the same matter, and how cases come and go.
#include "rooms/echoes/said_before.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <thread>

namespace mashang::echoes {
namespace {

const Instant kNow = Instant{1'790'000'000'000};
constexpr std::int32_t kLeak = 301;
constexpr std::int32_t kNoise = 701;
const std::string kLeakText = "楼上漏水，天花板都湿了，水一直往下滴";
const std::string kSameLeak = "天花板漏水很久了，楼上一直往下滴水";
const std::string kNoiseText = "半夜打麻将大声吵闹，影响孩子休息";

class Remembered : public testing::Test {
 protected:
  static PlaceKeys home(std::int64_t flat, std::int64_t building = 20, std::int64_t compound = 10) {
    return {.flat = PlaceId{flat},
            .building = PlaceId{building},
            .compound = PlaceId{compound},
            .road = std::nullopt,
            .community = PlaceId{1}};
  }
  Told told(std::int64_t id, const std::string& text, std::int32_t kind, const PlaceKeys& where) const {
    Told told;
    told.id = CaseId{id};
    told.opened_at = kNow - days(1);
    told.where = where;
    told.kind = kind;
    told.sketch = sketch_of(text, characters_);
    return told;
  }
  EchoQuery asked(const std::string& text, std::int32_t kind, const PlaceKeys& where) const {
    EchoQuery query;
    query.where = where;
    query.sketch = sketch_of(text, characters_);
    query.kind = kind;
    query.at = kNow;
    return query;
  }
  EchoQuery leak() const { return asked(kSameLeak, kLeak, home(401)); }
  static std::vector<std::int64_t> ids(const std::vector<Echo>& echoes) {
    std::vector<std::int64_t> ids;
    for (const Echo& echo : echoes) ids.push_back(echo.id.value);
    return ids;
  }

  triage::Characters characters_;
  SaidBefore said_;
};

using Ids = std::vector<std::int64_t>;

TEST_F(Remembered, TheSameMatterInOtherWordsIsFound) {
  said_.put(told(7, kLeakText, kLeak, home(401)));
  const auto echoes = said_.similar(leak());
  ASSERT_EQ(ids(echoes), Ids{7});
  EXPECT_EQ(echoes[0].nearness, Nearness::flat);
  EXPECT_TRUE(echoes[0].is_same_kind);
  EXPECT_GT(echoes[0].words, 0.2F);
}

TEST_F(Remembered, AnotherMatterOfTheSameFlatIsNot) {
  said_.put(told(7, kNoiseText, kNoise, home(401)));
  EXPECT_EQ(ids(said_.similar(leak())), Ids{});
}

TEST_F(Remembered, NearerCasesComeFirst) {
  said_.put(told(1, kLeakText, kLeak, home(900, 90, 11)));  // another compound of the community
  said_.put(told(2, kLeakText, kLeak, home(500, 21)));
  said_.put(told(3, kLeakText, kLeak, home(402)));
  said_.put(told(4, kLeakText, kLeak, home(401)));
  const auto echoes = said_.similar(leak());
  EXPECT_EQ(ids(echoes), (Ids{4, 3, 2, 1}));
  EXPECT_EQ(echoes[1].nearness, Nearness::building);
  EXPECT_EQ(echoes[2].nearness, Nearness::ground);
  EXPECT_EQ(echoes[3].nearness, Nearness::community);
}

TEST_F(Remembered, OtherCommunitiesAreNot) {
  auto elsewhere = told(7, kLeakText, kLeak, home(401));
  elsewhere.where = {.flat = {}, .building = {}, .compound = PlaceId{99}, .road = {}, .community = PlaceId{2}};
  said_.put(elsewhere);
  EXPECT_EQ(ids(said_.similar(leak())), Ids{});
}

TEST_F(Remembered, CasesWithoutAnyPlaceAreNotOfOnePlace) {
  said_.put(told(7, kLeakText, kLeak, {}));
  EXPECT_EQ(ids(said_.similar(asked(kSameLeak, kLeak, {}))), Ids{});
}

TEST_F(Remembered, WhatIsOlderIsLessLikely) {
  auto old = told(1, kLeakText, kLeak, home(401));
  old.opened_at = kNow - days(80);
  said_.put(old);
  said_.put(told(2, kLeakText, kLeak, home(401)));
  EXPECT_EQ(ids(said_.similar(leak())), (Ids{2, 1}));
}

TEST_F(Remembered, ClosedCasesAreNotSimilarButMayAnswer) {
  said_.put(told(1, kLeakText, kLeak, home(401)));
  said_.put(told(2, kLeakText, kLeak, home(401)));
  said_.close(CaseId{1}, true);
  said_.close(CaseId{2}, false);
  EXPECT_EQ(ids(said_.similar(leak())), Ids{});
  EXPECT_EQ(ids(said_.answered(leak())), Ids{1});
}

TEST_F(Remembered, AnswersComeFromTheWholeCounty) {
  auto far = told(5, kLeakText, kLeak, home(9, 8, 7));
  far.where.community = PlaceId{2};
  far.is_open = false;
  far.is_answered = true;
  said_.put(far);
  const auto echoes = said_.answered(leak());
  ASSERT_EQ(ids(echoes), Ids{5});
  EXPECT_EQ(echoes[0].nearness, Nearness::elsewhere);
}

TEST_F(Remembered, AnswersFromElsewhereAreOfTheSameKind) {
  auto far = told(5, kLeakText, kNoise, home(9, 8, 7));
  far.is_open = false;
  far.is_answered = true;
  said_.put(far);
  EXPECT_EQ(ids(said_.answered(asked(kLeakText, kLeak, home(401)))), Ids{});
  EXPECT_EQ(ids(said_.answered(asked(kLeakText, 0, home(401)))), Ids{5});
}

TEST_F(Remembered, TheCaseItselfAndMoreThanAskedForAreLeftOut) {
  for (std::int64_t id = 1; id <= 20; ++id) said_.put(told(id, kLeakText, kLeak, home(401)));
  auto query = leak();
  query.except = CaseId{20};
  query.limit = 3;
  EXPECT_EQ(ids(said_.similar(query)), (Ids{19, 18, 17}));
}

TEST_F(Remembered, PagesOfThePastUndoNothing) {
  said_.put(told(1, kLeakText, kLeak, home(401)));
  said_.close(CaseId{1}, false);
  said_.fill({told(1, kLeakText, kLeak, home(401)), told(2, kLeakText, kLeak, home(401))});
  EXPECT_EQ(said_.size(), 2U);
  EXPECT_EQ(ids(said_.similar(leak())), Ids{2});
}

TEST_F(Remembered, NoneIsLostWhereManyComeAndGo) {
  std::mt19937 random(1);
  std::vector<bool> kept(3000, false);
  for (int step = 0; step < 20'000; ++step) {
    const auto id = static_cast<std::int64_t>(random() % 2999 + 1);
    kept[static_cast<std::size_t>(id)] = random() % 3 != 0;
    if (kept[static_cast<std::size_t>(id)])
      said_.put(told(id, "", kLeak, home(401, 20, static_cast<std::int64_t>(random() % 7 + 10))));
    else
      said_.forget(CaseId{id});
  }
  auto query = leak();
  query.sketch = sketch_of("", characters_);
  query.limit = 5000;
  auto found = ids(said_.similar(query));
  std::sort(found.begin(), found.end());
  Ids expected;
  for (std::size_t id = 0; id < kept.size(); ++id)
    if (kept[id]) expected.push_back(static_cast<std::int64_t>(id));
  EXPECT_EQ(found, expected);
  EXPECT_EQ(said_.size(), expected.size());
}

TEST_F(Remembered, ReadersMayAskWhileAWriterWrites) {
  const auto one = told(1, kLeakText, kLeak, home(401));
  std::thread reader([&] {
    const auto query = leak();
    for (int i = 0; i < 2000; ++i) EXPECT_LE(said_.similar(query).size(), 5U);
  });
  for (std::int64_t id = 1; id <= 2000; ++id) {
    auto next = one;
    next.id = CaseId{id};
    said_.put(next);
  }
  reader.join();
  EXPECT_EQ(said_.size(), 2000U);
}

}  // namespace
}  // namespace mashang::echoes
