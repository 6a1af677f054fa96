// Cases in any state, and inputs that lack nothing, for tests of the workflow.
#pragma once

#include "rooms/cases/workflow.hpp"

namespace mashang::cases::fixture {

inline constexpr Instant kNow{1'795'000'000'000};
inline constexpr AccountId kMe{7};
inline constexpr AccountId kSomebodyElse{1};

/// Everything a guard may ask for holds: handled and asked for by somebody else, announced and over, closed just now.
inline Case case_in(State state) {
  Case c;
  c.county = CountyCode{431229};
  c.id = make_case_id(261122, 42);
  c.state = state;
  c.version = 3;
  c.accept_within = Minutes{30};
  c.resolve_within = Minutes{240};
  c.submitted_at = kNow - days(1);
  c.deadline = kNow + Minutes{60};
  c.handled_by = kSomebodyElse;
  c.requested_by = kSomebodyElse;
  c.requested_until = kNow + days(1);
  c.confirm_announced_at = kNow - days(8);
  c.confirm_deadline = kNow - days(1);
  c.closed_at = kNow - days(1);
  if (state == State::suspended) {
    c.remaining = Milliseconds{60 * 60'000};
    c.deadline.reset();
  }
  return c;
}

inline ActionInput complete(Action action, std::int64_t version = 3) {
  ActionInput input;
  input.action = action;
  input.version = version;
  input.reason = "because";
  input.organisation = OrganisationId{5};
  input.until = kNow + days(3);
  input.category = Category{"0402",
                            "04",
                            "占用堵塞消防车通道",
                            "fire_lane_blocked",
                            "event",
                            Urgency::urgent,
                            Minutes{30},
                            Minutes{240},
                            "property_company",
                            false,
                            false};
  input.into_case = make_case_id(261122, 41);
  input.uploads = 1;
  input.pictures = 1;
  return input;
}

inline Acting acting_as(Relation relation, std::optional<AccountId> account = kMe) {
  const bool is_person_with_account = relation != Relation::reporter && relation != Relation::system;
  return Acting{{relation}, is_person_with_account ? account : std::nullopt};
}

inline constexpr Relation kEveryRelation[] = {
    Relation::reporter,       Relation::grid_leader, Relation::grid_worker, Relation::community_officer,
    Relation::county_officer, Relation::handler,     Relation::system};

inline std::vector<State> every_state() {
  std::vector<State> states;
  for (int i = 0; i <= static_cast<int>(State::voided); ++i) states.push_back(static_cast<State>(i));
  return states;
}

}  // namespace mashang::cases::fixture
