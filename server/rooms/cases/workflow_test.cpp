// Every state × action × relation against a second table, written out by hand from the rules and not from the code.
#include "rooms/cases/workflow.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>
#include <string>

#include "rooms/cases/workflow_fixture.hpp"

namespace mashang::cases {
namespace {

using namespace fixture;

/// state | action > next state : who. r reporter, l grid leader, w grid worker, c community, k county, h handler, s
/// system.
constexpr const char* kExpected = R"(
submitted             | verify>verifying:lwck accept>accepted:lwck reject>rejected:lck redirect>redirected:lck merge>merged:rlck classify>submitted:lwck
verifying             | accept>accepted:lwck reject>rejected:lck merge>merged:lck classify>verifying:lwck
accepted              | dispatch>dispatched:lck self_handle>self_handling:lw void>voided:ck classify>accepted:lwck
self_handling         | handle>handled:h pass_up>accepted:h
dispatched            | start>in_progress:h return_order>returned:h
returned              | dispatch>dispatched:lck arbitrate>arbitrated:ck classify>returned:lwck
arbitrated            | start>in_progress:h
in_progress           | handle>handled:h request_extension>extension_pending:h request_suspension>suspend_pending:h
extension_pending     | grant_extension>in_progress:lck refuse_extension>in_progress:lck
suspend_pending       | grant_suspension>suspended:lck refuse_suspension>in_progress:lck
suspended             | resume>in_progress:hlck
handled               | pass_check>awaiting_confirmation:lwck fail_check>rework:lwck
rework                | restart>in_progress:h
awaiting_confirmation | confirm>closed:r refuse>rework:r time_out>closed:s
closed                | reopen>reopened:rck
reopened              | dispatch>dispatched:lck classify>reopened:lwck
rejected              |
merged                |
redirected            |
voided                |
)";
/// In every state that is not final.
constexpr const char* kWhereverOpen =
    "withdraw>closed:r urge>=:r supervise>=:ck request_forced_close>=:ck approve_forced_close>closed:ck "
    "decline_forced_close>=:ck add_note>=:rlwckh join>=:s regrid>=:s";

/// In final states too.
constexpr const char* kAlways = "revoke_link>=:r";

using Key = std::tuple<State, Action, Relation>;

Relation relation_of(char letter) {
  switch (letter) {
    case 'r':
      return Relation::reporter;
    case 'l':
      return Relation::grid_leader;
    case 'w':
      return Relation::grid_worker;
    case 'c':
      return Relation::community_officer;
    case 'k':
      return Relation::county_officer;
    case 'h':
      return Relation::handler;
    default:
      return Relation::system;
  }
}

void add_cell(std::map<Key, State>& table, State state, const std::string& cell) {
  const auto arrow = cell.find('>');
  const auto colon = cell.find(':');
  const Action action = *parse_action(cell.substr(0, arrow));
  const std::string to = cell.substr(arrow + 1, colon - arrow - 1);
  for (const char letter : cell.substr(colon + 1))
    table[{state, action, relation_of(letter)}] = to == "=" ? state : *parse_state(to);
}

std::map<Key, State> expected_table() {
  std::map<Key, State> table;
  std::istringstream lines(kExpected);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) continue;
    std::istringstream words(line);
    std::string word, bar;
    words >> word >> bar;
    const State state = *parse_state(word);
    while (words >> word) add_cell(table, state, word);
    std::istringstream always(kAlways);
    while (always >> word) add_cell(table, state, word);
    if (is_final(state)) continue;
    std::istringstream everywhere(kWhereverOpen);
    while (everywhere >> word) add_cell(table, state, word);
  }
  return table;
}

Case ready_for(State state, Action action) {
  Case c = case_in(state);
  if (action == Action::approve_forced_close || action == Action::decline_forced_close)
    c.forced_close = ForcedClose{kSomebodyElse, "because"};
  return c;
}

TEST(Workflow, EveryStateActionAndRelationIsAsWritten) {
  const auto expected = expected_table();
  for (const State state : every_state())
    for (const Action action : every_action())
      for (const Relation relation : kEveryRelation) {
        SCOPED_TRACE(std::string(to_word(state)) + " " + std::string(to_word(action)) + " " +
                     std::string(to_word(relation)));
        const auto decision = decide(ready_for(state, action), complete(action), acting_as(relation), kNow, Rules{});
        const auto found = expected.find({state, action, relation});
        ASSERT_EQ(decision.has_value(), found != expected.end());
        if (!decision) continue;
        EXPECT_EQ(to_word(decision->next.state), to_word(found->second));
        EXPECT_EQ(decision->next.version, 4);
        EXPECT_EQ(decision->from, state);
        EXPECT_EQ(decision->as, relation);
      }
}

