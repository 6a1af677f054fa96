// Cases in their table.
#pragma once

#include <optional>
#include <vector>

#include "rooms/cases/case.hpp"
#include "storage/db.hpp"

namespace mashang::cases {

[[nodiscard]] std::optional<Case> find_case(storage::Tx& tx, CountyCode county, CaseId id);
/// The case that a merged one goes on in, over further merges too; none when it was not merged.
[[nodiscard]] std::optional<Case> joined_case(storage::Tx& tx, const Case& c);
/// A row as whoever verifies sees it: `unknown_word` is the column that holds a word no `Case` can.
struct StoredCase {
  Case value;
  std::string_view unknown_word;
};
/// In the order of their ids, those after `after`.
[[nodiscard]] std::vector<StoredCase> cases_after(storage::Tx& tx, CountyCode county, CaseId after, int limit);
void insert_case(storage::Tx& tx, const Case& c);
/// Optimistic: when the row is no longer at `version_before` the whole write fails with cases.version_stale.
void update_case(storage::Tx& tx, const Case& c, std::int64_t version_before);
/// `grids` is ",1,2,": open cases that one of them answers for.
[[nodiscard]] std::vector<CaseId> open_cases_of_grids(storage::Tx& tx, CountyCode county, std::string_view grids);
/// Cases whose announced time is over, longest silence first.
[[nodiscard]] std::vector<CaseId> silent_cases(storage::Tx& tx, CountyCode county, Instant now, int limit);

}  // namespace mashang::cases
