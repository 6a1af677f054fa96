// Reads the table: what may be done, and what becomes of the case.
#include "rooms/cases/workflow.hpp"

#include "rooms/cases/transitions.hpp"

namespace mashang::cases {
namespace {

/// After-pictures added earlier in this round of work count.
Inputs still_required(const Case& c, const Transition& row) {
  if (!row.requires_inputs.has(Input::after_photo) || c.after_pictures == 0) return row.requires_inputs;
  return {};
}

Result<void> check_until(const Case& c, const ActionInput& input, Instant now, const Rules& rules) {
  if (!input.until) return failure(ErrorKind::unprocessable, "cases.until_required", {}, "until");
  if (*input.until <= now || (c.deadline && *input.until <= *c.deadline))
    return failure(ErrorKind::unprocessable, "cases.until_not_later", {}, "until");
  if (*input.until > now + rules.longest_extension)
    return failure(ErrorKind::unprocessable, "cases.until_too_far", {}, "until");
  return {};
}

Result<void> check_inputs(const Case& c, const Transition& row, const ActionInput& input, Instant now,
                          const Rules& rules) {
  const Inputs required = still_required(c, row);
  constexpr auto kWrong = ErrorKind::unprocessable;
  if (required.has(Input::reason) && input.reason.empty())
    return failure(kWrong, "cases.reason_required", {}, "reason");
  if (required.has(Input::after_photo) && input.pictures == 0)
    return failure(kWrong, "cases.after_picture_required", {}, "uploads");
  if (required.has(Input::organisation) && !input.organisation)
    return failure(kWrong, "cases.organisation_required", {}, "organisation_id");
  if (required.has(Input::category) && !input.category)
    return failure(kWrong, "cases.category_required", {}, "category");
  if (required.has(Input::into_case) && !input.into_case)
    return failure(kWrong, "cases.into_case_required", {}, "into_case_id");
  if (row.action == Action::add_note && input.reason.empty() && input.uploads == 0)
    return failure(kWrong, "cases.note_empty", {}, "reason");
  return required.has(Input::until) ? check_until(c, input, now, rules) : Result<void>{};
}

Relation tie_that_allows(const Transition& row, const Acting& acting) {
  using enum Relation;
  for (const Relation tie : {reporter, handler, grid_leader, grid_worker, community_officer, county_officer, system})
    if (row.who.has(tie) && acting.relations.has(tie)) return tie;
  return system;
}

Result<void> check_guard(const Transition& row, const Case& c, const Acting& acting, Instant now, const Rules& rules) {
  return row.guard ? row.guard(c, acting, now, rules) : Result<void>{};
}

}  // namespace

Result<Decision> decide(const Case& current, const ActionInput& input, const Acting& acting, Instant now,
                        const Rules& rules) {
  if (input.version != current.version) return failure(ErrorKind::conflict, "cases.version_stale");
  const Transition* row = find_transition(input.action, current.state);
  if (!row) return failure(ErrorKind::conflict, "cases.action_not_allowed");
  if ((row->who & acting.relations).is_empty()) return failure(ErrorKind::forbidden, "cases.not_your_turn");
  if (auto held = check_guard(*row, current, acting, now, rules); !held) return failure(held.error());
  if (auto given = check_inputs(current, *row, input, now, rules); !given) return failure(given.error());

  Decision decision{current, tie_that_allows(*row, acting), current.state, current.deadline};
  if (row->effect) row->effect(decision.next, Step{input, acting, now, rules});
  if (row->to) decision.next.state = *row->to;
  decision.next.has_media = current.has_media || input.uploads > 0;
  ++decision.next.version;
  return decision;
}

std::vector<AllowedAction> allowed_actions(const Case& current, const Acting& acting, Instant now, const Rules& rules) {
  std::vector<AllowedAction> allowed;
  for (const Transition& row : transitions()) {
    if (!row.from.has(current.state) || (row.who & acting.relations).is_empty()) continue;
    if (!check_guard(row, current, acting, now, rules)) continue;
    const Inputs required = still_required(current, row);
    Inputs optional = row.optional_inputs;
    if (required != row.requires_inputs) optional = optional | row.requires_inputs;
    allowed.push_back({row.action, required, optional});
  }
  return allowed;
}

media::Phase phase_of(const Case& current, Action action, Relations relations) {
  const bool is_at_work = current.state == State::self_handling || current.state == State::in_progress;
  if (action == Action::submit) return media::Phase::report;
  if (action == Action::start) return media::Phase::before;
  if (action == Action::handle) return media::Phase::after;
  if (action == Action::add_note && is_at_work && relations.has(Relation::handler)) return media::Phase::after;
  return media::Phase::note;
}

}  // namespace mashang::cases
