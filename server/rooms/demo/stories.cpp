// Turns plots into steps with times and words.
#include "rooms/demo/stories.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "rooms/demo/calendar.hpp"
#include "rooms/demo/names.hpp"
#include "rooms/demo/plot.hpp"

namespace mashang::demo {
namespace {

using cases::Action;
using cases::State;

constexpr Minutes kDay = days(1);

/// Tells one story step by step along its plot.
class Teller {
 public:
  Teller(Story story, const Plot& plot, const cases::Category& category, Random& random)
      : story_(std::move(story)), plot_(plot), category_(category), random_(random), at_(story_.submitted_at) {}

  Story tell() {
    if (!intake()) return std::move(story_);
    if (plot_.is_self_handled && !handle_in_grid()) send_out();
    if (!plot_.is_self_handled) send_out();
    end();
    if (plot_.is_reopened) begin_again();
    return std::move(story_);
  }

 private:
  [[nodiscard]] bool is_pressing() const { return category_.urgency >= cases::Urgency::urgent; }
  [[nodiscard]] Minutes share(Minutes of, int least_percent, int most_percent) {
    return between(Minutes{of.value * least_percent / 100 + 1}, Minutes{of.value * most_percent / 100 + 2}, random_);
  }
  std::string say(std::string_view step) { return std::string(random_.pick(reasons_for(step))); }

  StoryStep& step(Minutes later, Who who, Action action, State to, std::string reason = {}) {
    at_ = at_ + later;
    const bool is_office_work = who != Who::reporter && who != Who::system && !is_pressing();
    if (is_office_work) at_ = in_office_hours(at_, random_);
    state_ = to;
    story_.steps.push_back({.at = at_, .who = who, .action = action, .to = to, .reason = std::move(reason)});
    return story_.steps.back();
  }

  /// False when the story ends at the door.
  bool intake() {
    if (plot_.intake == Intake::withdrawn) {
      step(share(kDay, 1, 30), Who::reporter, Action::withdraw, State::closed, say("withdraw"));
      return false;
    }
    const Minutes accept = category_.accept_within;
    if (plot_.intake == Intake::redirected) {
      step(share(accept, 10, 80), Who::leader, Action::redirect, State::redirected, say("redirect"));
      return false;
    }
    if (plot_.is_verified) step(share(accept, 5, 30), Who::worker, Action::verify, State::verifying);
    if (plot_.intake == Intake::rejected) {
      step(share(accept, 10, 80), Who::leader, Action::reject, State::rejected, say("reject"));
      return false;
    }
    if (!story_.is_classified_by_reporter)
      step(share(accept, 5, 30), Who::leader, Action::classify, state_).category = story_.category;
    step(share(accept, 10, plot_.is_late ? 160 : 60), Who::leader, Action::accept, State::accepted);
    if (plot_.intake == Intake::voided) {
      step(share(kDay, 5, 60), Who::officer, Action::void_case, State::voided, say("void"));
      return false;
    }
    return true;
  }

  /// False when the grid could not do it and passed it up.
  bool handle_in_grid() {
    step(share(Minutes{60}, 5, 100), Who::worker, Action::self_handle, State::self_handling);
    if (plot_.is_passed_up) {
      step(share(category_.resolve_within, 5, 20), Who::worker, Action::pass_up, State::accepted, say("pass_up"));
      return false;
    }
    work(Who::worker);
    return true;
  }

  void send_out() {
    step(share(Minutes{is_pressing() ? 15 : 120}, 5, 100), Who::leader, Action::dispatch, State::dispatched);
    clock_start_ = at_;
    for (int i = 0; i < plot_.returns; ++i) {
      step(share(kDay, 5, 40), Who::handler, Action::return_order, State::returned, say("return"));
      const bool is_last = i + 1 == plot_.returns;
      if (is_last && plot_.is_arbitrated)
        step(share(kDay, 5, 60), Who::officer, Action::arbitrate, State::arbitrated, say("arbitrate"));
      else
        step(share(kDay, 2, 30), Who::leader, Action::dispatch, State::dispatched, say("redispatch"));
      clock_start_ = at_;
    }
    if (plot_.is_urged) step(share(kDay, 10, 90), Who::reporter, Action::urge, state_, say("urge"));
    step(share(category_.resolve_within, 2, 15), Who::handler, Action::start, State::in_progress);
    pause();
    work(Who::handler);
  }

