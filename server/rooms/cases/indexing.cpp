// Reads in one snapshot, compares on the follower's thread, writes effects only.
#include "rooms/cases/indexing.hpp"

#include <map>
#include <memory>

#include "rooms/cases/marks.hpp"
#include "rooms/cases/sql.hpp"

namespace mashang::cases {
namespace {

constexpr std::size_t kUntidy = 500;  ///< so many waiting entries cost a search about half a millisecond

struct Today {
  std::vector<Case> cases;
  std::vector<search::Kept> held;
};

}  // namespace

Result<std::function<Result<void>(storage::Tx&)>> Indexing::take(std::span<const CaseId> cases) {
  std::vector<std::int64_t> ids;
  std::map<std::int64_t, search::Document> documents;  // of a case that is gone: nothing
  for (const CaseId id : cases) {
    ids.push_back(id.value);
    documents[id.value].id = id.value;
  }
  const bool is_untidy = untidy_ >= kUntidy;
  const auto now = db_.scan_now([&](storage::Tx& tx) -> Result<Today> {
    if (is_untidy) index_.tidy(tx);
    return Today{cases_of(tx, county_, ids), index_.held(tx, county_, ids)};
  });
  if (!now) return failure(now.error());
  if (is_untidy) untidy_ = 0;
  for (const Case& c : now->cases) documents[c.id.value] = document_of(c);
  std::vector<search::Document> all;
  for (auto& [_, document] : documents) all.push_back(std::move(document));
  const auto changes = std::make_shared<const std::vector<search::Change>>(index_.compare(county_, all, now->held));
  untidy_ += changes->size();
  return [this, changes](storage::Tx& tx) -> Result<void> {
    index_.apply(tx, county_, *changes);
    return {};
  };
}

Result<std::vector<CaseId>> Indexing::cases_after(CaseId after, std::size_t most) const {
  return db_.scan_now([&](storage::Tx& tx) -> Result<std::vector<CaseId>> {
    return tx.all(sql::ids_after{.county = county_, .after = after, .limit = most},
                  [](const storage::Row& row) { return row.id<CaseId>("id"); });
  });
}

}  // namespace mashang::cases
