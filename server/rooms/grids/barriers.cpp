// Barriers as GeoJSON lines, in and out of their table.
#include "rooms/grids/barriers.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <array>

#include "core/text.hpp"
#include "rooms/grids/sql.hpp"

namespace mashang::grids {
namespace {

namespace dom = simdjson::dom;

constexpr std::array<std::string_view, 3> kKinds{"river", "railway", "road"};
constexpr std::size_t kLongestName = 60;

bool read_line(dom::element coordinates, std::vector<Line>& lines) {
  dom::array points;
  if (coordinates.get(points)) return false;
  Line line;
  for (const dom::element point : points) {
    double lon = 0, lat = 0;
    if (point.at(0).get(lon) || point.at(1).get(lat)) return false;
    if (lon < -180 || lon > 180 || lat < -90 || lat > 90) return false;
    line.push_back({lon, lat});
  }
  if (line.size() < 2) return false;
  lines.push_back(std::move(line));
  return true;
}

/// False for what is no line.
bool read_lines(dom::element geometry, std::vector<Line>& lines) {
  std::string_view type;
  dom::element coordinates;
  if (geometry["type"].get(type) || geometry["coordinates"].get(coordinates)) return false;
  if (type == "LineString") return read_line(coordinates, lines);
  dom::array parts;
  if (type != "MultiLineString" || coordinates.get(parts)) return false;
  for (const dom::element part : parts)
    if (!read_line(part, lines)) return false;
  return true;
}

struct Feature {
  std::string kind;
  std::string name;
  std::string geometry;
};

/// What is wrong with it; "" for nothing.
std::string read_feature(dom::element feature, Feature& read) {
  std::string_view kind, name;
  if (feature["properties"]["kind"].get(kind) || std::ranges::find(kKinds, kind) == kKinds.end())
    return "properties.kind must be river, railway or road";
  if (!feature["properties"]["name"].get(name) && text::length(name) > kLongestName)
    return fmt::format("properties.name is longer than {} characters", kLongestName);
  dom::element geometry;
  std::vector<Line> lines;
  if (feature["geometry"].get(geometry) || !read_lines(geometry, lines))
    return "geometry must be a LineString or MultiLineString of longitudes and latitudes";
  read = {std::string(kind), std::string(name), simdjson::minify(geometry)};
  return {};
}

}  // namespace

std::vector<Line> barriers_in(storage::Tx& tx, CountyCode county) {
  std::vector<Line> lines;
  dom::parser parser;
  tx.for_each(sql::barriers{.county = county}, [&](const storage::Row& row) {
    const std::string_view geometry = row.text("geometry");
    dom::element parsed;
    if (!parser.parse(geometry.data(), geometry.size()).get(parsed)) (void)read_lines(parsed, lines);
    return true;
  });
  return lines;
}

Result<int> import_barriers(storage::Tx& tx, CountyCode county, std::string_view geojson, std::string_view name) {
  const auto wrong = [&](std::string_view why) {
    return failure(ErrorKind::unprocessable, "grids.bad_barriers", fmt::format("{}: {}", name, why));
  };
  dom::parser parser;
  dom::element root;
  dom::array features;
  if (const auto error = parser.parse(geojson.data(), geojson.size()).get(root))
    return wrong(simdjson::error_message(error));
  if (root["features"].get(features)) return wrong("not a FeatureCollection");
  std::vector<Feature> read;
  for (const dom::element feature : features) {
    const std::string why = read_feature(feature, read.emplace_back());
    if (!why.empty()) return wrong(fmt::format("feature {}: {}", read.size(), why));
  }
  tx.apply(sql::forget_barriers{.county = county});
  for (std::size_t i = 0; i < read.size(); ++i)
    tx.apply(sql::insert_barrier{.county = county,
                                 .id = static_cast<std::int64_t>(i + 1),
                                 .kind = read[i].kind,
                                 .name = read[i].name,
                                 .geometry = read[i].geometry});
  places::places_changed(tx, county);
  return static_cast<int>(read.size());
}

}  // namespace mashang::grids
