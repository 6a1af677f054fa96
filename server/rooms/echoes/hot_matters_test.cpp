// What makes a matter, and what does not.
#include "rooms/echoes/hot_matters.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace mashang::echoes {
namespace {

const Instant kNow = Instant{1'790'000'000'000};

/// Messages of a made-up county; by their number, each by somebody else unless told otherwise.
class County : public testing::Test {
 protected:
  /// A background of other matters: without it every word would be everybody's.
  County() {
    const char* problems[] = {"路灯不亮", "下水道堵塞", "垃圾没有人收", "电梯停运", "井盖松动", "狗叫影响休息"};
    const char* places[] = {"翠竹园小区", "城北路", "河畔花园", "东升村", "飞山公园", "梅林社区", "金鼎大厦", "学府巷"};
    for (const char* place : places)
      for (const char* problem : problems) write(std::string(place) + problem + "，请处理");
  }

  Message& write(const std::string& text, int days_ago = 1) {
    const auto id = static_cast<std::int64_t>(messages_.size() + 1);
    Message& message = messages_.emplace_back();
    message.id = id;
    message.user = 1000 + id;
    message.at = kNow - days(days_ago);
    message.text = text;
    return message;
  }
  [[nodiscard]] std::vector<HotMatter> found() const { return find_hot_matters(messages_, characters_, kNow); }
  /// The matter that holds a message, or none.
  [[nodiscard]] std::optional<HotMatter> matter_with(std::int64_t id) const {
    for (const auto& hot : found())
      if (std::ranges::find(hot.members, id) != hot.members.end()) return hot;
    return std::nullopt;
  }
  /// Three people about gravel trucks; returns the ids.
  std::vector<std::int64_t> write_of_trucks(int days_ago = 1) {
    return {write("青石湾渣土车半夜轰鸣\n每天凌晨渣土车从青石湾小区门口开过，睡不着", days_ago).id,
            write("投诉青石湾门口渣土车扰民\n渣土车超速鸣笛，老人孩子都被吵醒", days_ago).id,
            write("青石湾小区外渣土车何时能管\n一到晚上渣土车一辆接一辆", days_ago).id};
  }

