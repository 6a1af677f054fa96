// Compares divisions with what is there and writes the differences.
#include "rooms/places/import.hpp"

#include <algorithm>

#include "rooms/places/rows.hpp"
#include "rooms/places/sql.hpp"

namespace mashang::places {
namespace {

class Importer {
 public:
  Importer(storage::Tx& tx, CountyCode county, Instant at, std::optional<AccountId> by)
      : tx_(tx), county_(county), at_(at), by_(by) {
    const auto last =
        tx.one(sql::last_place_id{.county = county}, [](const storage::Row& row) { return row.integer("id"); });
    next_id_ = std::max(last.value_or(0) + 1, kFirstPlaceId);
  }

  void county(const std::optional<Boundary>& boundary) {
    const auto known = place_of(tx_, county_, county_place(county_));
    if (!known) {
      Place place{.county = county_, .id = county_place(county_), .kind = PlaceKind::county};
      place.code = std::to_string(county_.value);
      place.name = place.label = boundary && !boundary->county_name.empty() ? boundary->county_name : *place.code;
      if (boundary) place.location = boundary->centre;
      add(place);
    } else if (boundary && !boundary->county_name.empty()) {
      rename(*known, boundary->county_name, boundary->county_name);
    }
    if (boundary) put_boundary(*boundary);
  }

  void township(const Division& division) {
    const auto known = place_with_code(tx_, county_, division.code);
    if (known) return rename(*known, division.name, division.name);
    Place place = below(county_place(county_), division);
    place.label = division.name;
    place.township = place.id;
    add(place);
  }

  void community(const Division& division) {
    const auto township = place_with_code(tx_, county_, division.code.substr(0, 9));
    const bool is_village = division.kind == PlaceKind::village;
    // Villages of two townships may bear the same name.
    const std::string label = is_village ? township->name + division.name : division.name;
    const auto known = place_with_code(tx_, county_, division.code);
    if (known) return rename(*known, division.name, label);
    Place place = below(township->id, division);
    place.label = label;
    place.township = township->id;
    place.community = place.id;
    place.is_village = is_village;
    add(place);
    if (division.official != division.name) add_alias(tx_, county_, place.id, division.official, AliasKind::official);
  }

  ImportReport finish() {
    if (report_.added > 0 || report_.renamed > 0 || report_.boundary_changed) places_changed(tx_, county_);
    return report_;
  }

 private:
  Place below(PlaceId parent, const Division& division) {
    Place place{.county = county_, .id = PlaceId{next_id_++}, .kind = division.kind, .parent = parent};
    place.code = division.code;
    place.name = division.name;
    return place;
  }

  void add(const Place& place) {
    add_place(tx_, place);
    record({.place = place.id, .what = "created", .after = place.label});
    ++report_.added;
  }

  void rename(const Place& known, const std::string& name, const std::string& label) {
    if (known.name == name && known.label == label) {
      ++report_.unchanged;
      return;
    }
    tx_.apply(sql::rename_place{.name = name, .label = label, .county = county_, .id = known.id});
    if (known.name != name) add_alias(tx_, county_, known.id, known.name, AliasKind::former);
    record({.place = known.id, .what = "name", .before = known.label, .after = label});
    if (known.kind == PlaceKind::community) relabel_grids(known.id, label);
    ++report_.renamed;
  }

  void relabel_grids(PlaceId community, const std::string& label) {
    const auto grids = tx_.all(
        sql::children{
            .county = county_, .parent_id = community, .after = 0, .kind = to_word(PlaceKind::grid), .limit = 10'000},
        [&](const storage::Row& row) { return read_place(county_, row); });
    for (const Place& grid : grids)
      tx_.apply(sql::rename_place{.name = grid.name, .label = label + grid.name, .county = county_, .id = grid.id});
  }

  void put_boundary(const Boundary& boundary) {
    const auto known = tx_.one(sql::geometry_of_place{.county = county_, .place_id = county_place(county_)},
                               [](const storage::Row& row) { return row.string("geometry"); });
    if (known == boundary.geometry.geojson) return;
    put_geometry(tx_, county_, county_place(county_), boundary.geometry);
    if (boundary.centre)
      tx_.apply(sql::locate_place{
          .lon = boundary.centre->lon, .lat = boundary.centre->lat, .county = county_, .id = county_place(county_)});
    record({.place = county_place(county_), .what = "geometry"});
    report_.boundary_changed = true;
  }

  void record(const Change& change) { record_change(tx_, county_, change, at_, by_); }

  storage::Tx& tx_;
  CountyCode county_;
  Instant at_;
  std::optional<AccountId> by_;
  std::int64_t next_id_ = kFirstPlaceId;
  ImportReport report_;
};

}  // namespace

ImportReport import_divisions(storage::Tx& tx, CountyCode county, const Divisions& divisions, Instant at,
                              std::optional<AccountId> by) {
  Importer importer(tx, county, at, by);
  importer.county(divisions.boundary);
  for (const Division& township : divisions.townships) importer.township(township);
  for (const Division& community : divisions.communities) importer.community(community);
  return importer.finish();
}

Result<ImportReport> import_divisions(storage::Db& db, CountyCode county, const std::string& path, Instant at) {
  const auto divisions = read_divisions(path, county);
  if (!divisions) return failure(divisions.error());
  return db.write_now([&](storage::Tx& tx) -> Result<ImportReport> {
    return import_divisions(tx, county, *divisions, at, std::nullopt);
  });
}

}  // namespace mashang::places
