// The places of a county: the tree from county to household, and where a place lies. The room's face.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "storage/db.hpp"

namespace mashang::places {

/// Words as in SQL and JSON. A road belongs to its township, for it runs through several communities; nobody lives at
/// it.
enum class PlaceKind { county, township, community, village, grid, compound, building, unit, household, road };
[[nodiscard]] std::string_view to_word(PlaceKind kind);
[[nodiscard]] std::optional<PlaceKind> parse_place_kind(std::string_view word);

/// The county's own node: its division code is its id. Other places have ids from kFirstPlaceId up.
[[nodiscard]] constexpr PlaceId county_place(CountyCode county) { return PlaceId{county.value}; }
constexpr std::int64_t kFirstPlaceId = 1'000'001;

/// WGS-84 degrees.
struct Point {
  double lon = 0;
  double lat = 0;
};

/// Where a place stands: itself and every ancestor that exists. A case keeps a copy from its submission, so that a
/// later change of grids does not move it. Also what access rules compare grants with.
struct Situation {
  CountyCode county;
  PlaceId place;
  PlaceKind kind = PlaceKind::county;
  std::string label;  ///< as spoken: 新城小区14栋2单元401
  std::optional<PlaceId> township;
  std::optional<PlaceId> community;  ///< community or village
  std::optional<PlaceId> grid;
  std::string grid_name;  ///< "" without a grid, and in what a case keeps (it has a copy of its own)
  std::optional<PlaceId> compound;
  std::optional<PlaceId> building;
  bool is_village = false;  ///< `community` is a village
  std::optional<Point> location;
  bool made_up = false;

  /// True when `area` is this place or one that holds it.
  [[nodiscard]] bool is_within(PlaceId area) const;
};

/// Fails with places.unknown_place.
[[nodiscard]] Result<Situation> situation_of(storage::Tx& tx, CountyCode county, PlaceId place);
/// Names for several places at once, in the order asked; unknown ones give "".
[[nodiscard]] std::string name_of(storage::Tx& tx, CountyCode county, PlaceId place);

/// One node with its ancestors as they are kept in its row. A place counts among its own ancestors: the row of a
/// compound has itself as `compound`, the row of a grid itself as `grid`. A compound has a grid only when all its
/// buildings share it.
struct Place {
  CountyCode county;
  PlaceId id;
  PlaceKind kind = PlaceKind::county;
  std::optional<PlaceId> parent;    ///< structural: a compound's is its community, a building's its compound
  std::optional<PlaceId> grid;      ///< the link that may change
  std::optional<std::string> code;  ///< 9 digits (township), 12 (community, village), 15 (grid)
  std::string name;                 ///< as written on the sign: 401
  std::string label;                ///< as spoken: 新城小区14栋2单元401
  std::optional<PlaceId> township;
  std::optional<PlaceId> community;
  std::optional<PlaceId> compound;
  std::optional<PlaceId> building;
  bool is_village = false;
  std::optional<Point> location;
  std::int64_t households = 0;  ///< at or below this place
  bool made_up = false;
};

enum class AliasKind { alias, former, official };
[[nodiscard]] std::string_view to_word(AliasKind kind);
[[nodiscard]] std::optional<AliasKind> parse_alias_kind(std::string_view word);

struct Alias {
  PlaceId place;
  std::string name;
  AliasKind kind = AliasKind::alias;
};

/// WGS-84 GeoJSON; `raw` and `raw_crs` keep the imported form when it was another one (gcj02).
struct Geometry {
  std::string geojson;
  std::optional<std::string> raw;
  std::optional<std::string> raw_crs;
  bool made_up = false;  ///< a real place of a demo county may have an invented outline
};

/// A line of a place's history.
struct Change {
  PlaceId place;
  std::string_view what;  ///< created, name, grid, households, geometry, ended, revived
  std::optional<std::string> before;
  std::optional<std::string> after;
};

/// Fails with places.unknown_place.
[[nodiscard]] Result<Place> place_of(storage::Tx& tx, CountyCode county, PlaceId place);
[[nodiscard]] std::optional<Place> place_with_code(storage::Tx& tx, CountyCode county, std::string_view code);
/// The whole county in the order of ids, one place in memory at a time.
void each_place(storage::Tx& tx, CountyCode county, const std::function<void(const Place&)>& visit);
void each_alias(storage::Tx& tx, CountyCode county, const std::function<void(const Alias&)>& visit);
/// Counts up with every change of places: what was made from them is as old as its number. 0 before the first.
[[nodiscard]] std::int64_t places_revision(storage::Tx& tx, CountyCode county);

// Writing, in the caller's transaction. Who adds or changes places calls `places_changed` once at the end.
void add_place(storage::Tx& tx, const Place& place);
void put_geometry(storage::Tx& tx, CountyCode county, PlaceId place, const Geometry& geometry);
void add_alias(storage::Tx& tx, CountyCode county, PlaceId place, std::string_view alias, AliasKind kind);
void record_change(storage::Tx& tx, CountyCode county, const Change& change, Instant at, std::optional<AccountId> by);
/// Makes cached maps stale.
void places_changed(storage::Tx& tx, CountyCode county);

/// A new grid of a community or village, numbered and coded (15 digits) after the last that the community ever had.
/// Fails with places.unknown_place.
[[nodiscard]] Result<Place> found_grid(storage::Tx& tx, CountyCode county, PlaceId community, Instant at,
                                       std::optional<AccountId> by);
/// What the next grid founded in a community will be called; `before` others are founded first. "" for no place.
[[nodiscard]] std::string label_of_next_grid(storage::Tx& tx, CountyCode county, PlaceId community, int before = 0);
/// A grid that nothing lies in any more: lists and maps show it no longer, its row and history stay. `revive_grid`
/// takes it back.
void end_grid(storage::Tx& tx, CountyCode county, PlaceId grid, Instant at, std::optional<AccountId> by);
void revive_grid(storage::Tx& tx, CountyCode county, PlaceId grid, Instant at, std::optional<AccountId> by);
/// None where nobody drew one.
[[nodiscard]] std::optional<Geometry> geometry_of(storage::Tx& tx, CountyCode county, PlaceId place);
void forget_geometry(storage::Tx& tx, CountyCode county, PlaceId place);

struct GridLink {
  PlaceId building;
  PlaceId grid;
};
/// Links each building and everything in it to a grid of the same community. Households keep their ids; the grids'
/// household counts, the compounds' grids and the history follow. Linking to the grid it has changes nothing.
/// Fails with places.unknown_place, places.not_a_building, places.not_a_grid, places.grid_of_another_community.
[[nodiscard]] Result<void> link_buildings(storage::Tx& tx, CountyCode county, std::span<const GridLink> links,
                                          Instant at, std::optional<AccountId> by);

}  // namespace mashang::places
