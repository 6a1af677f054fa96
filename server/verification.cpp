// From the cases' words to the ledger's.
#include "verification.hpp"

#include "rooms/cases/history.hpp"

namespace mashang {
namespace {

ledger::HistoryRow lent(const cases::HistoryRow& row) {
  return {.leaf = row.leaf,
          .case_id = row.case_id,
          .seq = row.seq,
          .at = row.at,
          .salt = row.salt,
          .has_case = row.has_case};
}

void lend_rows(storage::Tx& tx, CountyCode county, std::int64_t from, std::int64_t to,
               const ledger::HistorySource::Visitor& visit) {
  cases::for_each_history_row(tx, county, from, to, [&](const cases::HistoryRow& row, std::int64_t at_leaf) {
    const std::string content = cases::canonical_content(row);
    const std::optional<std::string> personal = cases::canonical_personal(row);
    ledger::HistoryRow one = lent(row);
    one.content = content;
    if (personal) one.personal = *personal;
    visit(one, at_leaf);
  });
}

std::optional<ledger::HistoryRow> lend_stray(storage::Tx& tx, CountyCode county) {
  const auto row = cases::history_without_leaf(tx, county);
  return row ? std::optional(lent(*row)) : std::nullopt;
}

}  // namespace

ledger::HistorySource history_of_cases(cases::FileCheck check_file) {
  const auto compare = [check_file = std::move(check_file)](storage::Tx& tx,
                                                            CountyCode county) -> std::optional<ledger::Discrepancy> {
    auto found = cases::first_discrepancy(tx, county, check_file);
    if (!found) return std::nullopt;
    return ledger::Discrepancy{to_word(found->discrepancy), found->case_id, found->seq, std::move(found->what)};
  };
  return {.rows_of_leaves = lend_rows, .row_without_leaf = lend_stray, .first_discrepancy = compare};
}

}  // namespace mashang
