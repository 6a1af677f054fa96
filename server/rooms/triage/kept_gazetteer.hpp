// A reader's gazetteer, kept as new as the county's places.
#pragma once

#include "rooms/triage/triage.hpp"
#include "storage/db.hpp"

namespace mashang::triage {

/// For one timer's thread. Both outlive it.
class KeptGazetteer {
 public:
  KeptGazetteer(storage::Db& db, CountyCode county, Triage& triage) : db_(db), county_(county), triage_(triage) {}
  /// Reads the places when they have changed since the last time: some hundred milliseconds; else one row.
  [[nodiscard]] Result<void> refresh();

 private:
  storage::Db& db_;
  CountyCode county_;
  Triage& triage_;
  std::int64_t revision_ = -1;  ///< of the places that the reader knows
};

}  // namespace mashang::triage
