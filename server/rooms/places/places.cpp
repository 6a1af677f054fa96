// Words of the places tree, where a place lies, and reading single places.
#include "rooms/places/places.hpp"

#include <array>
#include <utility>

#include "rooms/places/rows.hpp"
#include "rooms/places/sql.hpp"

namespace mashang::places {
namespace {

constexpr std::array<std::pair<PlaceKind, std::string_view>, 10> kKinds{{
    {PlaceKind::county, "county"},
    {PlaceKind::township, "township"},
    {PlaceKind::community, "community"},
    {PlaceKind::village, "village"},
    {PlaceKind::grid, "grid"},
    {PlaceKind::compound, "compound"},
    {PlaceKind::building, "building"},
    {PlaceKind::unit, "unit"},
    {PlaceKind::household, "household"},
    {PlaceKind::road, "road"},
}};

}  // namespace

std::string_view to_word(PlaceKind kind) { return kKinds[static_cast<std::size_t>(kind)].second; }

std::optional<PlaceKind> parse_place_kind(std::string_view word) {
  for (const auto& [kind, name] : kKinds)
    if (name == word) return kind;
  return std::nullopt;
}

std::string_view to_word(AliasKind kind) {
  switch (kind) {
    case AliasKind::alias:
      return "alias";
    case AliasKind::former:
      return "former";
    case AliasKind::official:
      return "official";
  }
  return {};
}

std::optional<AliasKind> parse_alias_kind(std::string_view word) {
  for (const AliasKind kind : {AliasKind::alias, AliasKind::former, AliasKind::official})
    if (to_word(kind) == word) return kind;
  return std::nullopt;
}

bool Situation::is_within(PlaceId area) const {
  return area == place || area == county_place(county) || area == township || area == community || area == grid ||
         area == compound || area == building;
}

Result<Place> place_of(storage::Tx& tx, CountyCode county, PlaceId place) {
  const auto read = [&](const storage::Row& row) { return read_place(county, row); };
  auto found = tx.one(sql::place_by_id{.county = county, .id = place}, read);
  if (!found) return failure(ErrorKind::not_found, "places.unknown_place");
  return std::move(*found);
}

std::optional<Place> place_with_code(storage::Tx& tx, CountyCode county, std::string_view code) {
  return tx.one(sql::place_by_code{.county = county, .code = code},
                [&](const storage::Row& row) { return read_place(county, row); });
}

void each_place(storage::Tx& tx, CountyCode county, const std::function<void(const Place&)>& visit) {
  tx.for_each(sql::every_place{.county = county}, [&](const storage::Row& row) {
    visit(read_place(county, row));
    return true;
  });
}

void each_alias(storage::Tx& tx, CountyCode county, const std::function<void(const Alias&)>& visit) {
  tx.for_each(sql::every_alias{.county = county}, [&](const storage::Row& row) {
    const AliasKind kind = parse_alias_kind(row.text("kind")).value_or(AliasKind::alias);
    visit({row.id<PlaceId>("place_id"), row.string("alias"), kind});
    return true;
  });
}

std::int64_t places_revision(storage::Tx& tx, CountyCode county) {
  const auto revision =
      tx.one(sql::revision{.county = county}, [](const storage::Row& row) { return row.integer("revision"); });
  return revision.value_or(0);
}

Result<Situation> situation_of(storage::Tx& tx, CountyCode county, PlaceId place) {
  auto found = tx.one(sql::situation{.county = county, .id = place}, [&](const storage::Row& row) {
    Situation where;
    where.county = county;
    where.place = row.id<PlaceId>("id");
    where.kind = parse_place_kind(row.text("kind")).value_or(PlaceKind::county);
    where.grid = row.optional_id<PlaceId>("grid_id");
    where.grid_name = row.optional_string("grid_name").value_or("");
    where.label = row.string("label");
    where.township = row.optional_id<PlaceId>("township_id");
    where.community = row.optional_id<PlaceId>("community_id");
    where.compound = row.optional_id<PlaceId>("compound_id");
    where.building = row.optional_id<PlaceId>("building_id");
    where.is_village = row.flag("is_village");
    if (!row.is_null("lon") && !row.is_null("lat")) where.location = Point{row.real("lon"), row.real("lat")};
    where.made_up = row.flag("made_up");
    return where;
  });
  if (!found) return failure(ErrorKind::not_found, "places.unknown_place");
  return std::move(*found);
}

std::string name_of(storage::Tx& tx, CountyCode county, PlaceId place) {
  const auto label = tx.one(sql::label_of_place{.county = county, .id = place},
                            [](const storage::Row& row) { return row.string("label"); });
  return label.value_or("");
}

}  // namespace mashang::places