TEST(Workflow, AllowedActionsAreExactlyThoseThatAreAccepted) {
  for (const State state : every_state())
    for (const Action action : every_action())
      for (const Relation relation : kEveryRelation) {
        const Case c = ready_for(state, action);
        bool is_listed = false;
        for (const auto& allowed : allowed_actions(c, acting_as(relation), kNow, Rules{}))
          is_listed |= allowed.action == action;
        EXPECT_EQ(is_listed, decide(c, complete(action), acting_as(relation), kNow, Rules{}).has_value())
            << to_word(state) << " " << to_word(action) << " " << to_word(relation);
      }
}

TEST(Workflow, ARefusalSaysWhetherStateOrPersonIsWrong) {
  EXPECT_EQ(decide(case_in(State::submitted), complete(Action::confirm), acting_as(Relation::reporter), kNow, {})
                .error()
                .code,
            "cases.action_not_allowed");
  EXPECT_EQ(decide(case_in(State::awaiting_confirmation), complete(Action::confirm), acting_as(Relation::grid_leader),
                   kNow, {})
                .error()
                .code,
            "cases.not_your_turn");
}

TEST(Workflow, AStaleVersionIsRefusedBeforeAnythingElse) {
  const auto decision =
      decide(case_in(State::submitted), complete(Action::accept, 2), acting_as(Relation::grid_leader), kNow, {});
  EXPECT_EQ(decision.error().code, "cases.version_stale");
  EXPECT_EQ(decision.error().kind, ErrorKind::conflict);
}

struct Missing {
  State state;
  Action action;
  Relation relation;
  void (*without)(ActionInput&);
  std::string_view code;
};

const Missing kMissing[] = {
    {State::submitted, Action::reject, Relation::grid_leader, [](ActionInput& i) { i.reason.clear(); },
     "cases.reason_required"},
    {State::submitted, Action::redirect, Relation::grid_leader, [](ActionInput& i) { i.reason.clear(); },
     "cases.reason_required"},
    {State::submitted, Action::merge, Relation::grid_leader, [](ActionInput& i) { i.into_case.reset(); },
     "cases.into_case_required"},
    {State::accepted, Action::void_case, Relation::county_officer, [](ActionInput& i) { i.reason.clear(); },
     "cases.reason_required"},
    {State::accepted, Action::dispatch, Relation::grid_leader, [](ActionInput& i) { i.organisation.reset(); },
     "cases.organisation_required"},
    {State::accepted, Action::classify, Relation::grid_leader, [](ActionInput& i) { i.category.reset(); },
     "cases.category_required"},
    {State::dispatched, Action::return_order, Relation::handler, [](ActionInput& i) { i.reason.clear(); },
     "cases.reason_required"},
    {State::returned, Action::arbitrate, Relation::community_officer, [](ActionInput& i) { i.reason.clear(); },
     "cases.reason_required"},
    {State::in_progress, Action::handle, Relation::handler, [](ActionInput& i) { i.pictures = 0; },
     "cases.after_picture_required"},
    {State::self_handling, Action::handle, Relation::handler, [](ActionInput& i) { i.pictures = 0; },
     "cases.after_picture_required"},
    {State::in_progress, Action::request_extension, Relation::handler, [](ActionInput& i) { i.until.reset(); },
     "cases.until_required"},
    {State::in_progress, Action::request_extension, Relation::handler,
     [](ActionInput& i) { i.until = kNow + Minutes{59}; }, "cases.until_not_later"},
    {State::in_progress, Action::request_extension, Relation::handler,
     [](ActionInput& i) { i.until = kNow + days(400); }, "cases.until_too_far"},
    {State::in_progress, Action::request_suspension, Relation::handler, [](ActionInput& i) { i.reason.clear(); },
     "cases.reason_required"},
    {State::extension_pending, Action::refuse_extension, Relation::grid_leader,
     [](ActionInput& i) { i.reason.clear(); }, "cases.reason_required"},
    {State::handled, Action::fail_check, Relation::grid_leader, [](ActionInput& i) { i.reason.clear(); },
     "cases.reason_required"},
    {State::awaiting_confirmation, Action::refuse, Relation::reporter, [](ActionInput& i) { i.reason.clear(); },
     "cases.reason_required"},
    {State::in_progress, Action::request_forced_close, Relation::county_officer,
     [](ActionInput& i) { i.reason.clear(); }, "cases.reason_required"},
    {State::closed, Action::reopen, Relation::reporter, [](ActionInput& i) { i.reason.clear(); },
     "cases.reason_required"},
    {State::dispatched, Action::add_note, Relation::reporter,
     [](ActionInput& i) {
       i.reason.clear();
       i.uploads = 0;
     },
     "cases.note_empty"},
};

TEST(Workflow, WhatIsMissingIsNamed) {
  for (const Missing& missing : kMissing) {
    ActionInput input = complete(missing.action);
    missing.without(input);
    const auto decision = decide(case_in(missing.state), input, acting_as(missing.relation), kNow, Rules{});
    ASSERT_FALSE(decision.has_value()) << to_word(missing.action);
    EXPECT_EQ(decision.error().code, missing.code) << to_word(missing.action);
  }
}

}  // namespace
}  // namespace mashang::cases
