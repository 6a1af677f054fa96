// A matter from the first word to "solved". The room's face.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/ids.hpp"

namespace mashang::cases {

/// docs: the closed loop, 20 states; words alike in C++, SQL and JSON.
enum class State {
  submitted,
  verifying,
  accepted,
  self_handling,
  dispatched,
  returned,
  arbitrated,
  in_progress,
  extension_pending,
  suspend_pending,
  suspended,
  handled,
  rework,
  awaiting_confirmation,
  closed,
  reopened,
  rejected,
  merged,
  redirected,
  voided,
};
[[nodiscard]] std::string_view to_word(State state);
[[nodiscard]] std::optional<State> parse_state(std::string_view word);
/// Nobody needs to do anything any more (closed, rejected, merged, redirected, voided).
[[nodiscard]] bool is_final(State state);

enum class Urgency { low, normal, urgent, emergency };
[[nodiscard]] std::string_view to_word(Urgency urgency);
[[nodiscard]] std::optional<Urgency> parse_urgency(std::string_view word);

enum class CloseReason { resident_confirmed, timed_out, forced, unverifiable, withdrawn };
[[nodiscard]] std::string_view to_word(CloseReason reason);
[[nodiscard]] std::optional<CloseReason> parse_close_reason(std::string_view word);

/// 2611220000042: the day of submission (yymmdd at UTC+8) and a running number; printed as 261122-00042.
[[nodiscard]] CaseId make_case_id(std::int32_t yymmdd, std::int64_t number_of_the_day);
[[nodiscard]] std::string case_number(CaseId id);
[[nodiscard]] std::optional<CaseId> parse_case_number(std::string_view number);

}  // namespace mashang::cases
