// How often people agree with what was suggested: counted from their decisions, week by week.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/clock.hpp"
#include "core/ids.hpp"
#include "storage/db.hpp"

namespace mashang::triage {

/// One decision of a person beside what would have been suggested to her.
struct Outcome {
  CountyCode county;
  std::int64_t leaf = 0;  ///< of the decision in the county's log
  Instant at;
  std::string decided;     ///< the kind she gave
  std::string suggested;   ///< the likeliest kind
  double probability = 0;  ///< of that one
  int rank = 0;            ///< where her kind stood among those suggested, from 1; 0: not among them
  bool was_unsure = false;
  std::string model;  ///< its version
};

/// Decisions of one week (Monday to Sunday, UTC+8).
struct Week {
  Instant begins;
  std::int64_t decisions = 0;
  std::int64_t first_right = 0;
  std::int64_t among_three = 0;
  std::int64_t unsure = 0;
  double expected_right = 0;  ///< sum of the probabilities: how many should have been right
  /// Fewer are right than the probabilities promised, by more than chance explains (two standard deviations) and by at
  /// least ten in a hundred, of 30 decisions or more: the county talks of other things, or otherwise, than the model
  /// learned.
  bool has_drifted = false;
};

/// Keeps it once; the same decision again changes nothing.
void keep_outcome(storage::Tx& tx, const Outcome& outcome);
[[nodiscard]] std::vector<Week> outcomes_by_week(storage::Tx& tx, CountyCode county, Instant since);

}  // namespace mashang::triage
