// Tells one story: its plot becomes steps with times and words.
#include "rooms/demo/teller.hpp"

#include <algorithm>

#include "rooms/demo/calendar.hpp"

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
        .until = std::max(clock_start_ + category_.resolve_within, at_) + days(random_.between(3, 6));
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

}  // namespace

Story told(Story story, const Plot& plot, const cases::Category& category, Random& random) {
  return Teller(std::move(story), plot, category, random).tell();
}

}  // namespace mashang::demo
