// Lists of places: children of one, or what a search finds.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rooms/places/places.hpp"

namespace mashang::places {

struct ListQuery {
  std::optional<PlaceId> parent;
  std::optional<PlaceKind> kind;
  std::string words;   ///< searched in names and aliases when not empty
  std::string cursor;  ///< of the page before
  std::int64_t limit = 20;
};

struct Page {
  std::vector<Place> items;
  std::optional<std::string> next_cursor;
};

/// A grid's children are the buildings linked to it; without parent and words, the county's. A search gives the
/// shortest names first, so a compound comes before its flats. Fails with places.unknown_place, places.bad_cursor.
[[nodiscard]] Result<Page> list_places(storage::Tx& tx, CountyCode county, const ListQuery& query);

}  // namespace mashang::places
