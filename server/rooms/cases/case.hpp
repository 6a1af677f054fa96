// One matter with everything its rules look at; a plain value.
#pragma once

#include <optional>
#include <string>

#include "core/clock.hpp"
#include "core/ids.hpp"
#include "rooms/cases/cases.hpp"
#include "rooms/cases/category.hpp"
#include "rooms/identity/identity.hpp"
#include "rooms/places/places.hpp"

namespace mashang::cases {

/// Editable defaults; the law behind none of them is a number, so a county may choose others.
struct Rules {
  Minutes confirm_within = days(7);  ///< silence after this closes as timed_out
  Minutes reopen_within = days(15);
  Minutes check_within = days(1);  ///< how long a finished work order may wait for its check
  Minutes longest_extension = days(365);
  int most_returns = 2;
  int mass_affecting_repeats = 4;  ///< merged repeats that make a matter mass-affecting
};

/// Whose move it is. No name where the law hides it (a reporter).
struct Turn {
  identity::Role role = identity::Role::grid_leader;
  std::optional<std::string> name;
};

/// A request to close against or without the reporter's word, waiting for a second person.
struct ForcedClose {
  AccountId by;
  std::string reason;
};

struct Case {
  CountyCode county;
  CaseId id;
  State state = State::submitted;
  std::int64_t version = 1;  ///< also the number of its history rows
  std::string text;
  bool is_elsewhere = false;  ///< not at the reporter's home; the text says where
  bool has_media = false;
  places::Situation where;  ///< as it was on submission, but for `where.grid`: the grid that answers for it now
  std::optional<std::string> grid_name;  ///< of `where.grid`
  struct Grid {
    std::optional<PlaceId> id;
    std::optional<std::string> name;
  };
  std::optional<Grid> first_grid;           ///< as on submission, once a plan of grids has given the case to another
  std::optional<std::string> coarse_label;  ///< set when the reporter is hidden: the building instead of the flat

  std::string category{kUnclassified};
  bool is_classified = false;  ///< somebody chose the category; else it stands for "not yet"
  Urgency urgency = Urgency::normal;
  Minutes accept_within;  ///< limits of the category when it was set
  Minutes resolve_within;
  bool hides_reporter = false;
  bool is_restricted = false;

  std::string contact_name_sealed;  ///< AES-256-GCM; "" when not given
  std::string contact_phone_sealed;
  std::optional<AccountId> reported_by;  ///< staff who took the report

  Instant submitted_at;
  std::optional<Instant> deadline;  ///< of whoever's turn it is; none while suspended or final
  std::optional<Instant> confirm_deadline;
  std::optional<Instant> confirm_announced_at;  ///< when the reporter was told of confirm_deadline
  std::optional<Milliseconds> remaining;        ///< what the clock still had when it was suspended
  std::optional<Instant> requested_until;
  std::optional<AccountId> requested_by;  ///< who asked for an extension or a suspension
  std::optional<Instant> closed_at;

  std::optional<OrganisationId> handler;
  std::string handler_name;
  std::optional<identity::OrganisationKind> handler_kind;
  bool is_self_handled = false;  ///< by the grid's own leader or worker
  bool is_bound = false;         ///< the order was arbitrated: it cannot be returned
  std::optional<AccountId> handled_by;
  int after_pictures = 0;  ///< of this round of work

  int returns = 0;
  int reworks = 0;
  int repeats = 0;  ///< other reports merged into this one
  bool was_reopened = false;
  bool is_supervised = false;
  bool is_urged = false;
  std::optional<CloseReason> close_reason;
  std::optional<CaseId> merged_into;
  std::optional<ForcedClose> forced_close;
  std::optional<Instant> link_revoked_at;
  std::optional<Turn> turn;  ///< written with every step, so that lists need no further reads
};

/// A case takes its category's urgency, limits and secrets along.
void set_category(Case& c, const Category& category);

[[nodiscard]] inline bool is_overdue(const Case& c, Instant now) {
  return c.deadline && now > *c.deadline && !is_final(c.state);
}

}  // namespace mashang::cases
