// Appending a leaf: one number and one row, nothing read.
#include "rooms/ledger/ledger.hpp"
#include "rooms/ledger/merkle.hpp"
#include "rooms/ledger/sql.hpp"

namespace mashang::ledger {

std::int64_t append(storage::Tx& tx, const Entry& entry) {
  const Hash hash = leaf_hash(entry);
  const std::int64_t idx = tx.next_number(entry.county, "ledger") - 1;
  tx.apply(sql::insert_leaf{.county = entry.county,
                            .idx = idx,
                            .case_id = entry.case_id,
                            .seq = entry.seq,
                            .leaf_hash = storage::Blob{as_view(hash)}});
  return idx;
}

}  // namespace mashang::ledger
