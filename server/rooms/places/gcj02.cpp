// The GCJ-02 shift and its inverse.
#include "rooms/places/gcj02.hpp"

#include <cmath>
#include <numbers>

namespace mashang::places {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kAxis = 6'378'245.0;  // Krasovsky 1940
constexpr double kEccentricitySquared = 0.00669342162296594323;

bool is_shifted(Point at) { return at.lon >= 72.004 && at.lon <= 137.8347 && at.lat >= 0.8293 && at.lat <= 55.8271; }

double waves(double x) { return (20.0 * std::sin(6.0 * x * kPi) + 20.0 * std::sin(2.0 * x * kPi)) * 2.0 / 3.0; }

double north_metres(double x, double y) {
  const double base = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * std::sqrt(std::abs(x));
  const double swell = (20.0 * std::sin(y * kPi) + 40.0 * std::sin(y / 3.0 * kPi)) * 2.0 / 3.0;
  const double long_swell = (160.0 * std::sin(y / 12.0 * kPi) + 320.0 * std::sin(y * kPi / 30.0)) * 2.0 / 3.0;
  return base + waves(x) + swell + long_swell;
}

double east_metres(double x, double y) {
  const double base = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * std::sqrt(std::abs(x));
  const double swell = (20.0 * std::sin(x * kPi) + 40.0 * std::sin(x / 3.0 * kPi)) * 2.0 / 3.0;
  const double long_swell = (150.0 * std::sin(x / 12.0 * kPi) + 300.0 * std::sin(x / 30.0 * kPi)) * 2.0 / 3.0;
  return base + waves(x) + swell + long_swell;
}

}  // namespace

Point wgs84_to_gcj02(Point wgs) {
  if (!is_shifted(wgs)) return wgs;
  const double x = wgs.lon - 105.0, y = wgs.lat - 35.0;
  const double latitude = wgs.lat / 180.0 * kPi;
  const double w = 1.0 - kEccentricitySquared * std::sin(latitude) * std::sin(latitude);
  const double meridian = kAxis * (1.0 - kEccentricitySquared) / (w * std::sqrt(w));
  const double parallel = kAxis / std::sqrt(w) * std::cos(latitude);
  return {wgs.lon + east_metres(x, y) * 180.0 / (parallel * kPi),
          wgs.lat + north_metres(x, y) * 180.0 / (meridian * kPi)};
}

Point gcj02_to_wgs84(Point gcj) {
  constexpr int kRounds = 10;
  constexpr double kCentimetre = 1e-7;
  Point wgs = gcj;
  for (int round = 0; round < kRounds; ++round) {
    const Point shifted = wgs84_to_gcj02(wgs);
    const double east = shifted.lon - gcj.lon, north = shifted.lat - gcj.lat;
    wgs = {wgs.lon - east, wgs.lat - north};
    if (std::abs(east) < kCentimetre && std::abs(north) < kCentimetre) break;
  }
  return wgs;
}

}  // namespace mashang::places
