// Keeps the search index up to date with the cases, for a follower of the outbox.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "core/ids.hpp"
#include "rooms/search/search.hpp"
#include "storage/db.hpp"

namespace mashang::cases {

/// Used by one thread at a time. Database and index outlive it.
class Indexing {
 public:
  Indexing(storage::Db& db, CountyCode county, const search::Index& index) : db_(db), county_(county), index_(index) {}

  /// Reads these cases and what the index holds of them; gives what to write.
  [[nodiscard]] Result<std::function<Result<void>(storage::Tx&)>> take(std::span<const CaseId> cases);
  /// In the order of ids; fewer than asked for are the last.
  [[nodiscard]] Result<std::vector<CaseId>> cases_after(CaseId after, std::size_t most) const;

 private:
  storage::Db& db_;
  CountyCode county_;
  const search::Index& index_;
  std::size_t untidy_ = 0;  ///< editions written since the index was tidied
};

}  // namespace mashang::cases
