// What the machine suggests of a report, and how people's decisions teach it.
#pragma once

#include <string>

#include "rooms/cases/cases.hpp"
#include "rooms/triage/triage.hpp"
#include "storage/db.hpp"

namespace mashang::cases {

/// The county's kinds with their keywords, as the table says now.
[[nodiscard]] triage::Taxonomy taxonomy_in(storage::Tx& tx, CountyCode county, const triage::Characters& characters);

/// Follows what people decided: each classification is compared with what would have been suggested, kept as an
/// outcome, and taught. Everything is learned again when a server starts, in the order of the log; of several servers
/// each learns, one keeps the outcome. For one timer's thread.
class Lessons {
 public:
  Lessons(storage::Db& db, CountyCode county, triage::Triage& triage) : db_(db), county_(county), triage_(triage) {}
  /// At most some seconds of work; call it again and again.
  [[nodiscard]] Result<void> take();

 private:
  storage::Db& db_;
  CountyCode county_;
  triage::Triage& triage_;
  std::int64_t last_leaf_ = -1;  ///< the newest classification that was taught
};

}  // namespace mashang::cases
