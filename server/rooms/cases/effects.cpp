// What a step changes besides the state.
#include "rooms/cases/transitions.hpp"

namespace mashang::cases {

void set_category(Case& c, const Category& category) {
  c.category = category.code;
  c.is_classified = category.code != kUnclassified;
  c.urgency = category.urgency;
  c.accept_within = category.accept_within;
  c.resolve_within = category.resolve_within;
  c.hides_reporter = category.hides_reporter;
  c.is_restricted = category.is_restricted;
}

namespace effect {
namespace {

void start_round(Case& c, Instant now) {
  c.deadline = now + c.resolve_within;
  c.remaining.reset();
  c.after_pictures = 0;
  c.handled_by.reset();
}

void forget_confirmation(Case& c) {
  c.confirm_deadline.reset();
  c.confirm_announced_at.reset();
}

/// Her page shows until when her silence waits; without a link to it nothing can be announced, and officers must see
/// to it.
void await_confirmation(Case& c, const Step& step) {
  forget_confirmation(c);
  c.deadline = step.now + step.rules.check_within;
  if (c.link_revoked_at) return;
  c.confirm_announced_at = step.now;
  c.confirm_deadline = step.now + step.rules.confirm_within;
  c.deadline = c.confirm_deadline;
}

void close(Case& c, CloseReason reason, Instant now) {
  c.close_reason = reason;
  c.closed_at = now;
  c.deadline.reset();
  c.remaining.reset();
  c.requested_until.reset();
  c.requested_by.reset();
  c.forced_close.reset();
  forget_confirmation(c);
}

}  // namespace

void handle_oneself(Case& c, const Step& step) {
  start_round(c, step.now);
  c.is_self_handled = true;
  c.handler.reset();
}

void pass_up(Case& c, const Step& step) {
  c.is_self_handled = false;
  c.after_pictures = 0;
  c.deadline = step.now + c.accept_within;
}

/// The clock runs from here, signed for or not.
void order(Case& c, const Step& step) {
  start_round(c, step.now);
  c.handler = step.input.organisation;
  c.is_self_handled = false;
  c.is_bound = false;
}

void order_finally(Case& c, const Step& step) {
  order(c, step);
  c.is_bound = true;
}

/// The order's clock goes on: passing an order round buys no time. Who gave it back has nothing to do with the matter
/// any more: what becomes of it, even a secret one, is not for them; history keeps who it was.
void count_return(Case& c, const Step&) {
  ++c.returns;
  c.handler.reset();
}

void finish_work(Case& c, const Step& step) {
  c.after_pictures += step.input.pictures;
  c.handled_by = step.acting.account;
  c.deadline = step.now + step.rules.check_within;
}

void ask_for_time(Case& c, const Step& step) {
  c.requested_by = step.acting.account;
  c.requested_until = step.input.until;
}

void grant_time(Case& c, const Step& step) {
  c.deadline = c.requested_until;
  settle_request(c, step);
}

void settle_request(Case& c, const Step&) {
  c.requested_until.reset();
  c.requested_by.reset();
}

void stop_clock(Case& c, const Step& step) {
  if (c.deadline) c.remaining = *c.deadline - step.now;
  c.deadline.reset();
  settle_request(c, step);
}

void restart_clock(Case& c, const Step& step) {
  if (c.remaining) c.deadline = step.now + *c.remaining;
  c.remaining.reset();
}

void announce_confirmation(Case& c, const Step& step) { await_confirmation(c, step); }

void send_back(Case& c, const Step& step) {
  start_round(c, step.now);
  ++c.reworks;
  forget_confirmation(c);
}

void close_as_confirmed(Case& c, const Step& step) { close(c, CloseReason::resident_confirmed, step.now); }
void close_as_timed_out(Case& c, const Step& step) { close(c, CloseReason::timed_out, step.now); }
void close_as_withdrawn(Case& c, const Step& step) { close(c, CloseReason::withdrawn, step.now); }

void ask_for_forced_close(Case& c, const Step& step) {
  c.forced_close = ForcedClose{step.acting.account.value_or(AccountId{}), step.input.reason};
}

/// Work may have gone on since it was asked for: what the case is by now says what it is closed as.
void close_by_force(Case& c, const Step& step) {
  const bool was_never_accepted = c.state == State::submitted || c.state == State::verifying;
  close(c, was_never_accepted ? CloseReason::unverifiable : CloseReason::forced, step.now);
}

void drop_forced_close(Case& c, const Step&) { c.forced_close.reset(); }

void reopen(Case& c, const Step& step) {
  start_round(c, step.now);
  c.deadline = step.now + c.accept_within;
  c.was_reopened = true;
  c.closed_at.reset();
  c.close_reason.reset();
  c.handler.reset();
  c.is_self_handled = false;
  c.is_bound = false;
}

void end(Case& c, const Step&) {
  c.deadline.reset();
  c.forced_close.reset();
}

void end_as_merged(Case& c, const Step& step) {
  c.merged_into = step.input.into_case;
  end(c, step);
}

void mark_urged(Case& c, const Step&) { c.is_urged = true; }
void mark_supervised(Case& c, const Step&) { c.is_supervised = true; }

void set_category(Case& c, const Step& step) { cases::set_category(c, *step.input.category); }

/// Pictures that the handler adds while at work are evidence of this round.
void count_pictures(Case& c, const Step& step) {
  const bool is_at_work = c.state == State::self_handling || c.state == State::in_progress;
  if (is_at_work && step.acting.relations.has(Relation::handler)) c.after_pictures += step.input.pictures;
}

void count_repeat(Case& c, const Step&) { ++c.repeats; }

/// What was announced on a page that nobody can open any more is announced no longer.
void revoke_link(Case& c, const Step& step) {
  c.link_revoked_at = step.now;
  if (c.state == State::awaiting_confirmation) await_confirmation(c, step);
}

/// What it was on submission stays beside it.
void give_to_grid(Case& c, const Step& step) {
  if (!c.first_grid) c.first_grid = Case::Grid{c.where.grid, c.grid_name};
  c.where.grid = step.input.grid;
  c.grid_name = step.input.grid_name;
}

}  // namespace effect
}  // namespace mashang::cases
