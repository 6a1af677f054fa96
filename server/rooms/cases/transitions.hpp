// The table itself: what may follow what, by whom, with which inputs, under which guards, to what effect.
#pragma once

#include <optional>
#include <span>

#include "core/result.hpp"
#include "rooms/cases/action.hpp"
#include "rooms/cases/case.hpp"

namespace mashang::cases {

/// What a guard and an effect may look at.
struct Step {
  const ActionInput& input;
  const Acting& acting;
  Instant now;
  const Rules& rules;
};

using Guard = Result<void> (*)(const Case&, const Acting&, Instant, const Rules&);
using Effect = void (*)(Case&, const Step&);

struct Transition {
  Action action;
  States from;
  std::optional<State> to;  ///< none: the state stays
  Relations who;
  Inputs requires_inputs = {};
  Inputs optional_inputs = {};
  Guard guard = nullptr;
  Effect effect = nullptr;
};

[[nodiscard]] std::span<const Transition> transitions();
/// Null when this action does not start from this state.
[[nodiscard]] const Transition* find_transition(Action action, State from);

// ---- guards (guards.cpp) ----
namespace guard {
Result<void> returns_left(const Case&, const Acting&, Instant, const Rules&);
Result<void> another_checker(const Case&, const Acting&, Instant, const Rules&);
Result<void> another_decider(const Case&, const Acting&, Instant, const Rules&);
Result<void> another_decider_in_time(const Case&, const Acting&, Instant, const Rules&);
Result<void> not_the_handler(const Case&, const Acting&, Instant, const Rules&);
Result<void> announced_and_over(const Case&, const Acting&, Instant, const Rules&);
Result<void> link_is_open(const Case&, const Acting&, Instant, const Rules&);
Result<void> no_forced_close_pending(const Case&, const Acting&, Instant, const Rules&);
Result<void> forced_close_pending(const Case&, const Acting&, Instant, const Rules&);
Result<void> second_officer(const Case&, const Acting&, Instant, const Rules&);
Result<void> reopen_once_in_time(const Case&, const Acting&, Instant, const Rules&);
}  // namespace guard

// ---- effects (effects.cpp) ----
namespace effect {
void handle_oneself(Case&, const Step&);
void pass_up(Case&, const Step&);
void order(Case&, const Step&);
void order_finally(Case&, const Step&);
void count_return(Case&, const Step&);
void finish_work(Case&, const Step&);
void ask_for_time(Case&, const Step&);
void grant_time(Case&, const Step&);
void settle_request(Case&, const Step&);
void stop_clock(Case&, const Step&);
void restart_clock(Case&, const Step&);
void announce_confirmation(Case&, const Step&);
void send_back(Case&, const Step&);
void close_as_confirmed(Case&, const Step&);
void close_as_timed_out(Case&, const Step&);
void close_as_withdrawn(Case&, const Step&);
void ask_for_forced_close(Case&, const Step&);
void close_by_force(Case&, const Step&);
void drop_forced_close(Case&, const Step&);
void reopen(Case&, const Step&);
void end(Case&, const Step&);
void end_as_merged(Case&, const Step&);
void mark_urged(Case&, const Step&);
void mark_supervised(Case&, const Step&);
void set_category(Case&, const Step&);
void count_pictures(Case&, const Step&);
void count_repeat(Case&, const Step&);
void revoke_link(Case&, const Step&);
void give_to_grid(Case&, const Step&);
}  // namespace effect

}  // namespace mashang::cases
