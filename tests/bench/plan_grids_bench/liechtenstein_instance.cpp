// Real buildings; how many live in them is reckoned from their size.
#include <zlib.h>

#include <simdjson.h>
#include <algorithm>
#include <cmath>
#include <memory>

#include "bench/plan_grids_bench/instances.hpp"

namespace mashang::bench {
namespace {

using planning::Spot;

constexpr double kHouseholdArea = 120;
constexpr double kShed = 40;
constexpr double kStoreys = 2;
constexpr Spot kOrigin{9.53, 47.15};  // longitude, latitude

Spot on_plane(double longitude, double latitude) {
  constexpr double kRadius = 6'371'008.8, kDegree = 0.017453292519943295;
  return {(longitude - kOrigin.x) * kDegree * kRadius * std::cos(kOrigin.y * kDegree),
          (latitude - kOrigin.y) * kDegree * kRadius};
}

Result<std::string> unpacked(const std::string& path) {
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), gzclose);
  if (!file) return failure(ErrorKind::not_found, "planning.file_unreadable", path);
  std::string text;
  char buffer[1 << 16];
  for (int got = 0; (got = gzread(file.get(), buffer, sizeof buffer)) > 0;)
    text.append(buffer, static_cast<std::size_t>(got));
  return text;
}

/// Area and centre of the (first) outer ring.
struct Outline {
  double area = 0;
  Spot centre;
};

Outline outline_of(simdjson::dom::array ring) {
  std::vector<Spot> corners;
  for (const auto corner : ring) corners.push_back(on_plane(corner.at(0).get_double(), corner.at(1).get_double()));
  Outline outline;
  for (const Spot corner : corners)
    outline.centre = {outline.centre.x + corner.x / static_cast<double>(corners.size()),
                      outline.centre.y + corner.y / static_cast<double>(corners.size())};
  for (std::size_t i = 0; i + 1 < corners.size(); ++i)
    outline.area += (corners[i].x * corners[i + 1].y - corners[i + 1].x * corners[i].y) / 2;
  outline.area = std::abs(outline.area);
  return outline;
}

double storeys_of(simdjson::dom::element properties) {
  std::string_view text;
  if (properties["building:levels"].get(text) != simdjson::SUCCESS) return kStoreys;
  const double levels = std::atof(std::string(text).c_str());
  return levels >= 1 && levels <= 60 ? levels : kStoreys;
}

}  // namespace

Result<planning::GridProblem> liechtenstein_instance(const std::string& file) {
  const auto text = unpacked(file);
  if (!text) return failure(text.error());
  planning::GridProblem problem;
  simdjson::dom::parser parser;
  simdjson::dom::document_stream lines;
  if (parser.parse_many(*text, 1 << 22).get(lines) != simdjson::SUCCESS)
    return failure(ErrorKind::unprocessable, "planning.row_malformed", file);
  for (auto line : lines) {
    if (line.error() != simdjson::SUCCESS) return failure(ErrorKind::unprocessable, "planning.row_malformed", file);
    const simdjson::dom::element feature = line.value();
    std::string_view layer, type;
    if (feature["properties"]["layer"].get(layer) != simdjson::SUCCESS || layer != "building") continue;
    if (feature["geometry"]["type"].get(type) != simdjson::SUCCESS || !type.ends_with("Polygon")) continue;
    const auto rings = feature["geometry"]["coordinates"];
    const Outline outline = outline_of((type == "Polygon" ? rings.at(0) : rings.at(0).at(0)).get_array());
    const double flats = outline.area * storeys_of(feature["properties"]) / kHouseholdArea;
    const auto households =
        outline.area < kShed ? 0 : std::clamp<std::int32_t>(static_cast<std::int32_t>(flats), 1, 500);
    problem.buildings.push_back({.at = outline.centre, .households = households});
  }
  return problem;
}

}  // namespace mashang::bench
