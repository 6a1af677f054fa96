// Lists and map points of the cases within a person's reach.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/json.hpp"
#include "http/message.hpp"
#include "rooms/cases/access.hpp"

namespace mashang::cases {

struct Filter {
  std::optional<std::string> states;    ///< ",accepted,dispatched,"
  std::optional<std::string> category;  ///< "04" or "0402"
  std::optional<PlaceId> place;         ///< it or anything below
  std::optional<OrganisationId> organisation;
  std::optional<std::string> flag;
  std::optional<std::string> words;  ///< for find_cases (finding.hpp); list_cases does not look at them
  std::optional<Instant> from;
  std::optional<Instant> to;
  std::int64_t before = INT64_MAX;  ///< the cursor: cases older than this id
  int limit = 20;

  [[nodiscard]] bool has_state(State state) const;  ///< is among `states`
};

/// Reads the query of a list. Fails with cases.bad_filter (with the field), cases.bad_cursor.
[[nodiscard]] Result<Filter> read_filter(const http::Request& request);
/// Every state that still needs somebody.
[[nodiscard]] std::string open_states();
/// Whether a case passes everything but words and cursor, as the lists' SQL has it.
[[nodiscard]] bool passes(const Filter& filter, const Case& c, Instant now, const Rules& rules);
/// The places a list finds it by: what it lies in, and its own unless that would give a hidden reporter away.
[[nodiscard]] std::vector<PlaceId> places_of(const Case& c);

/// A row of a list.
struct Listed {
  Case value;  ///< only what a list shows
  std::string excerpt;
  std::string place;  ///< coarse when the reporter is hidden from this viewer
};

/// Whether the rows may have to be looked for among many others; the newest of the whole county stand at hand.
[[nodiscard]] bool is_search(const identity::Actor& actor, const Filter& filter);
/// Newest first, at most `filter.limit` + 1 rows, so that the caller sees whether there are more.
[[nodiscard]] std::vector<Listed> list_cases(storage::Tx& tx, const identity::Actor& actor, const Filter& filter,
                                             Instant now, const Rules& rules);
/// These, newest first, with their whole text and what decides who may see them; unknown ids are left out.
[[nodiscard]] std::vector<Case> cases_of(storage::Tx& tx, CountyCode county, const std::vector<std::int64_t>& ids);
/// As this person is shown it.
[[nodiscard]] Listed listed(Case c, const identity::Actor& actor);
/// `CaseSummary` of the contract.
void write_summary(json::Writer& out, const Listed& listed, Instant now, const Rules& rules);
/// `CasePage` of the contract.
[[nodiscard]] std::string page_json(std::vector<Listed> rows, int limit, Instant now, const Rules& rules);
/// `CaseMap`: a GeoJSON FeatureCollection of those of the first `most` that have a location; `truncated` when there are
/// more rows.
[[nodiscard]] std::string map_json(std::vector<Listed> rows, int most, Instant now);

}  // namespace mashang::cases
