// The made-up town is drawn in metres on a plane and then laid on the earth.
#pragma once

#include <string>
#include <vector>

#include "rooms/places/places.hpp"

namespace mashang::demo {

/// Metres east and north of the town's centre, before the streets are bent.
struct Metre {
  double x = 0;
  double y = 0;
};
/// Corners in order, the first not repeated.
using Outline = std::vector<Metre>;

[[nodiscard]] Outline rectangle(Metre low, Metre high);
[[nodiscard]] Metre centre_of(const Outline& outline);

/// Turns the plan a little and bends its streets as a river town's are, then gives WGS-84. The bending is smooth and
/// one-to-one, so what does not overlap on the plan does not overlap on the earth.
[[nodiscard]] places::Point on_earth(Metre at);
/// A GeoJSON polygon, rounded to six decimals (about 0.1 m).
[[nodiscard]] std::string polygon_json(const Outline& outline);
/// A GeoJSON line, rounded alike.
[[nodiscard]] std::string line_json(const std::vector<Metre>& line);

}  // namespace mashang::demo
