// The closed loop as one table of data and the pure functions that read it.
//
// No path gets round this file: people, links, bulk actions, the timer and the demo county all step through `decide`.
#pragma once

#include <span>
#include <vector>

#include "core/result.hpp"
#include "rooms/cases/action.hpp"
#include "rooms/cases/case.hpp"
#include "rooms/media/media.hpp"

namespace mashang::cases {

/// One step taken, as history tells it.
struct Decision {
  Case next;
  Relation as = Relation::system;  ///< the tie that allowed it
  State from = State::submitted;
  std::optional<Instant> deadline_before;
};

/// Pure. Fails with cases.version_stale, cases.action_not_allowed (not from this state), cases.not_your_turn (not for
/// you), a guard's code (cases.second_person_required, cases.returns_exhausted, cases.already_reopened,
/// cases.reopen_window_over, cases.confirmation_by_handler, cases.until_passed, cases.confirmation_not_announced,
/// cases.confirmation_not_over, cases.forced_close_not_requested, cases.forced_close_already_requested,
/// cases.link_revoked) or an input's code (cases.reason_required, cases.after_picture_required,
/// cases.organisation_required, cases.until_required, cases.until_not_later, cases.until_too_far,
/// cases.category_required, cases.into_case_required, cases.note_empty).
[[nodiscard]] Result<Decision> decide(const Case& current, const ActionInput& input, const Acting& acting, Instant now,
                                      const Rules& rules);

struct AllowedAction {
  Action action = Action::add_note;
  Inputs requires_inputs;
  Inputs optional_inputs;
};
/// Every action that `decide` would accept from this actor now, given its inputs. The same table, the same guards.
[[nodiscard]] std::vector<AllowedAction> allowed_actions(const Case& current, const Acting& acting, Instant now,
                                                         const Rules& rules);

/// Files that come with an action belong to this phase of the story.
[[nodiscard]] media::Phase phase_of(const Case& current, Action action, Relations relations);

}  // namespace mashang::cases
