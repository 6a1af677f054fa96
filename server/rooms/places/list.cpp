// Pages through children and search results.
#include "rooms/places/list.hpp"

#include <charconv>

#include "core/text.hpp"
#include "rooms/places/rows.hpp"
#include "rooms/places/sql.hpp"

namespace mashang::places {
namespace {

/// "17.1000042": the length of the last name and its id; the children's cursor leaves the length at 0.
struct Cursor {
  std::int64_t length = 0;
  std::int64_t id = 0;
};

Result<Cursor> parse_cursor(std::string_view text) {
  Cursor cursor;
  if (text.empty()) return cursor;
  const char* const end = text.data() + text.size();
  const auto length = std::from_chars(text.data(), end, cursor.length);
  if (length.ec == std::errc{} && length.ptr != end && *length.ptr == '.') {
    const auto id = std::from_chars(length.ptr + 1, end, cursor.id);
    if (id.ec == std::errc{} && id.ptr == end && cursor.length >= 0 && cursor.id >= 0) return cursor;
  }
  return failure(ErrorKind::bad_request, "places.bad_cursor", {}, "cursor");
}

/// `%` and `_` are ordinary characters to whoever searches.
std::string pattern_of(std::string_view words) {
  std::string pattern = "%";
  for (const char c : words) {
    if (c == '%' || c == '_' || c == '!') pattern += '!';
    pattern += c;
  }
  return pattern + "%";
}

std::optional<std::string_view> word_of(std::optional<PlaceKind> kind) {
  return kind ? std::optional(to_word(*kind)) : std::nullopt;
}

Page page_of(std::vector<Place> found, std::int64_t limit, bool is_search) {
  Page page;
  if (static_cast<std::int64_t>(found.size()) > limit) {
    found.resize(static_cast<std::size_t>(limit));
    const std::size_t length = is_search ? text::length(found.back().label) : 0;
    page.next_cursor = std::to_string(length) + "." + std::to_string(found.back().id.value);
  }
  page.items = std::move(found);
  return page;
}

}  // namespace

Result<Page> list_places(storage::Tx& tx, CountyCode county, const ListQuery& query) {
  const auto cursor = parse_cursor(query.cursor);
  if (!cursor) return failure(cursor.error());
  const auto read = [&](const storage::Row& row) { return read_place(county, row); };
  const auto kind = word_of(query.kind);
  if (!query.words.empty()) {
    const std::string pattern = pattern_of(query.words);
    return page_of(tx.all(sql::search{.county = county,
                                      .pattern = pattern,
                                      .kind = kind,
                                      .after_length = cursor->length,
                                      .after_id = cursor->id,
                                      .limit = query.limit + 1},
                          read),
                   query.limit, true);
  }
  const auto parent = place_of(tx, county, query.parent.value_or(county_place(county)));
  if (!parent) {
    if (!query.parent) return Page{};  // nothing was imported yet
    return failure(parent.error());
  }
  if (parent->kind == PlaceKind::grid)
    return page_of(tx.all(
                       sql::buildings_of_grid{
                           .county = county, .grid_id = parent->id, .after = cursor->id, .limit = query.limit + 1},
                       read),
                   query.limit, false);
  return page_of(
      tx.all(
          sql::children{
              .county = county, .parent_id = parent->id, .after = cursor->id, .kind = kind, .limit = query.limit + 1},
          read),
      query.limit, false);
}

}  // namespace mashang::places
