// Bodies of requests, read strictly.
#pragma once

#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "rooms/cases/steps.hpp"

namespace mashang::cases {

struct Draft {
  std::string text;
  std::optional<std::string> category;
  std::vector<std::string> uploads;
  std::string contact_name;
  std::string contact_phone;
  bool is_elsewhere = false;
  std::optional<PlaceId> place;  ///< a door code is one, and what the text says overrides it; others must name it
  std::optional<CaseId> joins;   ///< "me too": the open matter that hers is
};
enum class DraftKind { from_door, without_code, by_staff };

struct BulkRequest {
  std::vector<CaseId> cases;
  std::vector<ActionRequest> requests;  ///< one each
};

/// All fail as core/json.hpp says.
/// What somebody has written so far.
[[nodiscard]] Result<std::string> read_words(std::string_view body);
[[nodiscard]] Result<Draft> read_draft(std::string_view body, DraftKind kind);
[[nodiscard]] Result<ActionRequest> read_action(std::string_view body);
/// Also fails with cases.bulk_uneven.
[[nodiscard]] Result<BulkRequest> read_bulk(std::string_view body);

}  // namespace mashang::cases
