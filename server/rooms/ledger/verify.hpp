// Verifies a county's whole log against the rows it speaks of; offline, with nothing but the public key.
#pragma once

#include <functional>
#include <string>

#include "rooms/ledger/audit.hpp"

namespace mashang::ledger {

/// Where a case or its files are not what its steps say, as the keeper of the cases found it.
struct Discrepancy {
  std::string_view word;  ///< which way they part: case_altered, attachment_removed…
  CaseId case_id;
  std::int64_t seq = 0;  ///< the step concerned; 0 when it is none
  std::string what;      ///< a column, or the SHA-256 of a file
};

/// Whoever keeps the history lends these; the ledger knows nothing of cases.
struct HistorySource {
  using Visitor = std::function<void(const HistoryRow&, std::int64_t at_leaf)>;
  /// Visits, in leaf order, the rows that leaves `from` <= idx < `to` name by (case, seq): `at_leaf` is that leaf's
  /// idx, while HistoryRow::leaf is the number the row itself carries. A leaf whose row is gone is passed over.
  std::function<void(storage::Tx&, CountyCode, std::int64_t from, std::int64_t to, const Visitor&)> rows_of_leaves;
  /// The row with the smallest own leaf number that no leaf names.
  std::function<std::optional<HistoryRow>(storage::Tx&, CountyCode)> row_without_leaf;
  /// Holds the cases themselves against their history, once that was found whole.
  std::function<std::optional<Discrepancy>(storage::Tx&, CountyCode)> first_discrepancy;
};

struct Report {
  CountyCode county;
  Finding finding;                         ///< about the log: verdict `intact` when it holds
  std::optional<Discrepancy> discrepancy;  ///< about the cases; looked for only when the log holds
  std::vector<LeafRow> suspects;           ///< of a head that does not fit: the first ten leaves of the finding's run
  std::int64_t leaves = 0;                 ///< checked before the finding
  std::int64_t signed_leaves = 0;          ///< covered by the last good head; the rest is younger than it
  std::int64_t heads = 0;                  ///< good ones
  Hash root{};
  [[nodiscard]] bool is_intact() const { return finding.verdict == Verdict::intact && !discrepancy; }
};

/// A head that somebody kept from elsewhere (a published one): the log must still contain it.
struct Witness {
  std::int64_t size = 0;
  Hash root{};
};

/// "SIZE:ROOT", the root in hex, as GET /api/v1/ledger/head shows them; "" is none. Fails with ledger.bad_witness.
[[nodiscard]] Result<std::optional<Witness>> parse_witness(std::string_view text);

/// Called now and then with the leaves checked so far.
using Progress = std::function<void(std::int64_t leaves)>;

/// Reads one snapshot from the first leaf to the last; about a microsecond or two a leaf. Never fails: what does not
/// hold is the finding. Limits: whoever cuts off the end of rows, leaves, heads and counter alike is betrayed only by a
/// witness.
[[nodiscard]] Report verify(storage::Tx& tx, CountyCode county, const std::string& public_key,
                            const HistorySource& history, const std::optional<Witness>& witness,
                            const Progress& on_progress);

}  // namespace mashang::ledger
