// What many people report at once: found anew each night, followed in between as reports come.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "rooms/cases/cases.hpp"
#include "rooms/echoes/echoes.hpp"
#include "rooms/triage/triage.hpp"
#include "storage/db.hpp"

namespace mashang::cases {

/// `refresh` is for one timer's thread, `found` for any.
class Talk {
 public:
  /// Everything outlives it.
  Talk(storage::Db& db, CountyCode county, const triage::Triage& triage, const Clock& clock)
      : db_(db), county_(county), triage_(triage), clock_(clock) {}

  struct Found {
    Instant at;
    std::vector<echoes::HotMatter> matters;  ///< hottest first; members are cases that were no secret then
  };
  /// The first time of a day (after 2 o'clock in China) all reports of the last eight weeks, at most the newest
  /// `kMostReports`: about 1 ms each. Otherwise what has come since, at most a page of 1,000 a call and twice
  /// `kMostReports` in all: in a storm of reports the next night looks at the newest.
  [[nodiscard]] Result<void> refresh();
  /// None before the first look.
  [[nodiscard]] std::shared_ptr<const Found> found() const;

  static constexpr std::size_t kMostReports = 10'000;  // a county of 270,000 people writes 4,000 a year

 private:
  [[nodiscard]] Result<std::vector<echoes::Message>> reports_after(CaseId after) const;
  [[nodiscard]] Result<CaseId> first_of_interest() const;
  [[nodiscard]] Result<void> begin_anew(std::int32_t night);
  void publish();

  storage::Db& db_;
  CountyCode county_;
  const triage::Triage& triage_;
  const Clock& clock_;

  // Of the thread that refreshes.
  std::unique_ptr<echoes::Matters> matters_;
  CaseId newest_;
  std::int32_t night_ = 0;

  mutable std::mutex mutex_;
  std::shared_ptr<const Found> found_;  ///< replaced, never changed; guarded by mutex_
};

}  // namespace mashang::cases
