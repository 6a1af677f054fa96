// Reads a county's boundary from GeoJSON and converts it from GCJ-02.
#include <fmt/format.h>
#include <simdjson.h>

#include <cmath>

#include "rooms/places/divisions.hpp"
#include "rooms/places/gcj02.hpp"

namespace mashang::places {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

bool is_position(element value) {
  array numbers;
  double first;
  return value.get(numbers) == simdjson::SUCCESS && numbers.size() >= 2 &&
         numbers.at(0).get(first) == simdjson::SUCCESS;
}

std::optional<Point> position(element value) {
  array numbers;
  Point at;
  if (value.get(numbers) != simdjson::SUCCESS || numbers.size() < 2) return std::nullopt;
  if (numbers.at(0).get(at.lon) != simdjson::SUCCESS || numbers.at(1).get(at.lat) != simdjson::SUCCESS)
    return std::nullopt;
  const bool on_earth = std::abs(at.lon) <= 180 && std::abs(at.lat) <= 90;
  return on_earth ? std::optional(at) : std::nullopt;
}

/// Nested coordinate arrays, each position converted; false when one is no position.
bool write_converted(element value, std::string& out) {
  if (is_position(value)) {
    const auto at = position(value);
    if (!at) return false;
    out += coordinate_json(gcj02_to_wgs84(*at));
    return true;
  }
  array items;
  if (value.get(items) != simdjson::SUCCESS) return false;
  out += '[';
  bool is_first = true;
  for (const element item : items) {
    if (!is_first) out += ',';
    is_first = false;
    if (!write_converted(item, out)) return false;
  }
  out += ']';
  return true;
}

/// True when the feature's id, properties.id or properties.adcode is the county's code.
bool is_of(object feature, CountyCode county) {
  const auto says = [&](simdjson::simdjson_result<element> field) {
    std::string_view word;
    std::int64_t number;
    if (field.get(word) == simdjson::SUCCESS) return word == std::to_string(county.value);
    return field.get(number) == simdjson::SUCCESS && number == county.value;
  };
  return says(feature["id"]) || says(feature["properties"]["id"]) || says(feature["properties"]["adcode"]);
}

std::optional<object> feature_of(element root, CountyCode county) {
  object top;
  if (root.get(top) != simdjson::SUCCESS) return std::nullopt;
  array features;
  if (top["features"].get(features) != simdjson::SUCCESS) return is_of(top, county) ? std::optional(top) : std::nullopt;
  for (const element item : features) {
    object feature;
    if (item.get(feature) == simdjson::SUCCESS && is_of(feature, county)) return feature;
  }
  return std::nullopt;
}

auto bad(const TextFile& file, std::string_view why) {
  return failure(ErrorKind::unprocessable, "places.bad_boundary", fmt::format("{}: {}", file.name, why));
}

}  // namespace

std::string coordinate_json(Point at) { return fmt::format("[{:.6f},{:.6f}]", at.lon, at.lat); }

Result<Boundary> parse_boundary(const TextFile& file, CountyCode county) {
  simdjson::dom::parser parser;
  element root;
  if (parser.parse(file.text).get(root) != simdjson::SUCCESS) return bad(file, "not JSON");
  const auto feature = feature_of(root, county);
  if (!feature) return bad(file, fmt::format("no feature of county {}", county.value));
  element geometry, coordinates;
  std::string_view type;
  if ((*feature)["geometry"].get(geometry) != simdjson::SUCCESS || geometry["type"].get(type) != simdjson::SUCCESS ||
      (type != "Polygon" && type != "MultiPolygon") || geometry["coordinates"].get(coordinates) != simdjson::SUCCESS)
    return bad(file, "no Polygon or MultiPolygon");
  std::string converted;
  if (!write_converted(coordinates, converted)) return bad(file, "a coordinate that is none");

  Boundary boundary;
  std::string_view name;
  if ((*feature)["properties"]["name"].get(name) == simdjson::SUCCESS) boundary.county_name = name;
  boundary.geometry.geojson = fmt::format(R"({{"type":"{}","coordinates":{}}})", type, converted);
  boundary.geometry.raw = simdjson::minify(geometry);
  boundary.geometry.raw_crs = "gcj02";
  element centre;
  if ((*feature)["properties"]["cp"].get(centre) == simdjson::SUCCESS)
    if (const auto at = position(centre)) boundary.centre = gcj02_to_wgs84(*at);
  return boundary;
}

}  // namespace mashang::places
