// Conditions that a row of the table adds to "from this state, by these people".
#include "rooms/cases/transitions.hpp"

namespace mashang::cases::guard {
namespace {

Result<void> hold(bool holds, ErrorKind kind, std::string_view code) {
  if (!holds) return failure(kind, code);
  return {};
}

bool is_same_person(std::optional<AccountId> first, std::optional<AccountId> second) {
  return first && second && *first == *second;
}

}  // namespace

Result<void> returns_left(const Case& c, const Acting&, Instant, const Rules& rules) {
  return hold(c.returns < rules.most_returns && !c.is_bound, ErrorKind::conflict, "cases.returns_exhausted");
}

Result<void> another_checker(const Case& c, const Acting& acting, Instant, const Rules&) {
  return hold(!is_same_person(c.handled_by, acting.account), ErrorKind::forbidden, "cases.second_person_required");
}

Result<void> another_decider(const Case& c, const Acting& acting, Instant, const Rules&) {
  return hold(!is_same_person(c.requested_by, acting.account), ErrorKind::forbidden, "cases.second_person_required");
}

/// A deadline in the past is none.
Result<void> another_decider_in_time(const Case& c, const Acting& acting, Instant now, const Rules& rules) {
  if (auto another = another_decider(c, acting, now, rules); !another) return another;
  return hold(c.requested_until && *c.requested_until > now, ErrorKind::conflict, "cases.until_passed");
}

Result<void> not_the_handler(const Case& c, const Acting& acting, Instant, const Rules&) {
  const bool is_of_handler = acting.taker.has(Relation::handler) || is_same_person(c.handled_by, c.reported_by);
  return hold(!is_of_handler, ErrorKind::forbidden, "cases.confirmation_by_handler");
}

Result<void> announced_and_over(const Case& c, const Acting&, Instant now, const Rules&) {
  if (c.link_revoked_at || !c.confirm_deadline || !c.confirm_announced_at ||
      *c.confirm_announced_at >= *c.confirm_deadline)
    return failure(ErrorKind::conflict, "cases.confirmation_not_announced");
  return hold(now >= *c.confirm_deadline, ErrorKind::conflict, "cases.confirmation_not_over");
}

Result<void> link_is_open(const Case& c, const Acting&, Instant, const Rules&) {
  return hold(!c.link_revoked_at, ErrorKind::gone, "cases.link_revoked");
}

Result<void> no_forced_close_pending(const Case& c, const Acting&, Instant, const Rules&) {
  return hold(!c.forced_close, ErrorKind::conflict, "cases.forced_close_already_requested");
}

Result<void> forced_close_pending(const Case& c, const Acting&, Instant, const Rules&) {
  return hold(c.forced_close.has_value(), ErrorKind::conflict, "cases.forced_close_not_requested");
}

Result<void> second_officer(const Case& c, const Acting& acting, Instant, const Rules&) {
  if (!c.forced_close) return failure(ErrorKind::conflict, "cases.forced_close_not_requested");
  return hold(acting.account && *acting.account != c.forced_close->by, ErrorKind::forbidden,
              "cases.second_person_required");
}

Result<void> reopen_once_in_time(const Case& c, const Acting&, Instant now, const Rules& rules) {
  if (c.was_reopened) return failure(ErrorKind::conflict, "cases.already_reopened");
  return hold(c.closed_at && now <= *c.closed_at + rules.reopen_within, ErrorKind::conflict,
              "cases.reopen_window_over");
}

}  // namespace mashang::cases::guard
