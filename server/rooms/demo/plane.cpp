// From the plan's metres to WGS-84 and GeoJSON.
#include "rooms/demo/plane.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <numbers>

namespace mashang::demo {
namespace {

constexpr places::Point kCentre{109.70, 26.58};  // about where the county town lies
constexpr double kMetresPerDegree = 111'320.0;

Metre bent(Metre at) {
  constexpr double kTurn = 11.0 * std::numbers::pi / 180.0;
  const Metre turned{at.x * std::cos(kTurn) - at.y * std::sin(kTurn), at.x * std::sin(kTurn) + at.y * std::cos(kTurn)};
  return {turned.x + 45.0 * std::sin(turned.y / 700.0 + 0.6), turned.y + 35.0 * std::sin(turned.x / 900.0)};
}

std::string positions(const std::vector<Metre>& corners) {
  std::string json;
  for (const Metre& corner : corners) {
    const places::Point at = on_earth(corner);
    fmt::format_to(std::back_inserter(json), "{}[{:.6f},{:.6f}]", json.empty() ? "" : ",", at.lon, at.lat);
  }
  return json;
}

}  // namespace

Outline rectangle(Metre low, Metre high) { return {low, {high.x, low.y}, high, {low.x, high.y}}; }

Metre centre_of(const Outline& outline) {
  Metre sum;
  for (const Metre& corner : outline) sum = {sum.x + corner.x, sum.y + corner.y};
  const auto n = static_cast<double>(outline.size());
  return {sum.x / n, sum.y / n};
}

places::Point on_earth(Metre at) {
  const Metre moved = bent(at);
  const double lat = kCentre.lat + moved.y / kMetresPerDegree;
  const double lon = kCentre.lon + moved.x / (kMetresPerDegree * std::cos(kCentre.lat * std::numbers::pi / 180.0));
  return {std::round(lon * 1e6) / 1e6, std::round(lat * 1e6) / 1e6};
}

std::string polygon_json(const Outline& outline) {
  std::vector<Metre> ring = outline;
  ring.push_back(outline.front());
  return R"({"type":"Polygon","coordinates":[[)" + positions(ring) + "]]}";
}

std::string line_json(const std::vector<Metre>& line) {
  return R"({"type":"LineString","coordinates":[)" + positions(line) + "]}";
}

}  // namespace mashang::demo
