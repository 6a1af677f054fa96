// Draws a year of stories: what is reported where and when, and how it goes on.
#include "rooms/demo/stories.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "rooms/demo/calendar.hpp"
#include "rooms/demo/names.hpp"
#include "rooms/demo/teller.hpp"

namespace mashang::demo {
namespace {

using cases::Action;
using cases::State;

constexpr Minutes kDay = days(1);

/// The states that need somebody, each shown a few times whatever the dice say.
constexpr std::array kOpenStates{
    State::submitted, State::verifying,  State::accepted,    State::self_handling,         State::dispatched,
    State::returned,  State::arbitrated, State::in_progress, State::extension_pending,     State::suspend_pending,
    State::suspended, State::handled,    State::rework,      State::awaiting_confirmation, State::reopened};

class Chronicle {
 public:
  Chronicle(std::uint64_t seed, Instant now, const StoryPlaces& places, const std::vector<cases::Category>& categories)
      : random_(seed + 2), names_(random_.split(1)), now_(now), places_(places) {
    for (const auto& category : categories) categories_.emplace(category.code, category);
    for (std::size_t i = 0; i < places.homes.size(); ++i)
      if (places.homes[i].grid == places.story_grid) near_.push_back(i);
    for (const Topic& topic : topics()) weights_ += topic.weight;
  }

  std::vector<Story> tell(int count) {
    constexpr int kShownEach = 4;
    const auto wanted = static_cast<std::size_t>(count);
    for (int i = 0; i < kShownEach; ++i)
      for (const State state : kOpenStates)
        if (stories_.size() < wanted) tell_open(state, i % 2 == 0);
    while (stories_.size() < wanted) {
      tell_past();
      if (stories_.size() < wanted && random_.chance(3)) tell_repeat();
    }
    return std::move(stories_);
  }

 private:
  const Topic& draw_topic() {
    int left = random_.below(weights_);
    for (const Topic& topic : topics())
      if ((left -= topic.weight) < 0) return topic;
    return topics().front();
  }

  Story begin(const Topic& topic, std::size_t home) {
    Story story;
    story.place = topic.in_villages ? random_.pick(places_.villages) : places_.homes[home].place;
    story.category = topic.category;
    story.is_classified_by_reporter = topic.category == cases::kUnclassified || random_.chance(85);
    story.text = report_text(topic, random_);
    story.with_picture = random_.chance(45);
    story.taken_by_worker = !topic.in_villages && random_.chance(12);
    if (random_.chance(60)) {
      story.contact_name = names_.person();
      story.contact_phone = fmt::format("100{:08}", random_.below(100'000'000));  // no mobile number begins with 100
    }
    return story;
  }

  const cases::Category& category_of(const Story& story) const { return categories_.at(story.category); }

  void tell_past() {
    const Topic& topic = draw_topic();
    const auto home = static_cast<std::size_t>(random_.below(static_cast<int>(places_.homes.size())));
    Story story = begin(topic, home);
    constexpr int kYear = 365;
    story.submitted_at = report_time(topic, now_, kYear, random_);
    Plot plot = random_plot(random_, !topic.in_villages);
    if (story.taken_by_worker && plot.is_self_handled && !plot.is_passed_up && plot.ending == Ending::confirmed) {
      plot.ending = Ending::timed_out;  // the worker's own yes would not count
      plot.is_reopened = false;
    }
    const auto& category = category_of(story);
    story = told(std::move(story), plot, category, random_);
    std::erase_if(story.steps, [&](const StoryStep& step) { return step.at > now_; });
    last_home_ = topic.in_villages ? std::nullopt : std::optional(home);
    last_topic_ = &topic;
    stories_.push_back(std::move(story));
  }

  /// Ends in `state`, within the last day.
  void tell_open(State state, bool near) {
    const Topic* topic = &draw_topic();
    while (topic->in_villages || topic->category == cases::kUnclassified) topic = &draw_topic();
    const std::size_t home = near && !near_.empty()
                                 ? random_.pick(near_)
                                 : static_cast<std::size_t>(random_.below(static_cast<int>(places_.homes.size())));
    Story story = begin(*topic, home);
    story.submitted_at = report_time(*topic, now_, 60, random_);
    const Plot plot = plot_that_stops_at(state);
    const auto& category = category_of(story);
    story = told(std::move(story), plot, category, random_);
    const auto reached = std::ranges::find(story.steps, state, &StoryStep::to);
    if (state == State::submitted)
      story.steps.clear();
    else if (reached != story.steps.end())
      story.steps.erase(reached + 1, story.steps.end());
    move_to_now(story);
    stories_.push_back(std::move(story));
  }

  /// By whole days, so that hours stay what they were.
  void move_to_now(Story& story) const {
    const Instant last = story.steps.empty() ? story.submitted_at : story.steps.back().at;
    const std::int64_t day_ms = kDay.value * 60'000;
    std::int64_t moved = (now_.ms - last.ms) / day_ms * day_ms;
    if (last.ms + moved > now_.ms) moved -= day_ms;
    story.submitted_at.ms += moved;
    for (StoryStep& step : story.steps) {
      step.at.ms += moved;
      if (step.until) step.until->ms += moved;
    }
  }

  /// A neighbour reports the last matter again while it is open.
  void tell_repeat() {
    const std::size_t host_at = stories_.size() - 1;
    const Story& host = stories_[host_at];
    if (!last_home_ || host.steps.empty()) return;
    const std::size_t home = *last_home_ + 1;
    if (home >= places_.homes.size() || places_.homes[home].grid != places_.homes[*last_home_].grid) return;
    Story story = begin(*last_topic_, home);
    story.text = repeat_text(*last_topic_, random_);
    story.submitted_at = host.submitted_at + between(Minutes{3}, Minutes{90}, random_);
    const Instant merged_at = in_office_hours(story.submitted_at + between(Minutes{5}, Minutes{60}, random_), random_);
    if (merged_at >= host.steps.back().at) return;
    story.taken_by_worker = false;
    story.repeats = host_at;
    story.steps = {{.at = merged_at, .who = Who::leader, .action = Action::merge, .to = State::merged}};
    stories_.push_back(std::move(story));
  }

  Random random_;
  Names names_;
  Instant now_;
  const StoryPlaces& places_;
  std::map<std::string, cases::Category, std::less<>> categories_;
  std::vector<std::size_t> near_;
  int weights_ = 0;
  std::vector<Story> stories_;
  std::optional<std::size_t> last_home_;
  const Topic* last_topic_ = nullptr;
};

}  // namespace

std::vector<Story> tell_stories(std::uint64_t seed, Instant now, int count, const StoryPlaces& places,
                                const std::vector<cases::Category>& categories) {
  return Chronicle(seed, now, places, categories).tell(count);
}

}  // namespace mashang::demo
