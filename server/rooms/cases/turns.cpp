// Turns and to-dos by state.
#include "rooms/cases/turns.hpp"

#include <algorithm>

namespace mashang::cases {
namespace {

using identity::OrganisationKind;
using identity::Role;
using notify::Recipient;
using notify::TodoKind;

bool is_of_the_community(const Case& c) {
  return c.handler_kind == OrganisationKind::community || c.handler_kind == OrganisationKind::village_committee;
}

const std::vector<AccountId>& officers_of(const Staffing& s) {
  return s.officers.empty() ? s.county_officers : s.officers;
}
const std::vector<AccountId>& leaders_of(const Staffing& s) { return s.leaders.empty() ? officers_of(s) : s.leaders; }

bool holds(const std::vector<AccountId>& accounts, std::optional<AccountId> account) {
  return account && std::ranges::find(accounts, *account) != accounts.end();
}

/// Leaders, unless the step needs a second person and the first one is the leader.
const std::vector<AccountId>& second_persons(const Case& c, const Staffing& s, std::optional<AccountId> first) {
  return c.is_self_handled || holds(leaders_of(s), first) ? officers_of(s) : leaders_of(s);
}

bool is_to_arbitrate(const Case& c, const Rules& rules) {
  return c.state == State::returned && c.returns >= rules.most_returns;
}

std::vector<AccountId> accounts_of(const std::vector<identity::Person>& people) {
  std::vector<AccountId> accounts;
  accounts.reserve(people.size());
  for (const auto& person : people) accounts.push_back(person.account);
  return accounts;
}

void add(Todos& todos, TodoKind kind, const std::vector<AccountId>& accounts, std::optional<AccountId> but = {}) {
  for (const AccountId account : accounts)
    if (account != but) todos.insert({kind, Recipient{account, std::nullopt}});
}

/// Whoever acted first is left out; when nobody else is there it goes to the county.
void add_second(Todos& todos, TodoKind kind, const Case& c, const Staffing& s, std::optional<AccountId> first) {
  add(todos, kind, second_persons(c, s, first), first);
  if (todos.empty()) add(todos, kind, s.county_officers, first);
}

void add_handler(Todos& todos, TodoKind kind, const Case& c, const Staffing& s) {
  if (c.is_self_handled) {
    add(todos, kind, leaders_of(s));
    add(todos, kind, s.workers);
  } else if (is_of_the_community(c) && !s.officers.empty()) {
    add(todos, kind, s.officers);
  } else if (c.handler) {
    todos.insert({kind, Recipient{std::nullopt, c.handler}});
  }
}

Turn turn_of_leader(const Staffing& s) {
  if (!s.leaders.empty()) return {Role::grid_leader, s.leader_name};
  if (s.community_name.empty()) return {Role::county_officer, std::nullopt};  // nobody knows where it is yet
  return {Role::community_officer, s.community_name};
}

Turn turn_of_second_person(const Case& c, const Staffing& s, std::optional<AccountId> first) {
  if (&second_persons(c, s, first) == &s.leaders) return turn_of_leader(s);
  return {Role::community_officer, s.community_name};
}

Turn turn_of_handler(const Case& c, const Staffing& s) {
  if (c.is_self_handled || !c.handler_kind) return turn_of_leader(s);
  return {role_of(*c.handler_kind), c.handler_name};
}

}  // namespace

Staffing staffing_of(storage::Tx& tx, const places::Situation& where, Depth depth) {
  Staffing s;
  const CountyCode county = where.county;
  const auto people_at = [&](Role role, std::optional<PlaceId> place) {
    return place ? identity::people_with_role_at(tx, county, role, *place) : std::vector<identity::Person>{};
  };
  const auto at = [&](Role role, std::optional<PlaceId> place) { return accounts_of(people_at(role, place)); };
  const auto leaders = people_at(Role::grid_leader, where.grid);
  s.leaders = accounts_of(leaders);
  if (!leaders.empty()) s.leader_name = leaders.front().name;
  if (depth == Depth::intake && !s.leaders.empty()) return s;
  s.workers = at(Role::grid_worker, where.grid);
  s.officers = at(Role::community_officer, where.community);
  s.county_officers = at(Role::county_officer, places::county_place(county));
  if (where.community) s.community_name = places::name_of(tx, county, *where.community);
  return s;
}

Role role_of(OrganisationKind kind) {
  switch (kind) {
    case OrganisationKind::property_company:
      return Role::property_staff;
    case OrganisationKind::owners_committee:
      return Role::owners_committee;
    case OrganisationKind::community:
    case OrganisationKind::village_committee:
      return Role::community_officer;
    case OrganisationKind::county_government:
    case OrganisationKind::department:
    case OrganisationKind::outside_unit:
      return Role::unit_staff;
  }
  return Role::unit_staff;
}

std::optional<Turn> turn_of(const Case& c, const Staffing& s, const Rules& rules) {
  switch (c.state) {
    case State::submitted:
    case State::verifying:
    case State::accepted:
    case State::self_handling:
    case State::reopened:
      return turn_of_leader(s);
    case State::returned:
      return is_to_arbitrate(c, rules) ? Turn{Role::community_officer, s.community_name} : turn_of_leader(s);
    case State::dispatched:
    case State::arbitrated:
    case State::in_progress:
    case State::suspended:
    case State::rework:
      return turn_of_handler(c, s);
    case State::extension_pending:
    case State::suspend_pending:
      return turn_of_second_person(c, s, c.requested_by);
    case State::handled:
      return turn_of_second_person(c, s, c.handled_by);
    case State::awaiting_confirmation:
      if (c.link_revoked_at) return Turn{Role::community_officer, s.community_name};
      return Turn{Role::reporter, std::nullopt};
    case State::closed:
    case State::rejected:
    case State::merged:
    case State::redirected:
    case State::voided:
      return std::nullopt;
  }
  return std::nullopt;
}

Todos todos_of(const Case& c, const Staffing& s, const Rules& rules) {
  Todos todos;
  switch (c.state) {
    case State::submitted:
    case State::verifying:
      add(todos, TodoKind::intake, leaders_of(s));
      break;
    case State::accepted:
    case State::reopened:
      add(todos, TodoKind::dispatch, leaders_of(s));
      break;
    case State::returned:
      if (is_to_arbitrate(c, rules)) {
        add(todos, TodoKind::arbitrate, officers_of(s));
      } else {
        add(todos, TodoKind::dispatch, leaders_of(s));
      }
      break;
    case State::self_handling:
    case State::dispatched:
    case State::arbitrated:
    case State::in_progress:
    case State::suspended:
      add_handler(todos, TodoKind::handle, c, s);
      break;
    case State::rework:
      add_handler(todos, TodoKind::rework, c, s);
      break;
    case State::extension_pending:
    case State::suspend_pending:
      add_second(todos, TodoKind::decide, c, s, c.requested_by);
      break;
    case State::handled:
      add_second(todos, TodoKind::check, c, s, c.handled_by);
      break;
    case State::awaiting_confirmation:
      if (c.link_revoked_at) add(todos, TodoKind::decide, officers_of(s));  // nobody is left to ask
      break;
    case State::closed:
    case State::rejected:
    case State::merged:
    case State::redirected:
    case State::voided:
      break;
  }
  if (c.forced_close && !is_final(c.state)) {
    add(todos, TodoKind::approve_close, s.officers, c.forced_close->by);
    add(todos, TodoKind::approve_close, s.county_officers, c.forced_close->by);
  }
  return todos;
}

}  // namespace mashang::cases
