// The query of a list, checked word by word; and what passes it.
#include <algorithm>
#include <array>
#include <charconv>

#include "core/text.hpp"
#include "rooms/cases/listing.hpp"
#include "rooms/cases/views.hpp"

namespace mashang::cases {
namespace {

constexpr std::int64_t kLargestId = (std::int64_t{1} << 53) - 1;
constexpr std::size_t kLongestWords = 50;
constexpr int kMostRows = 100;

auto bad(std::string_view field) { return failure(ErrorKind::bad_request, "cases.bad_filter", {}, std::string(field)); }

std::optional<std::int64_t> to_number(std::string_view text, std::int64_t largest) {
  std::int64_t number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || end != text.data() + text.size() || number < 1 || number > largest) return std::nullopt;
  return number;
}

Result<std::string> states_of(std::string_view words) {
  std::string list = ",";
  for (std::size_t from = 0; from <= words.size();) {
    const std::size_t to = std::min(words.find(',', from), words.size());
    const auto word = words.substr(from, to - from);
    if (word == "open") {
      list += open_states().substr(1);
    } else if (parse_state(word)) {
      list.append(word).append(",");
    } else {
      return bad("state");
    }
    from = to + 1;
  }
  return list;
}

bool is_category(std::string_view code) {
  return (code.size() == 2 || code.size() == 4) &&
         std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_flag(std::string_view word) {
  constexpr std::array<std::string_view, 5> kFlags{"urgent", "supervised", "urged", "overdue", "mass_affecting"};
  return std::ranges::find(kFlags, word) != kFlags.end();
}

Result<void> read_time(const http::Request& request, std::string_view name, std::optional<Instant>& into) {
  const auto value = request.query_value(name);
  if (!value || value->empty()) return {};
  const auto at = parse_rfc3339(*value);
  if (!at) return bad(name);
  into = *at;
  return {};
}

template <class IdType>
Result<void> read_id(const http::Request& request, std::string_view name, std::optional<IdType>& into) {
  const auto value = request.query_value(name);
  if (!value || value->empty()) return {};
  const auto number = to_number(*value, kLargestId);
  if (!number) return bad(name);
  into = IdType{*number};
  return {};
}

Result<void> read_words(const http::Request& request, Filter& filter) {
  if (const auto state = request.query_value("state"); state && !state->empty()) {
    auto states = states_of(*state);
    if (!states) return failure(states.error());
    filter.states = std::move(*states);
  }
  if (const auto category = request.query_value("category"); category && !category->empty()) {
    if (!is_category(*category)) return bad("category");
    filter.category = *category;
  }
  if (const auto flag = request.query_value("flag"); flag && !flag->empty()) {
    if (!is_flag(*flag)) return bad("flag");
    filter.flag = *flag;
  }
  if (const auto words = request.query_value("q"); words && !text::trim(*words).empty()) {
    if (!text::is_utf8(*words) || !text::is_printable(*words) || text::length(*words) > kLongestWords) return bad("q");
    filter.words = text::trim(*words);
  }
  return {};
}

Result<void> read_page(const http::Request& request, Filter& filter) {
  if (const auto limit = request.query_value("limit")) {
    const auto number = to_number(*limit, kMostRows);
    if (!number) return bad("limit");
    filter.limit = static_cast<int>(*number);
  }
  if (const auto cursor = request.query_value("cursor")) {
    const auto before = to_number(*cursor, kLargestId);
    if (!before) return failure(ErrorKind::bad_request, "cases.bad_cursor", {}, "cursor");
    filter.before = *before;
  }
  return {};
}

}  // namespace

std::string open_states() {
  std::string list = ",";
  for (int i = 0; i <= static_cast<int>(State::voided); ++i)
    if (const auto state = static_cast<State>(i); !is_final(state)) list.append(to_word(state)).append(",");
  return list;
}

bool Filter::has_state(State state) const {
  return states && states->find("," + std::string(to_word(state)) + ",") != std::string::npos;
}

std::vector<PlaceId> places_of(const Case& c) {
  std::vector<PlaceId> places;
  for (const auto& place : {c.where.township, c.where.community, c.where.grid, c.where.compound, c.where.building})
    if (place) places.push_back(*place);
  if (!c.hides_reporter) places.push_back(c.where.place);
  return places;
}

bool passes(const Filter& filter, const Case& c, Instant now, const Rules& rules) {
  if (filter.states && !filter.has_state(c.state)) return false;
  if (filter.category && !(c.is_classified && c.category.starts_with(*filter.category))) return false;
  if (filter.place && *filter.place != places::county_place(c.county)) {
    const auto within = places_of(c);
    if (std::ranges::find(within, *filter.place) == within.end()) return false;
  }
  if (filter.organisation && c.handler != filter.organisation) return false;
  if (filter.flag) {
    const auto flags = flags_of(c, now, rules);
    if (std::ranges::find(flags, *filter.flag) == flags.end()) return false;
  }
  return (!filter.from || c.submitted_at >= *filter.from) && (!filter.to || c.submitted_at < *filter.to);
}

Result<Filter> read_filter(const http::Request& request) {
  Filter filter;
  for (const auto& read :
       {read_words(request, filter), read_id(request, "place", filter.place),
        read_id(request, "organisation", filter.organisation), read_time(request, "from", filter.from),
        read_time(request, "to", filter.to), read_page(request, filter)})
    if (!read) return failure(read.error());
  return filter;
}

}  // namespace mashang::cases
