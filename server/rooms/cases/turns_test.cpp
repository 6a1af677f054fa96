// Somebody always has the turn, and it is the right one.
#include "rooms/cases/turns.hpp"

#include <gtest/gtest.h>

#include "rooms/cases/workflow_fixture.hpp"

namespace mashang::cases {
namespace {

using fixture::case_in;
using identity::OrganisationKind;
using identity::Role;
using notify::Recipient;
using notify::TodoKind;

constexpr AccountId kLeader{1}, kWorker{2}, kOfficer{3}, kSecondOfficer{4}, kCounty{5};
constexpr OrganisationId kCompany{9};

Staffing everybody() { return {{kLeader}, "杨丽", {kWorker}, {kOfficer, kSecondOfficer}, {kCounty}, "飞山社区"}; }

Case given_to(State state, OrganisationKind kind) {
  Case c = case_in(state);
  c.handler = kCompany;
  c.handler_kind = kind;
  c.handler_name = "新城物业";
  c.handled_by = AccountId{77};
  c.requested_by = AccountId{77};
  return c;
}

Todos to(TodoKind kind, std::initializer_list<AccountId> accounts) {
  Todos todos;
  for (const AccountId account : accounts) todos.insert({kind, Recipient{account, {}}});
  return todos;
}
Todos to_company(TodoKind kind) { return {{kind, Recipient{{}, kCompany}}}; }

TEST(Turns, EveryStateThatNeedsSomebodyHasATurnAndATodo) {
  for (const State state : fixture::every_state()) {
    const Case c = given_to(state, OrganisationKind::property_company);
    SCOPED_TRACE(to_word(state));
    EXPECT_EQ(turn_of(c, everybody(), Rules{}).has_value(), !is_final(state));
    const bool waits_for_staff = !is_final(state) && state != State::awaiting_confirmation;
    EXPECT_EQ(!todos_of(c, everybody(), Rules{}).empty(), waits_for_staff);
  }
}

TEST(Turns, WorkGoesToTheOrganisationUnderItsOwnKind) {
  const auto of = OrganisationKind::property_company;
  for (const State state : {State::dispatched, State::arbitrated, State::in_progress, State::suspended})
    EXPECT_EQ(todos_of(given_to(state, of), everybody(), Rules{}), to_company(TodoKind::handle)) << to_word(state);
  EXPECT_EQ(todos_of(given_to(State::rework, of), everybody(), Rules{}), to_company(TodoKind::rework));
  const auto turn = turn_of(given_to(State::dispatched, of), everybody(), Rules{});
  EXPECT_EQ(turn->role, Role::property_staff);
  EXPECT_EQ(turn->name, "新城物业");
}

TEST(Turns, CommunityWorkReachesItsOfficers) {
  EXPECT_EQ(todos_of(given_to(State::dispatched, OrganisationKind::community), everybody(), Rules{}),
            to(TodoKind::handle, {kOfficer, kSecondOfficer}));
  Staffing nobody = everybody();
  nobody.officers.clear();
  EXPECT_EQ(todos_of(given_to(State::dispatched, OrganisationKind::community), nobody, Rules{}),
            to_company(TodoKind::handle));
}

TEST(Turns, TwoReturnsCallTheOfficersToArbitrate) {
  Case c = given_to(State::returned, OrganisationKind::property_company);
  c.returns = 1;
  EXPECT_EQ(todos_of(c, everybody(), Rules{}), to(TodoKind::dispatch, {kLeader}));
  c.returns = 2;
  EXPECT_EQ(todos_of(c, everybody(), Rules{}), to(TodoKind::arbitrate, {kOfficer, kSecondOfficer}));
  EXPECT_EQ(turn_of(c, everybody(), Rules{})->role, Role::community_officer);
}

TEST(Turns, AGridWithoutALeaderFallsToTheCommunityAndThenToTheCounty) {
  Staffing staffing = everybody();
  staffing.leaders.clear();
  EXPECT_EQ(todos_of(case_in(State::submitted), staffing, Rules{}), to(TodoKind::intake, {kOfficer, kSecondOfficer}));
  staffing.officers.clear();
  EXPECT_EQ(todos_of(case_in(State::submitted), staffing, Rules{}), to(TodoKind::intake, {kCounty}));
}

TEST(Turns, TheCheckNeverGoesToWhoeverDidTheWork) {
  Case c = case_in(State::handled);
  c.is_self_handled = true;
  c.handled_by = kLeader;
  EXPECT_EQ(todos_of(c, everybody(), Rules{}), to(TodoKind::check, {kOfficer, kSecondOfficer}));
  c.is_self_handled = false;
  c.handled_by = kOfficer;
  Staffing staffing = everybody();
  staffing.leaders.clear();
  EXPECT_EQ(todos_of(c, staffing, Rules{}), to(TodoKind::check, {kSecondOfficer}));
  staffing.officers = {kOfficer};
  EXPECT_EQ(todos_of(c, staffing, Rules{}), to(TodoKind::check, {kCounty}));
}

TEST(Turns, WithoutALinkTheReportersAnswerFallsToTheOfficers) {
  Case c = case_in(State::awaiting_confirmation);
  EXPECT_EQ(turn_of(c, everybody(), Rules{})->role, Role::reporter);
  EXPECT_TRUE(todos_of(c, everybody(), Rules{}).empty());
  c.link_revoked_at = fixture::kNow;
  EXPECT_EQ(turn_of(c, everybody(), Rules{})->role, Role::community_officer);
  EXPECT_EQ(todos_of(c, everybody(), Rules{}), to(TodoKind::decide, {kOfficer, kSecondOfficer}));
}

TEST(Turns, AForcedCloseAsksEveryOfficerButTheOneWhoAsked) {
  Case c = given_to(State::in_progress, OrganisationKind::property_company);
  c.forced_close = ForcedClose{kOfficer, "x"};
  Todos expected = to(TodoKind::approve_close, {kSecondOfficer, kCounty});
  expected.merge(to_company(TodoKind::handle));
  EXPECT_EQ(todos_of(c, everybody(), Rules{}), expected);
}

}  // namespace
}  // namespace mashang::cases