  triage::Characters characters_;
  std::vector<Message> messages_;
};

TEST_F(County, DifferentWordsOfDifferentPeopleMakeOneMatter) {
  const auto ids = write_of_trucks();
  const auto hot = matter_with(ids.front());
  ASSERT_TRUE(hot);
  EXPECT_EQ(hot->members, ids);
  EXPECT_EQ(hot->users, 3U);
}

TEST_F(County, TheSameWordsFromDifferentPlacesAreDifferentMatters) {
  std::vector<std::int64_t> here, elsewhere;
  for (int i = 0; i < 4; ++i) {
    Message& near = write("一楼大厅的感应门打不开，进出很不方便");
    near.place = PlaceId{1};
    here.push_back(near.id);
    Message& far = write("一楼大厅的感应门打不开，进出很不方便", 9);
    far.place = PlaceId{2};
    elsewhere.push_back(far.id);
  }
  ASSERT_TRUE(matter_with(here.front()));
  EXPECT_EQ(matter_with(here.front())->members, here);
  ASSERT_TRUE(matter_with(elsewhere.front()));
  EXPECT_EQ(matter_with(elsewhere.front())->members, elsewhere);
}

TEST_F(County, TheSameWordsFromManyPlacesOnOneDayAreOneMatter) {
  std::vector<std::int64_t> ids;
  for (int i = 0; i < 4; ++i) {
    Message& message = write("自来水停了，一点水都没有");
    message.place = PlaceId{i + 1};
    ids.push_back(message.id);
  }
  ASSERT_TRUE(matter_with(ids.front()));
  EXPECT_EQ(matter_with(ids.front())->members, ids);
}

TEST_F(County, OneCornerWithDifferentProblemsIsNoMatter) {
  const char* problems[] = {"消火栓箱里的水带不见了", "三轮车天天停在那里", "墙面渗水发霉", "路灯一闪一闪"};
  std::vector<std::int64_t> ids;
  for (int i = 0; i < 4; ++i) {
    Message& message = write(std::string("后面那条巷子") + problems[i]);
    message.place = PlaceId{i + 1};
    ids.push_back(message.id);
  }
  for (const std::int64_t id : ids) EXPECT_FALSE(matter_with(id));
}

TEST_F(County, OnePersonsManyLettersMakeNone) {
  const auto ids = write_of_trucks();
  for (auto& message : messages_)
    if (message.id >= ids.front()) message.user = 7;
  EXPECT_FALSE(matter_with(ids.front()));
}

TEST_F(County, TheSameProblemElsewhereIsAnotherMatter) {
  const auto ids = write_of_trucks();
  const auto elsewhere = write("马鞍岭渣土车半夜轰鸣\n马鞍岭安置房外面渣土车半夜鸣笛").id;
  const auto hot = matter_with(ids.front());
  ASSERT_TRUE(hot);
  EXPECT_EQ(std::ranges::find(hot->members, elsewhere), hot->members.end());
}

TEST_F(County, AnotherProblemOfTheSamePlaceIsAnotherMatter) {
  const auto ids = write_of_trucks();
  const auto other = write("青石湾小区水压太低\n三楼以上早晚都没有水，物业说要换水泵").id;
  const auto hot = matter_with(ids.front());
  ASSERT_TRUE(hot);
  EXPECT_EQ(std::ranges::find(hot->members, other), hot->members.end());
}

TEST_F(County, WhatIsToldAgainAfterALongSilenceIsAnotherMatter) {
  const auto old = write_of_trucks(200);
  const auto now = write_of_trucks(1);
  const auto hot = matter_with(now.front());
  ASSERT_TRUE(hot);
  EXPECT_EQ(hot->members, now);
}

TEST_F(County, PlacesThatDifferNeedMoreInCommon) {
  const auto ids = write_of_trucks();
  const auto last = std::ranges::find(messages_, ids.back(), &Message::id);
  std::ranges::find(messages_, ids[0], &Message::id)->place = PlaceId{5};
  std::ranges::find(messages_, ids[1], &Message::id)->place = PlaceId{5};
  last->place = PlaceId{5};
  const auto hot = matter_with(ids.front());
  ASSERT_TRUE(hot);
  EXPECT_EQ(hot->place, PlaceId{5});
}

TEST_F(County, TheTitleIsTakenFromAMessageAndNamesNobody) {
  const auto ids = write_of_trucks();
  std::ranges::find(messages_, ids[0], &Message::id)->text = "青石湾渣土车扰民，联系张女士13800000000\n渣土车";
  const auto hot = matter_with(ids.front());
  ASSERT_TRUE(hot);
  EXPECT_THAT(hot->title, testing::AnyOf("投诉青石湾门口渣土车扰民", "青石湾小区外渣土车何时能管"));
}

TEST_F(County, PlaceWordsAreThoseTheMembersShare) {
  const auto hot = matter_with(write_of_trucks().front());
  ASSERT_TRUE(hot);
  ASSERT_FALSE(hot->place_words.empty());
  EXPECT_NE(hot->place_words.front().find("青石湾"), std::string::npos);
}

TEST_F(County, ThreePeopleInTwoDaysAreAnAlarm) { EXPECT_TRUE(matter_with(write_of_trucks(1).front())->is_growing); }

TEST_F(County, LiveFindsWhatTheNightlyRunFinds) {
  const auto ids = write_of_trucks();
  Matters live(characters_, usage_in(messages_, characters_));
  std::size_t number = 0;
  for (const auto& message : messages_) number = live.add(message);
  const auto hot = hot_matter(live, number, kNow);
  ASSERT_TRUE(hot);
  EXPECT_EQ(hot->members, ids);
}

TEST_F(County, NothingWrittenIsNothingHot) {
  EXPECT_TRUE(find_hot_matters({}, characters_, kNow).empty());
  std::vector<Message> silent(3);
  for (std::int64_t i = 0; i < 3; ++i) silent[static_cast<std::size_t>(i)].user = i;
  EXPECT_TRUE(find_hot_matters(silent, characters_, kNow).empty());
}

}  // namespace
}  // namespace mashang::echoes
