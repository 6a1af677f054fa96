// Cases as JSON, exactly as api/openapi.yaml says, each for one pair of eyes.
#pragma once

#include <string>
#include <vector>

#include "core/json.hpp"
#include "rooms/cases/access.hpp"
#include "rooms/cases/history.hpp"
#include "rooms/cases/steps.hpp"
#include "rooms/dispatch/dispatch.hpp"
#include "rooms/media/media.hpp"

namespace mashang::cases {

/// A case with what is shown beside it, read in the same transaction.
struct Shown {
  Opened opened;
  std::vector<media::Attachment> attachments;
  std::vector<HistoryRow> steps;             ///< for the reporter's view
  std::optional<std::string> contact_name;   ///< masked
  std::optional<std::string> contact_phone;  ///< masked
  std::optional<Case> joined = {};           ///< for the reporter's view: the case that hers was merged into
};

/// 王** ; the first character says the family name.
[[nodiscard]] std::string masked_name(std::string_view name);
/// 138****5678 ; short numbers give away nothing.
[[nodiscard]] std::string masked_phone(std::string_view phone);

/// `Case` of the contract. Handlers of a case that hides its reporter get neither contact nor flat.
[[nodiscard]] std::string case_json(const Shown& shown, Instant now, const Rules& rules);
/// `LinkedCase`: the reporter's own view; staff appear by role, grid leaders by name, others by their office.
[[nodiscard]] std::string linked_case_json(const Shown& shown, Instant now, const Rules& rules);
/// `History` for staff: persons and offices by name, the reporter never. Whoever may not see the reporter learns of her
/// steps only that the reporter took them, also when she is staff.
[[nodiscard]] std::string history_json(const Opened& opened, std::vector<HistoryRow> steps);
/// `HandlerOffers`.
[[nodiscard]] std::string offers_json(const std::vector<dispatch::Offer>& offers,
                                      const std::optional<std::string>& category);
/// `CategoryList`.
[[nodiscard]] std::string categories_json(const std::vector<Category>& categories);
/// `ReportReceipt`.
[[nodiscard]] std::string receipt_json(const Case& c, const std::string& link_token);

/// The words of Flag that hold.
[[nodiscard]] std::vector<std::string_view> flags_of(const Case& c, Instant now, const Rules& rules);
void write_turn(json::Writer& out, const std::optional<Turn>& turn);

}  // namespace mashang::cases
