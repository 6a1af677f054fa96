// Townships, villages and communities with their national codes, and the county's boundary, as read from files. Pure.
//
// A CSV file has a header with the columns `code` and `name` (others are ignored). 9 digits are a township, 12 a
// village or community (rules for administrative codes of statistics, National Bureau of Statistics). Every bad line is
// named: "villages.csv:17: places.divisions_bad_code".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "rooms/places/places.hpp"

namespace mashang::places {

struct TextFile {
  std::string name;
  std::string text;
};

struct Division {
  PlaceKind kind = PlaceKind::township;
  std::string code;
  std::string name;      ///< as spoken: 江东街社区, 友谊村
  std::string official;  ///< as in the register: 江东街社区居委会
};

struct Boundary {
  std::string county_name;
  Geometry geometry;
  std::optional<Point> centre;
};

struct Divisions {
  std::vector<Division> townships;
  std::vector<Division> communities;  ///< villages too
  std::optional<Boundary> boundary;
};

/// Codes: places.divisions_invalid_utf8, places.divisions_bad_header, places.divisions_bad_line,
/// places.divisions_bad_code, places.divisions_other_county, places.divisions_no_name, places.divisions_repeated_code,
/// places.divisions_unknown_township, places.divisions_empty. The error carries the first bad line's code; its detail
/// lists the first twenty.
[[nodiscard]] Result<Divisions> parse_divisions(const std::vector<TextFile>& files, CountyCode county);

/// A FeatureCollection or Feature with a Polygon or MultiPolygon of the county in GCJ-02.
/// Fails with places.bad_boundary.
[[nodiscard]] Result<Boundary> parse_boundary(const TextFile& file, CountyCode county);

/// Rounds to six decimals (about 0.1 m), which is finer than any source.
[[nodiscard]] std::string coordinate_json(Point at);

}  // namespace mashang::places
