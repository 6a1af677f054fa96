// Writes places, geometries, aliases and their history; reads rows back.
#include "rooms/places/places.hpp"
#include "rooms/places/rows.hpp"
#include "rooms/places/sql.hpp"

namespace mashang::places {

Place read_place(CountyCode county, const storage::Row& row) {
  Place place;
  place.county = county;
  place.id = row.id<PlaceId>("id");
  place.kind = parse_place_kind(row.text("kind")).value_or(PlaceKind::county);
  place.parent = row.optional_id<PlaceId>("parent_id");
  place.grid = row.optional_id<PlaceId>("grid_id");
  place.code = row.optional_string("code");
  place.name = row.string("name");
  place.label = row.string("label");
  place.township = row.optional_id<PlaceId>("township_id");
  place.community = row.optional_id<PlaceId>("community_id");
  place.compound = row.optional_id<PlaceId>("compound_id");
  place.building = row.optional_id<PlaceId>("building_id");
  place.is_village = row.flag("is_village");
  if (!row.is_null("lon") && !row.is_null("lat")) place.location = Point{row.real("lon"), row.real("lat")};
  place.households = row.integer("households");
  place.made_up = row.flag("made_up");
  return place;
}

void add_place(storage::Tx& tx, const Place& place) {
  const auto lon = place.location ? storage::Value(place.location->lon) : storage::Value();
  const auto lat = place.location ? storage::Value(place.location->lat) : storage::Value();
  tx.apply(sql::insert_place{
      .county = place.county,
      .id = place.id,
      .kind = to_word(place.kind),
      .parent_id = place.parent,
      .grid_id = place.grid,
      .code = place.code,
      .name = place.name,
      .label = place.label,
      .township_id = place.township,
      .community_id = place.community,
      .compound_id = place.compound,
      .building_id = place.building,
      .is_village = place.is_village,
      .lon = lon,
      .lat = lat,
      .households = place.households,
      .made_up = place.made_up,
  });
}

void put_geometry(storage::Tx& tx, CountyCode county, PlaceId place, const Geometry& geometry) {
  tx.apply(sql::put_geometry{.county = county,
                             .place_id = place,
                             .geometry = geometry.geojson,
                             .raw = geometry.raw,
                             .raw_crs = geometry.raw_crs,
                             .made_up = geometry.made_up});
}

std::optional<Geometry> geometry_of(storage::Tx& tx, CountyCode county, PlaceId place) {
  return tx.one(sql::geometry_of_place{.county = county, .place_id = place}, [](const storage::Row& row) {
    return Geometry{row.string("geometry"), row.optional_string("raw"), row.optional_string("raw_crs"),
                    row.flag("made_up")};
  });
}

void forget_geometry(storage::Tx& tx, CountyCode county, PlaceId place) {
  tx.apply(sql::forget_geometry{.county = county, .place_id = place});
}

void add_alias(storage::Tx& tx, CountyCode county, PlaceId place, std::string_view alias, AliasKind kind) {
  tx.apply(sql::put_alias{.county = county, .place_id = place, .alias = alias, .kind = to_word(kind)});
}

void record_change(storage::Tx& tx, CountyCode county, const Change& change, Instant at, std::optional<AccountId> by) {
  tx.apply(sql::append_change{.county = county,
                              .place_id = change.place,
                              .at = at,
                              .by_account = by,
                              .what = change.what,
                              .before_value = change.before,
                              .after_value = change.after});
}

void places_changed(storage::Tx& tx, CountyCode county) { tx.apply(sql::bump_revision{.county = county}); }

}  // namespace mashang::places
