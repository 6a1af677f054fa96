// Rows in, weeks out.
#include "rooms/triage/outcomes.hpp"

#include <cmath>

#include "rooms/triage/sql.hpp"

namespace mashang::triage {
namespace {

constexpr std::int64_t kWeek = 604'800'000;
constexpr std::int64_t kFirstMonday = -259'200'000 - 28'800'000;

bool has_drifted(const Week& week) {
  constexpr double kWorthTelling = 0.1;
  constexpr std::int64_t kFewest = 30;
  if (week.decisions < kFewest) return false;
  const auto n = static_cast<double>(week.decisions);
  const double expected = week.expected_right / n;
  const double short_by = expected - static_cast<double>(week.first_right) / n;
  return short_by > kWorthTelling && short_by > 2 * std::sqrt(expected * (1 - expected) / n);
}

Week read_week(const storage::Row& row) {
  Week week;
  week.begins = Instant{row.integer("week") * kWeek + kFirstMonday};
  week.decisions = row.integer("decisions");
  week.first_right = row.integer("first_right");
  week.among_three = row.integer("among_three");
  week.unsure = row.integer("unsure");
  week.expected_right = row.real("expected");
  week.has_drifted = has_drifted(week);
  return week;
}

}  // namespace

void keep_outcome(storage::Tx& tx, const Outcome& outcome) {
  tx.apply(sql::put_outcome{.county = outcome.county,
                            .leaf = outcome.leaf,
                            .at = outcome.at,
                            .decided = outcome.decided,
                            .suggested = outcome.suggested,
                            .probability = outcome.probability,
                            .rank = outcome.rank,
                            .was_unsure = outcome.was_unsure,
                            .model = outcome.model});
}

std::vector<Week> outcomes_by_week(storage::Tx& tx, CountyCode county, Instant since) {
  return tx.all(sql::outcomes_by_week{.county = county, .since = since}, read_week);
}

}  // namespace mashang::triage
