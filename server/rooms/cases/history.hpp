// The history of a case: rows that are only ever inserted, and the exact bytes of each that the county's log commits
// to.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "rooms/cases/cases.hpp"
#include "rooms/ledger/ledger.hpp"
#include "rooms/media/media.hpp"
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
  std::optional<OrganisationId> handler;    ///< of the case after the step
  std::optional<std::string> category;      ///< of the case after the step
  std::optional<std::string> attachments;   ///< "<phase>:<SHA-256>" of each file that came with it, with commas between
  std::optional<std::string> close_reason;  ///< of the case after the step
  std::optional<CaseId> merged_into;        ///< of the case after the step
  std::optional<std::string> forced_close_reason;  ///< of the request that is pending, or that closed the case
  std::optional<ledger::Hash> record;              ///< of the case's own row after the step (record.hpp)
  std::optional<std::string> report_text;          ///< first row only; kept in the case, committed to here
  std::optional<ledger::Salt> salt;                ///< none: somebody took it away, and the row cannot be checked
  std::int64_t form = 2;                           ///< of the canonical bytes
  std::int64_t leaf = 0;
  bool has_case = true;  ///< for the verifier: the case is still there
};

/// Canonical bytes. A field is "<decimal length>:<bytes>\n", an absent one "-\n"; integers are decimal, times in ms,
/// hashes in hex. A form never changes: a new shape is a new form.
/// Form 2, everything but what is personal: "history-v2\n", then county, case, seq, at, action, from, to, role,
/// account, office, deadline_before, deadline_after, handler, category, attachments, close_reason, merged_into, record.
/// Form 1, the whole row: "history-v1\n", then county, case, seq, at, action, from, to, role, account, actor_name,
/// office, reason, deadline_before, deadline_after, handler, category, attachments, report_text. What columns it never
/// had add their name and value, so that nobody can put anything into them.
[[nodiscard]] std::string canonical_content(const HistoryRow& row);
/// Form 2: "personal-v2\n", then actor_name, reason, forced_close_reason, report_text. None in form 1.
[[nodiscard]] std::optional<std::string> canonical_personal(const HistoryRow& row);

/// The files that came with a step, as its row names them; none for no files.
[[nodiscard]] std::optional<std::string> names_of(const std::vector<media::Attachment>& files);
/// 16 random bytes for one row.
[[nodiscard]] ledger::Salt fresh_salt();
/// Appends the row to the county's log and then to the table; needs a salt; `row.leaf` is ignored and found.
void append_history(storage::Tx& tx, const HistoryRow& row);

/// Oldest first.
[[nodiscard]] std::vector<HistoryRow> steps_of(storage::Tx& tx, CountyCode county, CaseId id);

/// For the verifier: all steps of the cases `after` < id <= `upto`, by case, oldest first.
[[nodiscard]] std::vector<HistoryRow> steps_of_cases(storage::Tx& tx, CountyCode county, CaseId after, CaseId upto);
/// For the verifier of the log: visits, in leaf order, the rows that leaves first <= idx < last name. A leaf whose row
/// is gone is passed over.
using HistoryVisitor = std::function<void(const HistoryRow&, std::int64_t at_leaf)>;
void for_each_history_row(storage::Tx& tx, CountyCode county, std::int64_t first, std::int64_t last,
                          const HistoryVisitor& visit);
/// The row with the smallest own leaf number that no leaf names.
[[nodiscard]] std::optional<HistoryRow> history_without_leaf(storage::Tx& tx, CountyCode county);

}  // namespace mashang::cases
