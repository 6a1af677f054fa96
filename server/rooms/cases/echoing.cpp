// From cases to sketches.
#include "rooms/cases/echoing.hpp"

#include <charconv>
#include <memory>

#include "rooms/cases/store.hpp"

namespace mashang::cases {
namespace {

constexpr std::int64_t kPage = 5'000;

int number_of(std::string_view code) {
  int number = 0;
  std::from_chars(code.data(), code.data() + code.size(), number);
  return number;
}

/// 0 for "not known".
std::int32_t kind_in(const triage::Understanding& understood) {
  return understood.is_unsure || understood.kinds.empty() ? 0 : number_of(understood.kinds.front().code);
}

echoes::PlaceKeys place_keys_of(const places::Situation& where) {
  echoes::PlaceKeys at;
  if (where.kind == places::PlaceKind::household) at.flat = where.place;
  if (where.kind == places::PlaceKind::road) at.road = where.place;
  at.building = where.building;
  at.compound = where.compound;
  at.community = where.community;
  return at;
}

echoes::Told told_of(const Case& c, const triage::Triage& triage) {
  echoes::Told told;
  told.id = c.id;
  told.opened_at = c.submitted_at;
  told.where = place_keys_of(c.where);
  told.kind = c.is_classified ? number_of(c.category) : kind_in(triage.understand(c.text));
  told.sketch = echoes::sketch_of(c.text, triage.characters());
  told.is_open = !is_final(c.state);
  told.is_answered = c.close_reason == CloseReason::resident_confirmed;
  return told;
}

}  // namespace

echoes::EchoQuery query_for(std::string_view text, const places::Situation& where,
                            const triage::Understanding& understood, const triage::Triage& triage, Instant at) {
  echoes::EchoQuery query;
  query.where = place_keys_of(where);
  query.sketch = echoes::sketch_of(text, triage.characters());
  query.kind = kind_in(understood);
  query.at = at;
  return query;
}

echoes::EchoQuery query_for(const Case& c, const triage::Triage& triage) {
  const auto understood = c.is_classified ? triage::Understanding() : triage.understand(c.text);
  echoes::EchoQuery query = query_for(c.text, c.where, understood, triage, c.submitted_at);
  if (c.is_classified) query.kind = number_of(c.category);
  query.except = c.id;
  return query;
}

Result<std::function<Result<void>(storage::Tx&)>> Echoing::take(std::span<const CaseId> cases) {
  const auto now = db_.scan_now([&](storage::Tx& tx) -> Result<std::vector<Case>> {
    std::vector<Case> found;
    for (const CaseId id : cases)
      if (auto c = find_case(tx, county_, id)) found.push_back(std::move(*c));
    return found;
  });
  if (!now) return failure(now.error());
  const auto all = std::make_shared<std::vector<echoes::Told>>();
  for (const Case& c : *now) all->push_back(told_of(c, triage_));
  for (const echoes::Told& told : *all) said_.put(told);
  return [county = county_, all](storage::Tx& tx) -> Result<void> {
    for (const echoes::Told& told : *all) echoes::put_sketch(tx, county, told);
    return {};
  };
}

Result<void> Echoing::load() {
  while (!is_loaded_) {
    const auto page = db_.scan_now([&](storage::Tx& tx) -> Result<std::vector<echoes::Told>> {
      return echoes::load_page(tx, county_, before_, kPage);
    });
    if (!page) return failure(page.error());
    is_loaded_ = page->empty();
    if (is_loaded_) return {};
    said_.fill(*page);
    before_ = page->back().id;
  }
  return {};
}

}  // namespace mashang::cases
