// GeoJSON as RFC 7946 has it, one feature after another, so that a mistake has a line.
#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/json.hpp"
#include "rooms/planning/plan_file.hpp"
#include "rooms/planning/plan_words.hpp"

namespace mashang::planning {
namespace {

using simdjson::dom::element;

Result<Spot> spot_of(element position) {
  double x = 0, y = 0;
  if (position.at(0).get(x) != simdjson::SUCCESS || position.at(1).get(y) != simdjson::SUCCESS || std::abs(x) > 180 ||
      std::abs(y) > 90)
    return failure(ErrorKind::unprocessable, "planning.bad_file", "a position is no longitude and latitude");
  return Spot{x, y};
}

Result<std::vector<Spot>> spots_of(element positions) {
  std::vector<Spot> spots;
  simdjson::dom::array array;
  if (positions.get(array) != simdjson::SUCCESS)
    return failure(ErrorKind::unprocessable, "planning.bad_file", "coordinates are missing");
  for (const element position : array) {
    const auto spot = spot_of(position);
    if (!spot) return failure(spot.error());
    spots.push_back(*spot);
  }
  return spots;
}

/// Centre of gravity of a ring; the mean of its corners where it has no area.
Spot middle_of(const std::vector<Spot>& ring) {
  double area = 0, x = 0, y = 0;
  Spot mean;
  const Spot first = ring.front();
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const Spot a{ring[i].x - first.x, ring[i].y - first.y}, b{ring[i + 1].x - first.x, ring[i + 1].y - first.y};
    const double cross = a.x * b.y - b.x * a.y;
    area += cross;
    x += (a.x + b.x) * cross;
    y += (a.y + b.y) * cross;
  }
  for (const Spot corner : ring)
    mean = {mean.x + corner.x / static_cast<double>(ring.size()), mean.y + corner.y / static_cast<double>(ring.size())};
  return std::abs(area) < 1e-16 ? mean : Spot{first.x + x / (3 * area), first.y + y / (3 * area)};
}

class Features {
 public:
  Result<void> read(std::string_view json) {
    element feature, geometry;
    std::string_view type;
    if (parser_.parse(json.data(), json.size()).get(feature) != simdjson::SUCCESS) return bad("this is no JSON");
    if (feature["geometry"].get(geometry) != simdjson::SUCCESS || geometry["type"].get(type) != simdjson::SUCCESS)
      return bad("a geometry is missing");
    const auto coordinates = geometry["coordinates"];
    element given;
    if (coordinates.get(given) != simdjson::SUCCESS) return bad("coordinates are missing");
    if (type == "LineString" || type == "MultiLineString") return read_barriers(feature, given, type == "LineString");
    element ring = given;
    if (type == "Point") return read_building(feature, spot_of(given));
    if (type == "MultiPolygon" && given.at(0).get(ring) != simdjson::SUCCESS) return bad("a polygon is empty");
    if (type != "Polygon" && type != "MultiPolygon")
      return bad(fmt::format("a {} is neither building nor barrier", type));
    if (ring.at(0).get(ring) != simdjson::SUCCESS) return bad("a polygon is empty");
    const auto corners = spots_of(ring);
    if (!corners) return failure(corners.error());
    if (corners->empty()) return bad("a polygon is empty");
    return read_building(feature, middle_of(*corners));
  }

  PlanFile take() {
    file_.grids = grids_.words();
    return std::move(file_);
  }

 private:
  static tl::unexpected<Error> bad(std::string what) {
    return failure(ErrorKind::unprocessable, "planning.bad_file", std::move(what));
  }

  Result<void> read_barriers(element feature, element coordinates, bool is_one) {
    file_.others.push_back(simdjson::to_string(feature));
    const auto add = [&](element line) -> Result<void> {
      auto spots = spots_of(line);
      if (!spots) return failure(spots.error());
      file_.problem.barriers.push_back(std::move(*spots));
      return {};
    };
    if (is_one) return add(coordinates);
    simdjson::dom::array lines;
    if (coordinates.get(lines) != simdjson::SUCCESS) return bad("coordinates are missing");
    for (const element line : lines)
      if (auto added = add(line); !added) return added;
    return {};
  }

  Result<void> read_building(element feature, const Result<Spot>& at) {
    if (!at) return failure(at.error());
    Building building{.at = *at};
    std::string kept = fmt::format("{{\"type\":\"Feature\",\"geometry\":{},\"properties\":{{",
                                   simdjson::to_string(feature["geometry"].value()));
    simdjson::dom::object properties;
    if (feature["properties"].get(properties) != simdjson::SUCCESS) return bad("properties are missing");
    for (const auto [name, value] : properties) {
      if (auto read = read_property(building, name, value); !read) return read;
      if (name != "grid") kept += fmt::format("{}:{},", text_json(name), simdjson::to_string(value));
    }
    file_.problem.buildings.push_back(building);
    file_.buildings.push_back(std::move(kept));
    return {};
  }

  Result<void> read_property(Building& building, std::string_view name, element value) {
    if (value.is_null()) return {};
    if (name == "households") {
      std::int64_t households = 0;
      if (value.get(households) != simdjson::SUCCESS || households < 0 || households > 1'000'000)
        return bad("households is not a whole number from 0");
      building.households = static_cast<std::int32_t>(households);
    }
    if (name == "work" && value.get(building.work) != simdjson::SUCCESS) return bad("work is not a number");
    if (name == "community") building.community = communities_.number(word_of(value));
    if (name == "compound") building.compound = compounds_.number(word_of(value));
    if (name == "grid") building.grid = grids_.number(word_of(value));
    if (name == "fixed") building.fixed = grids_.number(word_of(value));
    return {};
  }

  static std::string word_of(element value) {
    std::string_view text;
    return value.get(text) == simdjson::SUCCESS ? std::string(text) : simdjson::to_string(value);
  }
  static std::string text_json(std::string_view text) {
    std::string out;
    json::Writer(out).value(text);
    return out;
  }

  simdjson::dom::parser parser_;
  PlanFile file_;
  PlanWords communities_, compounds_, grids_;
};

}  // namespace

Result<PlanFile> read_geojson(std::string_view text) {
  const simdjson::padded_string padded(text);
  std::size_t line = 1;
  const char* counted = padded.data();
  const auto fail = [&](std::string_view what) {
    return failure(ErrorKind::unprocessable, "planning.bad_file", fmt::format("line {}: {}", line, what));
  };
  const auto move_to = [&](const char* here) {
    if (here < counted || here > padded.data() + padded.size()) return;
    line += static_cast<std::size_t>(std::count(counted, here, '\n'));
    counted = here;
  };
  simdjson::ondemand::parser parser;
  simdjson::ondemand::document document;
  simdjson::ondemand::array array;
  if (parser.iterate(padded).get(document) != simdjson::SUCCESS) return fail("this is no JSON");
  if (document["features"].get(array) != simdjson::SUCCESS) return fail("this is no FeatureCollection");
  Features features;
  for (auto feature : array) {
    simdjson::ondemand::object object;
    std::string_view raw;
    if (feature.get(object) != simdjson::SUCCESS || object.raw_json().get(raw) != simdjson::SUCCESS)
      return fail("after this, the JSON is broken");
    move_to(raw.data());
    if (auto read = features.read(raw); !read) return fail(read.error().detail);
  }
  return features.take();
}

}  // namespace mashang::planning
