// The words of enums, and case numbers.
#include <fmt/format.h>

#include <array>
#include <charconv>

#include "rooms/cases/action.hpp"
#include "rooms/cases/cases.hpp"

namespace mashang::cases {
namespace {

constexpr std::array<std::string_view, 20> kStates{"submitted",
                                                   "verifying",
                                                   "accepted",
                                                   "self_handling",
                                                   "dispatched",
                                                   "returned",
                                                   "arbitrated",
                                                   "in_progress",
                                                   "extension_pending",
                                                   "suspend_pending",
                                                   "suspended",
                                                   "handled",
                                                   "rework",
                                                   "awaiting_confirmation",
                                                   "closed",
                                                   "reopened",
                                                   "rejected",
                                                   "merged",
                                                   "redirected",
                                                   "voided"};

constexpr std::array<std::string_view, 39> kActions{"submit",
                                                    "verify",
                                                    "accept",
                                                    "reject",
                                                    "redirect",
                                                    "merge",
                                                    "self_handle",
                                                    "pass_up",
                                                    "dispatch",
                                                    "start",
                                                    "return_order",
                                                    "arbitrate",
                                                    "handle",
                                                    "request_extension",
                                                    "grant_extension",
                                                    "refuse_extension",
                                                    "request_suspension",
                                                    "grant_suspension",
                                                    "refuse_suspension",
                                                    "resume",
                                                    "pass_check",
                                                    "fail_check",
                                                    "restart",
                                                    "confirm",
                                                    "refuse",
                                                    "time_out",
                                                    "request_forced_close",
                                                    "approve_forced_close",
                                                    "decline_forced_close",
                                                    "withdraw",
                                                    "reopen",
                                                    "void",
                                                    "urge",
                                                    "supervise",
                                                    "classify",
                                                    "add_note",
                                                    "join",
                                                    "revoke_link",
                                                    "regrid"};
static_assert(kActions.size() == static_cast<std::size_t>(Action::regrid) + 1);

constexpr std::array<std::string_view, 4> kUrgencies{"low", "normal", "urgent", "emergency"};
constexpr std::array<std::string_view, 5> kCloseReasons{"resident_confirmed", "timed_out", "forced", "unverifiable",
                                                        "withdrawn"};
constexpr std::array<std::string_view, 7> kRelations{
    "reporter", "grid_leader", "grid_worker", "community_officer", "county_officer", "handler", "system"};
constexpr std::array<std::string_view, 7> kInputs{"reason", "after_photo", "uploads",  "organisation",
                                                  "until",  "category",    "into_case"};

template <class E, std::size_t N>
std::optional<E> parse(const std::array<std::string_view, N>& words, std::string_view word) {
  for (std::size_t i = 0; i < N; ++i)
    if (words[i] == word) return static_cast<E>(i);
  return std::nullopt;
}

bool is_digits(std::string_view text) { return text.find_first_not_of("0123456789") == std::string_view::npos; }

}  // namespace

std::string_view to_word(State state) { return kStates[static_cast<std::size_t>(state)]; }
std::optional<State> parse_state(std::string_view word) { return parse<State>(kStates, word); }
std::string_view to_word(Urgency urgency) { return kUrgencies[static_cast<std::size_t>(urgency)]; }
std::optional<Urgency> parse_urgency(std::string_view word) { return parse<Urgency>(kUrgencies, word); }
std::string_view to_word(CloseReason reason) { return kCloseReasons[static_cast<std::size_t>(reason)]; }
std::optional<CloseReason> parse_close_reason(std::string_view word) { return parse<CloseReason>(kCloseReasons, word); }
std::string_view to_word(Action action) { return kActions[static_cast<std::size_t>(action)]; }
std::optional<Action> parse_action(std::string_view word) { return parse<Action>(kActions, word); }
std::string_view to_word(Relation relation) { return kRelations[static_cast<std::size_t>(relation)]; }
std::string_view to_word(Input input) { return kInputs[static_cast<std::size_t>(input)]; }

std::vector<Action> every_action() {
  std::vector<Action> actions;
  for (std::size_t i = 1; i < kActions.size(); ++i) actions.push_back(static_cast<Action>(i));
  return actions;
}

bool is_final(State state) {
  return state == State::closed || state == State::rejected || state == State::merged || state == State::redirected ||
         state == State::voided;
}

CaseId make_case_id(std::int32_t yymmdd, std::int64_t number_of_the_day) {
  constexpr std::int64_t kPerDay = 10'000'000;
  return CaseId{yymmdd * kPerDay + number_of_the_day};
}

std::string case_number(CaseId id) {
  constexpr std::int64_t kPerDay = 10'000'000;
  return fmt::format("{:06}-{:05}", id.value / kPerDay, id.value % kPerDay);
}

std::optional<CaseId> parse_case_number(std::string_view number) {
  if (number.size() < 12 || number.size() > 14 || number[6] != '-') return std::nullopt;
  const auto day = number.substr(0, 6);
  const auto running = number.substr(7);
  std::int32_t yymmdd = 0;
  std::int64_t of_the_day = 0;
  if (!is_digits(day) || !is_digits(running)) return std::nullopt;
  std::from_chars(day.data(), day.data() + day.size(), yymmdd);
  std::from_chars(running.data(), running.data() + running.size(), of_the_day);
  if (of_the_day == 0) return std::nullopt;
  return make_case_id(yymmdd, of_the_day);
}

}  // namespace mashang::cases
