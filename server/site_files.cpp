// Reads CSV and GeoJSON; says of the first bad row where it is and what is wrong with it.
#include "site_files.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <numbers>
#include <sstream>

#include "core/csv.hpp"
#include "core/text.hpp"

namespace mashang::commands {
namespace {

tl::unexpected<Error> bad_row(const std::string& file, std::int32_t line, std::string_view reason) {
  return failure(ErrorKind::unprocessable, "planning.sites_bad_row", fmt::format("{}:{}: {}", file, line, reason));
}

/// What is wrong with a point, "" when nothing is.
std::string_view fault_of(const SitePoint& point, Axes axes) {
  if (!std::isfinite(point.at.x) || !std::isfinite(point.at.y)) return "a coordinate is not a number";
  if (axes == Axes::earth && (std::abs(point.at.x) > 180 || std::abs(point.at.y) > 90)) return "not a place on earth";
  if (!std::isfinite(point.demand) || point.demand < 0) return "the demand is not a number of at least 0";
  if (point.capacity && (!std::isfinite(*point.capacity) || *point.capacity < 0))
    return "the capacity is not a number of at least 0";
  return "";
}

/// NaN for what is no number.
double number_of(const std::string& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : std::nan("");
}

/// Which column holds what; -1 for none.
struct Columns {
  std::ptrdiff_t x = -1, y = -1, demand = -1, capacity = -1, name = -1;
};

class CsvReader {
 public:
  explicit CsvReader(const std::string& file) { found_.file = file; }

  Result<SitePoints> read(std::string_view rest) {
    if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
    for (std::int32_t number = 1; !rest.empty(); ++number) {
      std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (number > 1 && text::trim(line).empty()) continue;
      const auto fields = csv::fields_of(line);
      if (!fields) return bad_row(found_.file, number, "a quote is left open");
      const std::string_view fault = number == 1 ? read_header(*fields) : read_row(*fields, number);
      if (!fault.empty()) return bad_row(found_.file, number, fault);
    }
    return std::move(found_);
  }

 private:
  std::string_view read_header(const std::vector<std::string>& fields) {
    const auto at = [&](std::string_view name) {
      const auto found = std::ranges::find(fields, name);
      return found == fields.end() ? -1 : found - fields.begin();
    };
    found_.axes = at("lon") >= 0 ? Axes::earth : Axes::plane;
    columns_ = found_.axes == Axes::earth ? Columns{at("lon"), at("lat")} : Columns{at("x"), at("y")};
    columns_.demand = at("demand");
    columns_.capacity = at("capacity");
    columns_.name = at("name");
    width_ = fields.size();
    return columns_.x < 0 || columns_.y < 0 ? "the header names neither x and y nor lon and lat" : "";
  }

  std::string_view read_row(const std::vector<std::string>& fields, std::int32_t line) {
    if (fields.size() != width_) return "not as many fields as the header has";
    SitePoint point;
    point.line = line;
    point.at = {number_of(fields[columns_.x]), number_of(fields[columns_.y])};
    if (columns_.demand >= 0) point.demand = number_of(fields[columns_.demand]);
    if (columns_.capacity >= 0 && !fields[columns_.capacity].empty())
      point.capacity = number_of(fields[columns_.capacity]);
    if (columns_.name >= 0) point.name = fields[columns_.name];
    found_.points.push_back(point);
    return fault_of(point, found_.axes);
  }

  SitePoints found_;
  Columns columns_;
  std::size_t width_ = 0;
};

using Element = simdjson::dom::element;

/// A property as a number: NaN when it is something else, `missing` when it is not there.
double property(const Element& feature, std::string_view name, double missing) {
  Element found;
  if (feature["properties"][name].get(found) != simdjson::SUCCESS || found.is_null()) return missing;
  double number = 0;
  return found.get(number) == simdjson::SUCCESS ? number : std::nan("");
}

std::string_view read_feature(const Element& feature, SitePoints& found, std::int32_t number) {
  std::string_view type;
  if (feature["geometry"]["type"].get(type) != simdjson::SUCCESS || type != "Point") return "not a Point";
  SitePoint point;
  point.line = number;
  if (feature["geometry"]["coordinates"].at(0).get(point.at.x) != simdjson::SUCCESS ||
      feature["geometry"]["coordinates"].at(1).get(point.at.y) != simdjson::SUCCESS)
    return "coordinates are missing";
  point.demand = property(feature, "demand", 1);
  Element capacity;
  if (feature["properties"]["capacity"].get(capacity) == simdjson::SUCCESS && !capacity.is_null())
    point.capacity = property(feature, "capacity", 0);
  std::string_view name;
  if (feature["properties"]["name"].get(name) == simdjson::SUCCESS) point.name = name;
  found.points.push_back(point);
  return fault_of(point, Axes::earth);
}

Result<SitePoints> read_geojson(const std::string& file, const std::string& content) {
  simdjson::dom::parser parser;
  simdjson::dom::array features;
  Element root;
  if (parser.parse(content).get(root) != simdjson::SUCCESS) return bad_row(file, 1, "not JSON");
  if (root["features"].get(features) != simdjson::SUCCESS) return bad_row(file, 1, "not a FeatureCollection");
  SitePoints found{.file = file, .axes = Axes::earth, .points = {}};
  std::int32_t number = 0;
  for (const Element feature : features)
    if (const auto fault = read_feature(feature, found, ++number); !fault.empty()) return bad_row(file, number, fault);
  return found;
}

}  // namespace

Result<SitePoints> read_site_points(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream all;
  if (in) all << in.rdbuf();
  if (!in) return failure(ErrorKind::not_found, "planning.sites_unreadable", file);
  const std::string content = all.str();
  if (!text::is_utf8(content)) return bad_row(file, 1, "not UTF-8");
  auto found = text::trim(content).starts_with('{') ? read_geojson(file, content) : CsvReader(file).read(content);
  if (found && found->points.empty()) return bad_row(file, 1, "no points");
  return found;
}

SitePlane::SitePlane(const SitePoints& points) {
  if (points.axes == Axes::plane) return;
  constexpr double kEarthRadius = 6371008.8;
  constexpr double kDegree = std::numbers::pi / 180;
  for (const SitePoint& point : points.points) middle_ = {middle_.x + point.at.x, middle_.y + point.at.y};
  const auto count = static_cast<double>(points.points.size());
  middle_ = {middle_.x / count, middle_.y / count};
  metres_ = {kEarthRadius * kDegree * std::cos(middle_.y * kDegree), kEarthRadius * kDegree};
}

planning::Spot SitePlane::flat(planning::Spot at) const {
  return {(at.x - middle_.x) * metres_.x, (at.y - middle_.y) * metres_.y};
}

planning::Spot SitePlane::back(planning::Spot flat) const {
  return {flat.x / metres_.x + middle_.x, flat.y / metres_.y + middle_.y};
}

std::vector<planning::Spot> SitePlane::flat(const SitePoints& points) const {
  std::vector<planning::Spot> spots;
  for (const SitePoint& point : points.points) spots.push_back(flat(point.at));
  return spots;
}

}  // namespace mashang::commands
