// The closed loop as data. Read a row as: this action, from these states, to that one, by these, with this.
#include "rooms/cases/transitions.hpp"

namespace mashang::cases {
namespace {

using enum State;
using A = Action;
using I = Input;
using R = Relation;

constexpr Relations kReporter{R::reporter};
constexpr Relations kHandler{R::handler};
constexpr Relations kOfficers{R::community_officer, R::county_officer};
constexpr Relations kLeader = Relations{R::grid_leader} | kOfficers;
constexpr Relations kGrid = Relations{R::grid_worker} | kLeader;
constexpr Relations kOwnGrid{R::grid_leader, R::grid_worker};
constexpr Relations kResumers = kHandler | kLeader;
constexpr Relations kEverybody = kReporter | kHandler | kGrid;

constexpr States kIntake{submitted, verifying};
constexpr States kUndispatched{submitted, verifying, accepted, returned, reopened};
constexpr States kAtWork{self_handling, in_progress};
constexpr States kOpen{submitted, verifying,  accepted,    self_handling,         dispatched,
                       returned,  arbitrated, in_progress, extension_pending,     suspend_pending,
                       suspended, handled,    rework,      awaiting_confirmation, reopened};
constexpr States kAnyState = kOpen | States{closed, rejected, merged, redirected, voided};

constexpr Transition kTransitions[] = {
    // intake
    {A::verify, {submitted}, verifying, kGrid, {}, {I::reason}},
    {A::accept, kIntake, accepted, kGrid, {}, {I::reason}},
    {A::reject, kIntake, rejected, kLeader, {I::reason}, {}, nullptr, effect::end},
    {A::redirect, {submitted}, redirected, kLeader, {I::reason}, {}, nullptr, effect::end},
    {A::merge,
     {submitted},
     merged,
     kLeader | kReporter,  // the reporter's own "me too"
     {I::into_case},
     {I::reason},
     nullptr,
     effect::end_as_merged},
    {A::merge, {verifying}, merged, kLeader, {I::into_case}, {I::reason}, nullptr, effect::end_as_merged},
    {A::void_case, {accepted}, voided, kOfficers, {I::reason}, {}, nullptr, effect::end},
    {A::classify, kUndispatched, {}, kGrid, {I::category}, {I::reason}, nullptr, effect::set_category},
    // who does it
    {A::self_handle, {accepted}, self_handling, kOwnGrid, {}, {I::reason}, nullptr, effect::handle_oneself},
    {A::pass_up, {self_handling}, accepted, kHandler, {I::reason}, {I::uploads}, nullptr, effect::pass_up},
    {A::dispatch, {accepted, reopened}, dispatched, kLeader, {I::organisation}, {I::reason}, nullptr, effect::order},
    {A::dispatch, {returned}, dispatched, kLeader, {I::organisation}, {I::reason}, guard::returns_left, effect::order},
    {A::return_order,
     {dispatched},
     returned,
     kHandler,
     {I::reason},
     {I::uploads},
     guard::returns_left,
     effect::count_return},
    {A::arbitrate, {returned}, arbitrated, kOfficers, {I::organisation, I::reason}, {}, nullptr, effect::order_finally},
    // the work
    {A::start, {dispatched, arbitrated}, in_progress, kHandler, {}, {I::reason, I::uploads}},
    {A::handle, kAtWork, handled, kHandler, {I::after_photo}, {I::reason}, nullptr, effect::finish_work},
    {A::restart, {rework}, in_progress, kHandler, {}, {I::reason, I::uploads}},
    {A::request_extension,
     {in_progress},
     extension_pending,
     kHandler,
     {I::reason, I::until},
     {I::uploads},
     nullptr,
     effect::ask_for_time},
    {A::grant_extension,
     {extension_pending},
     in_progress,
     kLeader,
     {},
     {I::reason},
     guard::another_decider_in_time,
     effect::grant_time},
    {A::refuse_extension,
     {extension_pending},
     in_progress,
     kLeader,
     {I::reason},
     {},
     guard::another_decider,
     effect::settle_request},
    {A::request_suspension,
     {in_progress},
     suspend_pending,
     kHandler,
     {I::reason},
     {I::uploads},
     nullptr,
     effect::ask_for_time},
    {A::grant_suspension,
     {suspend_pending},
     suspended,
     kLeader,
     {},
     {I::reason},
     guard::another_decider,
     effect::stop_clock},
    {A::refuse_suspension,
     {suspend_pending},
     in_progress,
     kLeader,
     {I::reason},
     {},
     guard::another_decider,
     effect::settle_request},
    {A::resume, {suspended}, in_progress, kResumers, {}, {I::reason}, nullptr, effect::restart_clock},
    // check and the reporter's word
    {A::pass_check,
     {handled},
     awaiting_confirmation,
     kGrid,
     {},
     {I::reason, I::uploads},
     guard::another_checker,
     effect::announce_confirmation},
    {A::fail_check, {handled}, rework, kGrid, {I::reason}, {I::uploads}, guard::another_checker, effect::send_back},
    {A::confirm,
     {awaiting_confirmation},
     closed,
     kReporter,
     {},
     {I::reason},
     guard::not_the_handler,
     effect::close_as_confirmed},
    {A::refuse, {awaiting_confirmation}, rework, kReporter, {I::reason}, {I::uploads}, nullptr, effect::send_back},
    {A::time_out,
     {awaiting_confirmation},
     closed,
     {R::system},
     {},
     {},
     guard::announced_and_over,
     effect::close_as_timed_out},
    {A::withdraw, kOpen, closed, kReporter, {}, {I::reason}, nullptr, effect::close_as_withdrawn},
    {A::reopen,
     {closed},
     reopened,
     kReporter | kOfficers,
     {I::reason},
     {I::uploads},
     guard::reopen_once_in_time,
     effect::reopen},
    // closing by force takes two
    {A::request_forced_close,
     kOpen,
     {},
     kOfficers,
     {I::reason},
     {},
     guard::no_forced_close_pending,
     effect::ask_for_forced_close},
    {A::approve_forced_close, kOpen, closed, kOfficers, {}, {I::reason}, guard::second_officer, effect::close_by_force},
    {A::decline_forced_close,
     kOpen,
     {},
     kOfficers,
     {},
     {I::reason},
     guard::forced_close_pending,
     effect::drop_forced_close},
    // beside the loop
    {A::urge, kOpen, {}, kReporter, {}, {I::reason}, nullptr, effect::mark_urged},
    {A::supervise, kOpen, {}, kOfficers, {}, {I::reason}, nullptr, effect::mark_supervised},
    {A::join, kOpen, {}, {R::system}, {I::reason}, {}, nullptr, effect::count_repeat},
    {A::add_note, kOpen, {}, kEverybody, {}, {I::reason, I::uploads}, nullptr, effect::count_pictures},
    {A::regrid, kOpen, {}, {R::system}, {I::reason}, {}, nullptr, effect::give_to_grid},
    {A::revoke_link, kAnyState, {}, kReporter, {}, {}, guard::link_is_open, effect::revoke_link},
};

}  // namespace

std::span<const Transition> transitions() { return kTransitions; }

const Transition* find_transition(Action action, State from) {
  for (const Transition& row : kTransitions)
    if (row.action == action && row.from.has(from)) return &row;
  return nullptr;
}

}  // namespace mashang::cases