  void pause() {
    if (plot_.pause == Pause::none) return;
    if (plot_.pause == Pause::suspended) {
      step(share(category_.resolve_within, 5, 30), Who::handler, Action::request_suspension, State::suspend_pending,
           say("suspend"));
      step(share(kDay, 5, 80), Who::checker, Action::grant_suspension, State::suspended);
      step(share(days(20), 20, 100), Who::handler, Action::resume, State::in_progress, say("resume"));
      return;
    }
    step(share(category_.resolve_within, 10, 50), Who::handler, Action::request_extension, State::extension_pending,
         say("extend"))
        .until = std::max(clock_start_ + category_.resolve_within, at_) + days(random_.between(1, 5));
    if (plot_.pause == Pause::extended)
      step(share(kDay, 2, 60), Who::checker, Action::grant_extension, State::in_progress);
    else
      step(share(kDay, 2, 60), Who::checker, Action::refuse_extension, State::in_progress, say("refuse_extension"));
  }

  void work(Who who) {
    const Minutes limit = category_.resolve_within;
    step(plot_.is_late ? share(limit, 102, 150) : share(limit, 8, 65), who, Action::handle, State::handled,
         say("handled"))
        .with_picture = true;
    if (plot_.fails_check) {
      step(share(kDay, 5, 60), Who::checker, Action::fail_check, State::rework, say("fail_check"));
      work_again(who, limit);
    }
    step(share(kDay, 3, 70), Who::checker, Action::pass_check, State::awaiting_confirmation);
    if (plot_.is_refused) {
      step(share(kDay, 5, 150), Who::reporter, Action::refuse, State::rework, say("refuse"));
      work_again(who, limit);
      step(share(kDay, 3, 70), Who::checker, Action::pass_check, State::awaiting_confirmation);
    }
  }

  void work_again(Who who, Minutes limit) {
    step(share(kDay, 2, 50), who, Action::restart, State::in_progress);
    step(share(limit, 8, 50), who, Action::handle, State::handled, say("handled")).with_picture = true;
  }

  void end() {
    constexpr Minutes kConfirmWithin = days(7);
    switch (plot_.ending) {
      case Ending::confirmed:
        step(share(kDay, 2, 280), Who::reporter, Action::confirm, State::closed,
             random_.chance(50) ? say("confirm") : "");
        break;
      case Ending::timed_out:
        step(Minutes{kConfirmWithin.value + 1}, Who::system, Action::time_out, State::closed);
        break;
      case Ending::forced:
        step(share(kDay, 20, 200), Who::officer, Action::request_forced_close, state_, say("force"));
        step(share(kDay, 5, 60), Who::county_officer, Action::approve_forced_close, State::closed);
        break;
    }
  }

  void begin_again() {
    step(share(days(12), 10, 100), Who::reporter, Action::reopen, State::reopened, say("reopen"));
    step(share(kDay, 2, 40), Who::leader, Action::dispatch, State::dispatched);
    step(share(category_.resolve_within, 2, 15), Who::handler, Action::start, State::in_progress);
    step(share(category_.resolve_within, 8, 65), Who::handler, Action::handle, State::handled, say("handled"))
        .with_picture = true;
    step(share(kDay, 3, 70), Who::checker, Action::pass_check, State::awaiting_confirmation);
    step(share(kDay, 2, 280), Who::reporter, Action::confirm, State::closed);
  }

  Story story_;
  const Plot& plot_;
  const cases::Category& category_;
  Random& random_;
  Instant at_;
  Instant clock_start_;
  State state_ = State::submitted;
};

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
    const Plot plot = random_plot(random_, !topic.in_villages);
    const auto& category = category_of(story);
    story = Teller(std::move(story), plot, category, random_).tell();
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
    story = Teller(std::move(story), plot, category, random_).tell();
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
