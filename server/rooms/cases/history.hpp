// The history of a case: rows that are only ever inserted, and the exact bytes of each that the county's log commits
// to.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "rooms/cases/cases.hpp"
#include "rooms/ledger/ledger.hpp"
#include "storage/db.hpp"

namespace mashang::cases {

/// One step as it happened: who (account and role, with the names of that day), when, what, why, deadline before and
/// after. Enums are held as their words, just as the row has them, so that an altered word is seen by whoever verifies.
struct HistoryRow {
  CountyCode county;
  CaseId case_id;
  std::int64_t seq = 1;
  Instant at;
  std::string action;
  std::optional<std::string> from;
  std::string to;
  std::string role;
  std::optional<AccountId> account;
  std::optional<std::string> actor_name;
  std::optional<std::string> office;  ///< the organisation or place the person acted for
  std::optional<std::string> reason;
  std::optional<Instant> deadline_before;
  std::optional<Instant> deadline_after;
  std::optional<OrganisationId> handler;   ///< of the case after the step
  std::optional<std::string> category;     ///< of the case after the step
  std::optional<std::string> attachments;  ///< SHA-256 of each file that came with it, separated by commas
  std::optional<std::string> report_text;  ///< first row only; kept in the case, committed to here
  std::optional<ledger::Salt> salt;        ///< none: the content was erased
  std::int64_t leaf = 0;
};

/// Canonical bytes, version 1. Grammar: "history-v1\n" then 18 fields in the order county, case, seq, at (ms), action,
/// from, to, role, account, actor_name, office, reason, deadline_before (ms), deadline_after (ms), handler, category,
/// attachments, report_text. A field is "<decimal length>:<bytes>\n", an absent one "-\n". Integers are decimal.
/// Never changes: a new shape is a new version.
[[nodiscard]] std::string canonical_content(const HistoryRow& row);

/// 16 random bytes for one row.
[[nodiscard]] ledger::Salt fresh_salt();
/// Appends the row to the county's log and then to the table; needs a salt; `row.leaf` is ignored and found.
void append_history(storage::Tx& tx, const HistoryRow& row);

/// Oldest first.
[[nodiscard]] std::vector<HistoryRow> steps_of(storage::Tx& tx, CountyCode county, CaseId id);

/// For the verifier of the log: visits, in leaf order, the rows that leaves first <= idx < last name. `content` is made
/// anew from the columns. A leaf whose row is gone is passed over.
using HistoryVisitor = std::function<void(const HistoryRow&, const std::string& content, std::int64_t at_leaf)>;
void for_each_history_row(storage::Tx& tx, CountyCode county, std::int64_t first, std::int64_t last,
                          const HistoryVisitor& visit);
/// The row with the smallest own leaf number that no leaf names.
[[nodiscard]] std::optional<HistoryRow> history_without_leaf(storage::Tx& tx, CountyCode county);

}  // namespace mashang::cases
