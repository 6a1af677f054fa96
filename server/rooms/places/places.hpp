// The places of a county: the tree from county to household, and where a place lies. The room's face.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "storage/db.hpp"

namespace mashang::places {

/// Words as in SQL and JSON: county township community village grid compound building unit household.
enum class PlaceKind { county, township, community, village, grid, compound, building, unit, household };
[[nodiscard]] std::string_view to_word(PlaceKind kind);
[[nodiscard]] std::optional<PlaceKind> parse_place_kind(std::string_view word);

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

}  // namespace mashang::places
