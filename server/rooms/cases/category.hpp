// A kind of matter and the rules that come with it: urgency, time limits, who may see the reporter.
#pragma once

#include <optional>
#include <string>

#include "core/clock.hpp"
#include "rooms/cases/cases.hpp"

namespace mashang::cases {

/// One row of the county's taxonomy (two levels: 04, 0402). Counties edit the rows; `categories.csv` is where they
/// start.
struct Category {
  std::string code;
  std::optional<std::string> parent_code;
  std::string name_zh;
  std::string name_en;
  std::string kind;  ///< component, event, service, dispute, care
  Urgency urgency = Urgency::normal;
  Minutes accept_within;
  Minutes resolve_within;        ///< counted from dispatch
  std::string responsible_role;  ///< a key of the dispatch room
  bool hides_reporter = false;   ///< noise, pets, disputes: the other side and the handlers never learn who reported
  bool is_restricted = false;    ///< visible to the named handlers only
};

/// What a report has until somebody classifies it.
inline constexpr std::string_view kUnclassified = "9901";

}  // namespace mashang::cases
