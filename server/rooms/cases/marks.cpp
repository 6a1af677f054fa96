// Marks of cases, people and filters; they must meet.
#include "rooms/cases/marks.hpp"

#include <algorithm>

namespace mashang::cases {
namespace {

using search::Marks;

std::string mark(char kind, std::int64_t id) { return kind + std::to_string(id); }

void add(Marks& marks, std::string mark) {
  if (std::ranges::find(marks, mark) == marks.end()) marks.push_back(std::move(mark));
}

Marks filter_marks(const Case& c) {
  Marks marks{is_final(c.state) ? "over" : "open"};
  for (const PlaceId place : places_of(c)) add(marks, mark('p', place.value));
  if (c.handler) add(marks, mark('o', c.handler->value));
  if (c.is_classified) {
    add(marks, "c" + c.category.substr(0, 2));
    add(marks, "c" + c.category);
  }
  return marks;
}

/// ",1,2," with a letter before each.
void add_each(Marks& marks, char kind, std::string_view list) {
  for (std::size_t at = 1; at < list.size();) {
    const std::size_t end = list.find(',', at);
    add(marks, kind + std::string(list.substr(at, end - at)));
    at = end + 1;
  }
}

enum class Ending { open, over, either };

Ending ending_of(const Filter& filter) {
  if (filter.flag == "overdue") return Ending::open;
  if (!filter.states) return Ending::either;
  bool has_open = false, has_over = false;
  for (int i = 0; i <= static_cast<int>(State::voided); ++i) {
    const auto state = static_cast<State>(i);
    if (!filter.has_state(state)) continue;
    (is_final(state) ? has_over : has_open) = true;
  }
  return has_open == has_over ? Ending::either : has_open ? Ending::open : Ending::over;
}

}  // namespace

search::Document document_of(const Case& c) {
  const Marks shared = filter_marks(c);
  const bool is_coarse = c.hides_reporter && c.coarse_label;
  search::Edition everybodys{c.text, is_coarse ? *c.coarse_label : c.where.label, shared};
  if (!c.is_restricted)
    for (const auto& area : {c.where.grid, c.where.community})
      if (area) add(everybodys.marks, mark('u', area->value));
  if (c.handler) add(everybodys.marks, mark('h', c.handler->value));
  search::Document document{c.id.value, {std::move(everybodys)}};
  if (is_coarse && *c.coarse_label != c.where.label) document.editions.push_back({c.text, c.where.label, shared});
  return document;
}

std::optional<Marks> marks_within(const Reach& reach) {
  if (reach.whole_county) return std::nullopt;
  Marks marks;
  add_each(marks, 'p', reach.named_areas);
  add_each(marks, 'u', reach.areas);
  add_each(marks, 'h', reach.offices);
  return marks;
}

Marks marks_of(const Filter& filter, CountyCode county) {
  Marks marks;
  if (filter.place && *filter.place != places::county_place(county)) add(marks, mark('p', filter.place->value));
  if (filter.organisation) add(marks, mark('o', filter.organisation->value));
  if (filter.category) add(marks, "c" + *filter.category);
  switch (ending_of(filter)) {
    case Ending::open:
      add(marks, "open");
      break;
    case Ending::over:
      add(marks, "over");
      break;
    case Ending::either:
      break;
  }
  return marks;
}

}  // namespace mashang::cases
