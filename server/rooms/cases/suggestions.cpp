// Decisions as lessons.
#include "rooms/cases/suggestions.hpp"

#include <algorithm>

#include "rooms/cases/sql.hpp"

namespace mashang::cases {
namespace {

struct Lesson {
  std::int64_t leaf;
  Instant at;
  std::string kind;
  std::string text;
};

Lesson read_lesson(const storage::Row& row) {
  return {row.integer("leaf"), row.instant("at"), row.string("category"), row.string("text")};
}

triage::Outcome outcome_of(const Lesson& lesson, const triage::Triage& triage, CountyCode county) {
  const auto understood = triage.understand(lesson.text);
  const auto& kinds = understood.kinds;
  const auto found =
      std::find_if(kinds.begin(), kinds.end(), [&](const auto& kind) { return kind.code == lesson.kind; });
  triage::Outcome outcome;
  outcome.county = county;
  outcome.leaf = lesson.leaf;
  outcome.at = lesson.at;
  outcome.decided = lesson.kind;
  outcome.suggested = kinds.empty() ? "" : kinds[0].code;
  outcome.probability = kinds.empty() ? 0 : static_cast<double>(kinds[0].probability);
  outcome.rank = found == kinds.end() ? 0 : static_cast<int>(found - kinds.begin()) + 1;
  outcome.was_unsure = understood.is_unsure;
  outcome.model = triage.card().version + "/" + triage.card().date;
  return outcome;
}

}  // namespace

triage::Taxonomy taxonomy_in(storage::Tx& tx, CountyCode county, const triage::Characters& characters) {
  std::vector<std::pair<std::string, std::string>> kinds;
  tx.for_each(sql::keywords{.county = county}, [&](const storage::Row& row) {
    kinds.emplace_back(row.string("code"), row.string("keywords_zh"));
    return true;
  });
  return triage::taxonomy_of(kinds, characters);
}

Result<void> Lessons::take() {
  constexpr int kBatch = 200;
  while (true) {
    const auto lessons = db_.scan_now([&](storage::Tx& tx) -> Result<std::vector<Lesson>> {
      return tx.all(sql::classifications{.county = county_, .after = last_leaf_, .limit = kBatch}, read_lesson);
    });
    if (!lessons) return failure(lessons.error());
    std::vector<triage::Outcome> outcomes;
    for (const Lesson& lesson : *lessons) {
      outcomes.push_back(outcome_of(lesson, triage_, county_));
      triage_.teach(lesson.text, lesson.kind);
    }
    const auto kept = db_.write_now([&](storage::Tx& tx) -> Result<void> {
      for (const auto& outcome : outcomes) triage::keep_outcome(tx, outcome);
      return {};
    });
    if (!kept) return failure(kept.error());
    if (!lessons->empty()) last_leaf_ = lessons->back().leaf;
    if (lessons->size() < kBatch) return {};
  }
}

}  // namespace mashang::cases
