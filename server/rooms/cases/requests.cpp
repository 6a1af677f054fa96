// JSON to drafts and actions.
#include "rooms/cases/requests.hpp"

#include "core/json.hpp"

namespace mashang::cases {
namespace {

constexpr std::size_t kTextLength = 10'000;  // the longest of 3,741 real letters to a city has 7,021 characters
constexpr std::size_t kReasonLength = 1000;
constexpr std::size_t kMostUploads = 9;
constexpr std::size_t kTokenLength = 64;
constexpr std::size_t kMostCases = 100;
constexpr std::int64_t kLargestId = (std::int64_t{1} << 53) - 1;

Result<Action> known_action(std::string_view word) {
  const auto action = parse_action(word);
  if (!action || *action == Action::submit)
    return failure(ErrorKind::unprocessable, "cases.unknown_action", std::string(word), "action");
  return *action;
}

template <class IdType>
std::optional<IdType> optional_id(json::Fields& in, std::string_view name) {
  const auto number = in.optional_integer(name, 1, kLargestId);
  return number ? std::optional(IdType{*number}) : std::nullopt;
}

}  // namespace

Result<std::string> read_words(std::string_view body) {
  json::Fields in(body);
  std::string words = in.optional_text("text", kTextLength).value_or("");
  if (auto wrong = in.error()) return failure(std::move(*wrong));
  return words;
}

Result<Draft> read_draft(std::string_view body, DraftKind kind) {
  json::Fields in(body);
  Draft draft;
  draft.place = kind == DraftKind::from_door ? optional_id<PlaceId>(in, "place_id")
                                             : std::optional(PlaceId{in.integer("place_id", 1, kLargestId)});
  draft.text = in.optional_text("text", kTextLength).value_or("");
  draft.category = in.optional_text("category", 4);
  draft.uploads = in.optional_texts("uploads", kMostUploads, kTokenLength);
  draft.contact_name = in.optional_text("contact_name", 40).value_or("");
  draft.contact_phone = in.optional_text("contact_phone", 20).value_or("");
  if (kind == DraftKind::from_door) draft.is_elsewhere = in.optional_boolean("is_elsewhere").value_or(false);
  if (kind != DraftKind::by_staff) draft.joins = optional_id<CaseId>(in, "joins");
  if (auto wrong = in.error()) return failure(std::move(*wrong));
  return draft;
}

Result<ActionRequest> read_action(std::string_view body) {
  json::Fields in(body);
  const std::string word = in.text("action", 40);
  ActionRequest request;
  request.version = in.integer("version", 1, kLargestId);
  request.reason = in.optional_text("reason", kReasonLength).value_or("");
  request.organisation = optional_id<OrganisationId>(in, "organisation_id");
  request.until = in.optional_instant("until");
  request.category = in.optional_text("category", 4);
  request.into_case = optional_id<CaseId>(in, "into_case_id");
  request.uploads = in.optional_texts("uploads", kMostUploads, kTokenLength);
  if (auto wrong = in.error()) return failure(std::move(*wrong));
  const auto action = known_action(word);
  if (!action) return failure(action.error());
  request.action = *action;
  return request;
}

Result<BulkRequest> read_bulk(std::string_view body) {
  json::Fields in(body);
  const std::string word = in.text("action", 40);
  const auto cases = in.optional_integers("cases", kMostCases);
  const auto versions = in.optional_integers("versions", kMostCases);
  ActionRequest request;
  request.reason = in.optional_text("reason", kReasonLength).value_or("");
  request.organisation = optional_id<OrganisationId>(in, "organisation_id");
  if (auto wrong = in.error()) return failure(std::move(*wrong));
  const auto action = known_action(word);
  if (!action) return failure(action.error());
  if (cases.empty() || cases.size() != versions.size())
    return failure(ErrorKind::unprocessable, "cases.bulk_uneven", {}, "versions");
  request.action = *action;
  BulkRequest bulk;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    request.version = versions[i];
    bulk.cases.push_back(CaseId{cases[i]});
    bulk.requests.push_back(request);
  }
  return bulk;
}

}  // namespace mashang::cases
