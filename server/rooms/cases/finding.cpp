// More and more candidates, until the page is full or the index has no more.
#include "rooms/cases/finding.hpp"

#include <algorithm>
#include <array>

#include "rooms/cases/marks.hpp"

namespace mashang::cases {
namespace {

constexpr int kMostAtOnce = 1'000;

/// Cases of a stretch of time are a stretch of ids, since these begin with the day; two digits of the year leave room
/// for this century only.
bool is_of_this_century(Instant at) {
  constexpr Instant kFrom{946'656'000'000}, kTo{4'102'416'000'000};  // 2000 and 2100 at UTC+8
  return at >= kFrom && at < kTo;
}

search::Query query_of(const identity::Actor& actor, const Filter& filter) {
  search::Query query{.county = actor.county,
                      .words = *filter.words,
                      .any_of = marks_within(reach_of(actor)),
                      .all_of = marks_of(filter, actor.county),
                      .before = std::min(filter.before, search::Query::kNewest),
                      .limit = std::min(filter.limit + 1, kMostAtOnce)};
  if (filter.from && is_of_this_century(*filter.from)) query.from = make_case_id(china_yymmdd(*filter.from), 0).value;
  if (filter.to && is_of_this_century(*filter.to))
    query.before = std::min(query.before, make_case_id(china_yymmdd(*filter.to) + 1, 0).value);
  return query;
}

bool holds_words(const Case& c, const std::string& words, Relations ties) {
  std::array<std::string_view, 2> places;
  if (sees_reporter(c, ties)) places[0] = c.where.label;
  if (c.coarse_label) places[1] = *c.coarse_label;
  return search::holds_words(words, c.text, places);
}

}  // namespace

std::vector<Listed> find_cases(storage::Tx& tx, const search::Index& index, const identity::Actor& actor,
                               const Filter& filter, Instant now, const Rules& rules) {
  const auto number = parse_case_number(*filter.words);
  search::Query query = query_of(actor, filter);
  std::vector<Listed> rows;
  for (;;) {
    std::vector<std::int64_t> ids = index.find(tx, query);
    const bool is_last = ids.size() < static_cast<std::size_t>(query.limit);
    const std::int64_t down_to = is_last ? 0 : ids.back();
    const bool is_among = number && number->value < query.before && number->value >= down_to;
    if (is_among && std::ranges::find(ids, number->value) == ids.end()) ids.push_back(number->value);
    for (Case& c : cases_of(tx, actor.county, ids)) {
      const Relations ties = relations_of(c, actor);
      if (!may_see(c, ties) || !passes(filter, c, now, rules)) continue;
      if (c.id != number && !holds_words(c, *filter.words, ties)) continue;
      rows.push_back(listed(std::move(c), actor));
      if (rows.size() > static_cast<std::size_t>(filter.limit)) return rows;
    }
    if (is_last) return rows;
    query.before = down_to;
    query.limit = std::min(query.limit * 4, kMostAtOnce);
  }
}

}  // namespace mashang::cases
