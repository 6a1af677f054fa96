// The year of stories: in order, in the past, varied, and open work of every kind.
#include "rooms/demo/stories.hpp"

#include <gtest/gtest.h>

#include <set>

#include "rooms/demo/calendar.hpp"
#include "rooms/demo/phrases.hpp"

namespace mashang::demo {
namespace {

constexpr Instant kNow{1'795'392'000'000};

std::vector<cases::Category> categories() {
  std::vector<cases::Category> all;
  for (const Topic& topic : topics())
    all.push_back(
        {.code = std::string(topic.category), .accept_within = Minutes{240}, .resolve_within = Minutes{4320}});
  return all;
}

StoryPlaces story_places() {
  StoryPlaces found{.story_grid = PlaceId{1}, .villages = {PlaceId{9000}, PlaceId{9001}}};
  for (int i = 0; i < 800; ++i) found.homes.push_back({PlaceId{10'000 + i}, PlaceId{i / 400 + 1}});
  return found;
}

class Stories : public testing::Test {
 protected:
  const std::vector<Story> stories_ = tell_stories(1, kNow, 2000, story_places(), categories());
};

TEST_F(Stories, NothingHappensLaterThanNowOrBeforeWhatCameFirst) {
  ASSERT_EQ(stories_.size(), 2000u);
  for (const Story& story : stories_) {
    Instant at = story.submitted_at;
    EXPECT_GT(at, kNow - days(460));
    for (const StoryStep& step : story.steps) {
      EXPECT_GE(step.at, at);
      at = step.at;
    }
    EXPECT_LE(at, kNow);
  }
}

TEST_F(Stories, EveryOpenStateWaitsSomewhereAndInTheStoryGrid) {
  std::set<cases::State> anywhere, near;
  for (const Story& story : stories_) {
    const auto state = story.steps.empty() ? cases::State::submitted : story.steps.back().to;
    anywhere.insert(state);
    if (story.place.value >= 10'000 && story.place.value < 10'400) near.insert(state);
  }
  using cases::State;
  for (const State state :
       {State::submitted, State::verifying, State::accepted, State::self_handling, State::dispatched, State::returned,
        State::arbitrated, State::in_progress, State::extension_pending, State::suspend_pending, State::suspended,
        State::handled, State::rework, State::awaiting_confirmation, State::reopened}) {
    EXPECT_TRUE(anywhere.contains(state)) << cases::to_word(state);
    EXPECT_TRUE(near.contains(state)) << cases::to_word(state);
  }
  for (const State state : {State::closed, State::rejected, State::redirected, State::merged, State::voided})
    EXPECT_TRUE(anywhere.contains(state)) << cases::to_word(state);
}

TEST_F(Stories, NobodyConfirmsHerOwnWork) {
  int own = 0;
  for (const Story& story : stories_) {
    bool is_handled_by_worker = false;
    for (const StoryStep& step : story.steps) {
      if (step.action == cases::Action::handle) is_handled_by_worker = step.who == Who::worker;
      const bool is_own = story.taken_by_worker && is_handled_by_worker;
      own += is_own;
      EXPECT_FALSE(is_own && step.action == cases::Action::confirm);
    }
  }
  EXPECT_GT(own, 0);
}

TEST_F(Stories, TextsVary) {
  std::set<std::string> texts;
  for (const Story& story : stories_) {
    EXPECT_FALSE(story.text.empty());
    EXPECT_EQ(story.text.find("〇"), std::string::npos);
    EXPECT_EQ(story.text.find("△"), std::string::npos);
    texts.insert(story.text);
  }
  EXPECT_GT(texts.size(), 1200u);
}

TEST_F(Stories, TheSameSeedTellsTheSameStories) {
  const auto again = tell_stories(1, kNow, 2000, story_places(), categories());
  ASSERT_EQ(again.size(), stories_.size());
  for (std::size_t i = 0; i < again.size(); ++i) {
    ASSERT_EQ(again[i].text, stories_[i].text);
    ASSERT_EQ(again[i].submitted_at, stories_[i].submitted_at);
    ASSERT_EQ(again[i].steps.size(), stories_[i].steps.size());
  }
}

TEST(Calendar, OfficesWorkByDay) {
  Random random(1);
  const Instant midnight{1'795'363'200'000};  // 2026-11-23T00:00+08:00
  for (int minute = 0; minute < 24 * 60; minute += 7) {
    const Instant asked = midnight + Minutes{minute};
    const Instant done = in_office_hours(asked, random);
    const std::int64_t of_day = (done.ms - midnight.ms) / 60'000 % (24 * 60);
    EXPECT_GE(done, asked);
    EXPECT_GE(of_day, 8 * 60);
    EXPECT_LT(of_day, 18 * 60);
  }
}

}  // namespace
}  // namespace mashang::demo
