// The rules that no path gets round, one test each.
#include <gtest/gtest.h>

#include <random>

#include "rooms/cases/workflow.hpp"
#include "rooms/cases/workflow_fixture.hpp"

namespace mashang::cases {
namespace {

using namespace fixture;

Result<Decision> step(const Case& c, Action action, Relation as, Instant now = kNow, AccountId account = kMe) {
  return decide(c, complete(action, c.version), acting_as(as, account), now, Rules{});
}

Case after(const Case& c, Action action, Relation as, Instant now = kNow, AccountId account = kMe) {
  const auto decision = step(c, action, as, now, account);
  EXPECT_TRUE(decision.has_value()) << to_word(action) << ": " << (decision ? "" : decision.error().code);
  return decision ? decision->next : c;
}

std::string_view refusal(const Result<Decision>& decision) { return decision ? "accepted" : decision.error().code; }

TEST(Workflow, TheClockRunsFromDispatchSignedForOrNot) {
  Case c = after(case_in(State::accepted), Action::dispatch, Relation::grid_leader);
  EXPECT_EQ(c.deadline, kNow + Minutes{240});
  c = after(c, Action::start, Relation::handler, kNow + Minutes{100});
  EXPECT_EQ(c.deadline, kNow + Minutes{240});
  Case unsigned_order = after(case_in(State::accepted), Action::dispatch, Relation::grid_leader);
  EXPECT_TRUE(is_overdue(unsigned_order, kNow + Minutes{241}));
  EXPECT_FALSE(is_overdue(unsigned_order, kNow + Minutes{240}));
}

TEST(Workflow, ReturningAnOrderDoesNotStopItsClock) {
  const Case dispatched = after(case_in(State::accepted), Action::dispatch, Relation::grid_leader);
  EXPECT_EQ(after(dispatched, Action::return_order, Relation::handler, kNow + Minutes{50}).deadline,
            dispatched.deadline);
}

TEST(Workflow, AfterTwoReturnsOnlyArbitrationIsLeftAndItBinds) {
  Case c = case_in(State::accepted);
  for (int round = 0; round < 2; ++round) {
    c = after(c, Action::dispatch, Relation::grid_leader);
    c = after(c, Action::return_order, Relation::handler);
  }
  EXPECT_EQ(refusal(step(c, Action::dispatch, Relation::grid_leader)), "cases.returns_exhausted");
  EXPECT_EQ(refusal(step(c, Action::dispatch, Relation::county_officer)), "cases.returns_exhausted");
  c = after(c, Action::arbitrate, Relation::community_officer);
  EXPECT_TRUE(c.is_bound);
  EXPECT_EQ(refusal(step(c, Action::return_order, Relation::handler)), "cases.action_not_allowed");
  EXPECT_EQ(after(c, Action::start, Relation::handler).state, State::in_progress);
}

TEST(Workflow, AThirdReturnIsRefusedEvenAfterReopening) {
  Case c = case_in(State::closed);
  c.returns = 2;
  c = after(c, Action::reopen, Relation::reporter);
  c = after(c, Action::dispatch, Relation::grid_leader);
  EXPECT_EQ(refusal(step(c, Action::return_order, Relation::handler)), "cases.returns_exhausted");
}

TEST(Workflow, ReworkNeedsANewAfterPicture) {
  Case c = after(case_in(State::in_progress), Action::handle, Relation::handler);
  c = after(c, Action::fail_check, Relation::grid_leader, kNow, kSomebodyElse);
  c = after(c, Action::restart, Relation::handler);
  ActionInput without = complete(Action::handle, c.version);
  without.pictures = 0;
  EXPECT_EQ(refusal(decide(c, without, acting_as(Relation::handler), kNow, {})), "cases.after_picture_required");
}

TEST(Workflow, APictureAddedWhileAtWorkServesAsAfterPicture) {
  const Case c = after(case_in(State::in_progress), Action::add_note, Relation::handler);
  ActionInput without = complete(Action::handle, c.version);
  without.pictures = without.uploads = 0;
  EXPECT_TRUE(decide(c, without, acting_as(Relation::handler), kNow, {}).has_value());
  const Case by_leader = after(case_in(State::in_progress), Action::add_note, Relation::grid_leader);
  without.version = by_leader.version;
  EXPECT_FALSE(decide(by_leader, without, acting_as(Relation::handler), kNow, {}).has_value());
}

TEST(Workflow, WhoeverHandledItCannotCheckIt) {
  const Case c = after(case_in(State::self_handling), Action::handle, Relation::handler);
  for (const Action check : {Action::pass_check, Action::fail_check}) {
    EXPECT_EQ(refusal(step(c, check, Relation::grid_leader)), "cases.second_person_required");
    EXPECT_TRUE(step(c, check, Relation::grid_worker, kNow, kSomebodyElse).has_value());
  }
}

TEST(Workflow, WhoeverHandledItCannotConfirmIt) {
  const auto confirm = [](std::optional<AccountId> reported_by, Relations taker) {
    Case c = case_in(State::awaiting_confirmation);
    c.reported_by = reported_by;
    Acting acting = acting_as(Relation::reporter);
    acting.taker = taker;
    const auto decision = decide(c, complete(Action::confirm), acting, kNow, Rules{});
    for (const auto& allowed : allowed_actions(c, acting, kNow, Rules{}))
      EXPECT_TRUE(decision.has_value() || allowed.action != Action::confirm) << "nor is it offered";
    EXPECT_TRUE(decide(c, complete(Action::refuse), acting, kNow, Rules{}).has_value());
    return std::string(refusal(decision));
  };
  EXPECT_EQ(confirm(std::nullopt, {}), "accepted");
  EXPECT_EQ(confirm(kMe, {Relation::grid_leader}), "accepted") << "staff who found what others solved";
  EXPECT_EQ(confirm(kSomebodyElse, {}), "cases.confirmation_by_handler") << "the very person";
  EXPECT_EQ(confirm(kMe, {Relation::grid_worker, Relation::handler}), "cases.confirmation_by_handler");
}

TEST(Workflow, WhoeverAskedForTimeCannotGrantIt) {
  const Case c = after(case_in(State::in_progress), Action::request_extension, Relation::handler);
  EXPECT_EQ(refusal(step(c, Action::grant_extension, Relation::grid_leader)), "cases.second_person_required");
  EXPECT_EQ(after(c, Action::grant_extension, Relation::grid_leader, kNow, kSomebodyElse).deadline, kNow + days(3));
  EXPECT_EQ(after(c, Action::refuse_extension, Relation::grid_leader, kNow, kSomebodyElse).deadline, c.deadline);
}

TEST(Workflow, MoreTimeIsNotGrantedOnceThatTimeIsOver) {
  const Case c = after(case_in(State::in_progress), Action::request_extension, Relation::handler);
  const Instant over = *c.requested_until;
  const auto late = step(c, Action::grant_extension, Relation::grid_leader, over, kSomebodyElse);
  EXPECT_EQ(refusal(late), "cases.until_passed");
  for (const auto& allowed : allowed_actions(c, acting_as(Relation::grid_leader, kSomebodyElse), over, Rules{}))
    EXPECT_NE(allowed.action, Action::grant_extension) << "nor is it offered";
  EXPECT_EQ(after(c, Action::refuse_extension, Relation::grid_leader, over, kSomebodyElse).state, State::in_progress);
  const Instant in_time{over.ms - 1};
  EXPECT_EQ(after(c, Action::grant_extension, Relation::grid_leader, in_time, kSomebodyElse).deadline, over);
}

TEST(Workflow, SuspensionGivesTheRemainingTimeBack) {
  Case c = after(case_in(State::in_progress), Action::request_suspension, Relation::handler);
  const Instant stopped = kNow + Minutes{20} + Milliseconds{1};
  c = after(c, Action::grant_suspension, Relation::grid_leader, stopped, kSomebodyElse);
  EXPECT_FALSE(c.deadline.has_value());
  EXPECT_EQ(c.remaining, Milliseconds{40 * 60'000 - 1}) << "not a second of it is lost";
  c = after(c, Action::resume, Relation::handler, stopped + days(30));
  EXPECT_EQ(c.deadline, kNow + Minutes{60} + days(30));
}

TEST(Workflow, ReworkHasItsOwnClockAndCounts) {
  Case c = after(case_in(State::awaiting_confirmation), Action::refuse, Relation::reporter, kNow);
  EXPECT_EQ(c.reworks, 1);
  EXPECT_EQ(c.deadline, kNow + Minutes{240});
  EXPECT_FALSE(c.confirm_deadline.has_value());
}

TEST(Workflow, SilenceClosesOnlyWhenAnnouncedAndOver) {
  Case c = after(case_in(State::handled), Action::pass_check, Relation::grid_leader);
  EXPECT_EQ(c.confirm_deadline, kNow + days(7));
  EXPECT_EQ(refusal(step(c, Action::time_out, Relation::system, kNow + days(7) - Minutes{1})),
            "cases.confirmation_not_over");
  const Case closed = after(c, Action::time_out, Relation::system, kNow + days(7));
  EXPECT_EQ(closed.close_reason, CloseReason::timed_out);
  c.confirm_announced_at.reset();
  EXPECT_EQ(refusal(step(c, Action::time_out, Relation::system, kNow + days(9))), "cases.confirmation_not_announced");
}

TEST(Workflow, SilenceCountsForNothingOnceTheLinkIsGivenUp) {
  const Case asked = after(case_in(State::handled), Action::pass_check, Relation::grid_leader);
  const Case afterwards = after(asked, Action::revoke_link, Relation::reporter);
  const Case before = after(after(case_in(State::handled), Action::revoke_link, Relation::reporter), Action::pass_check,
                            Relation::grid_leader);
  for (const Case& c : {afterwards, before}) {
    EXPECT_EQ(c.state, State::awaiting_confirmation);
    EXPECT_FALSE(c.confirm_deadline || c.confirm_announced_at) << "what nobody can read is not announced";
    EXPECT_EQ(c.deadline, kNow + Rules{}.check_within);
    EXPECT_EQ(refusal(step(c, Action::time_out, Relation::system, kNow + days(30))),
              "cases.confirmation_not_announced");
  }
  Case left_over = asked;
  left_over.link_revoked_at = kNow;
  EXPECT_EQ(refusal(step(left_over, Action::time_out, Relation::system, kNow + days(30))),
            "cases.confirmation_not_announced");
  EXPECT_EQ(refusal(step(before, Action::revoke_link, Relation::reporter)), "cases.link_revoked");
  Case c = after(afterwards, Action::request_forced_close, Relation::community_officer);
  c = after(c, Action::approve_forced_close, Relation::county_officer, kNow, kSomebodyElse);
  EXPECT_EQ(c.close_reason, CloseReason::forced);
}

TEST(Workflow, ForcedClosingTakesTwoOfficers) {
  const Case c = after(case_in(State::in_progress), Action::request_forced_close, Relation::community_officer);
  EXPECT_EQ(c.state, State::in_progress);
  EXPECT_EQ(refusal(step(c, Action::approve_forced_close, Relation::community_officer)),
            "cases.second_person_required");
  EXPECT_EQ(refusal(step(c, Action::approve_forced_close, Relation::county_officer)), "cases.second_person_required");
  EXPECT_EQ(refusal(step(c, Action::request_forced_close, Relation::county_officer)),
            "cases.forced_close_already_requested");
  const Case closed = after(c, Action::approve_forced_close, Relation::county_officer, kNow, kSomebodyElse);
  EXPECT_EQ(closed.close_reason, CloseReason::forced);
  EXPECT_EQ(refusal(step(case_in(State::in_progress), Action::approve_forced_close, Relation::county_officer)),
            "cases.forced_close_not_requested");
  const Case declined = after(c, Action::decline_forced_close, Relation::county_officer, kNow, kSomebodyElse);
  EXPECT_EQ(refusal(step(declined, Action::approve_forced_close, Relation::county_officer)),
            "cases.forced_close_not_requested");
}

TEST(Workflow, ForcedClosingOfWhatWasNeverAcceptedIsUnverifiable) {
  Case c = after(case_in(State::verifying), Action::request_forced_close, Relation::community_officer);
  c = after(c, Action::approve_forced_close, Relation::county_officer, kNow, kSomebodyElse);
  EXPECT_EQ(c.close_reason, CloseReason::unverifiable);
}

TEST(Workflow, WhatIsClosedByForceIsDecidedAtTheApproval) {
  Case c = after(case_in(State::submitted), Action::request_forced_close, Relation::community_officer);
  c = after(c, Action::accept, Relation::grid_leader);
  c = after(c, Action::dispatch, Relation::grid_leader);
  c = after(c, Action::approve_forced_close, Relation::county_officer, kNow, kSomebodyElse);
  EXPECT_EQ(c.close_reason, CloseReason::forced) << "it was accepted after the request";
}

TEST(Workflow, ReopensOnceWithinFifteenDays) {
  Case c = after(case_in(State::awaiting_confirmation), Action::confirm, Relation::reporter);
  EXPECT_EQ(refusal(step(c, Action::reopen, Relation::reporter, kNow + days(15) + Minutes{1})),
            "cases.reopen_window_over");
  for (const auto& allowed : allowed_actions(c, acting_as(Relation::reporter), kNow + days(16), Rules{}))
    EXPECT_EQ(allowed.action, Action::revoke_link) << "nothing else is left";
  c = after(c, Action::reopen, Relation::reporter, kNow + days(15));
  EXPECT_FALSE(c.close_reason.has_value());
  c = after(c, Action::withdraw, Relation::reporter, kNow + days(15));
  EXPECT_EQ(refusal(step(c, Action::reopen, Relation::reporter, kNow + days(16))), "cases.already_reopened");
}

TEST(Workflow, ACategoryBringsItsLimitsAndItsSecrets) {
  ActionInput input = complete(Action::classify);
  input.category->hides_reporter = true;
  const auto decision = decide(case_in(State::submitted), input, acting_as(Relation::grid_leader), kNow, Rules{});
  ASSERT_TRUE(decision.has_value());
  EXPECT_EQ(decision->next.category, "0402");
  EXPECT_TRUE(decision->next.is_classified);
  EXPECT_TRUE(decision->next.hides_reporter);
}

bool may_close(const Case& before, Action action, Relation as) {
  if (action == Action::confirm) return as == Relation::reporter && before.state == State::awaiting_confirmation;
  if (action == Action::withdraw) return as == Relation::reporter;
  if (action == Action::time_out) return as == Relation::system && before.confirm_announced_at.has_value();
  return action == Action::approve_forced_close && before.forced_close.has_value();
}

TEST(Workflow, RandomWalksNeverCloseButByTheAllowedWays) {
  std::mt19937 random(20261122);
  const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const auto actions = every_action();
  int closings = 0;
  for (int walk = 0; walk < 3000; ++walk) {
    Case c = case_in(State::submitted);
    c.handled_by.reset();
    c.requested_by.reset();
    c.confirm_announced_at.reset();
    c.confirm_deadline.reset();
    c.closed_at.reset();
    Instant now = kNow;
    int reopened = 0;
    for (int i = 0; i < 200; ++i) {
      now = now + Minutes{pick(2000)};
      ActionInput input = complete(actions[static_cast<std::size_t>(pick(static_cast<int>(actions.size())))],
                                   c.version - (pick(20) == 0));
      if (pick(4) == 0) input.reason.clear();
      if (pick(3) == 0) input.pictures = input.uploads = 0;
      input.until = now + Minutes{pick(5000)};
      const auto acting = acting_as(kEveryRelation[pick(7)], AccountId{1 + pick(3)});
      const auto decision = decide(c, input, acting, now, Rules{});
      if (!decision) continue;
      const Case& next = decision->next;
      if (next.state == State::closed && c.state != State::closed) {
        ++closings;
        ASSERT_TRUE(may_close(c, input.action, decision->as)) << to_word(input.action);
        ASSERT_TRUE(next.close_reason.has_value());
        if (input.action == Action::approve_forced_close) {
          ASSERT_NE(c.forced_close->by, *acting.account);
        }
      }
      if (input.action == Action::handle) {
        ASSERT_GT(next.after_pictures, 0);
      }
      reopened += input.action == Action::reopen;
      ASSERT_LE(reopened, 1);
      ASSERT_LE(next.returns, 2);
      ASSERT_EQ(next.version, c.version + 1);
      ASSERT_FALSE(is_final(c.state) && input.action != Action::reopen && input.action != Action::revoke_link);
      ASSERT_FALSE(c.link_revoked_at && input.action == Action::time_out);
      c = next;
    }
  }
  EXPECT_GT(closings, 500);
}

TEST(CaseNumber, ReadsAsTheDayAndARunningNumber) {
  const CaseId id = make_case_id(261122, 42);
  EXPECT_EQ(id.value, 2611220000042);
  EXPECT_EQ(case_number(id), "261122-00042");
  EXPECT_EQ(parse_case_number("261122-00042"), id);
  EXPECT_EQ(parse_case_number(case_number(make_case_id(261122, 123456))), make_case_id(261122, 123456));
  EXPECT_FALSE(parse_case_number("261122-0004x").has_value());
  EXPECT_FALSE(parse_case_number("26112200042").has_value());
}

}  // namespace
}  // namespace mashang::cases
