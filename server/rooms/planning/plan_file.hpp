// Buildings in and plans out, as GeoJSON or CSV text. No file is touched here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "rooms/planning/planning.hpp"

namespace mashang::planning {

enum class PlanFormat { geojson, csv };

/// Buildings as they came, with what is needed to hand them back. Communities, compounds and grids are words in files
/// and numbers in the problem, in the order in which they are first met.
struct PlanFile {
  PlanFormat format = PlanFormat::geojson;
  GridProblem problem;
  bool is_geographic = true;           ///< longitude and latitude (WGS-84) rather than metres
  std::string head;                    ///< of CSV: the columns without `grid`
  std::vector<std::string> buildings;  ///< each as it came, up to where its grid is written
  std::vector<std::string> others;     ///< of GeoJSON: features that are no buildings
  std::vector<std::string> grids;      ///< words
  Spot origin;                         ///< of the plane, when geographic
};

/// Points, polygons: buildings with the properties households (0 when missing), community, compound, grid (today's),
/// work, fixed (the grid it is pinned to). Lines: barriers. CSV has a column for each property, and lon, lat or x, y.
/// Fail with planning.bad_file, the detail naming the line and what is wrong with it.
[[nodiscard]] Result<PlanFile> read_geojson(std::string_view text);
[[nodiscard]] Result<PlanFile> read_csv(std::string_view text);

/// Makes metres of longitude and latitude, around the middle of the buildings (equirectangular: within 0.1 % for a
/// county).
void lay_on_plane(PlanFile& file);

/// The word of a plan's grid: today's, or a number that no other has.
[[nodiscard]] std::vector<std::string> grid_words(const PlanFile& file, std::int32_t grids);

/// The same buildings with their grids. GeoJSON carries the report as the member `report`.
[[nodiscard]] std::string write_plan(const PlanFile& file, const GridPlan& plan, std::string_view report);
/// Terms with bounds, violations and the figures of each grid, as one JSON object; middles as the file has coordinates.
[[nodiscard]] std::string report_json(const PlanFile& file, const GridReport& report);
/// One line for each pair of neighbours: their places among the buildings, from 0.
[[nodiscard]] std::string links_csv(const Neighbourhood& neighbourhood);

}  // namespace mashang::planning
