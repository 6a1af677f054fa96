// Points for siting, read from a county's own tables and maps.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "rooms/planning/sites.hpp"

namespace mashang::commands {

struct SitePoint {
  planning::Spot at;  ///< as in the file: x and y, or longitude and latitude
  double demand = 1;
  std::optional<double> capacity;  ///< of a candidate
  std::string name;
  std::int32_t line = 0;  ///< of the file; of GeoJSON the number of the feature
};

enum class Axes { plane, earth };  ///< earth: WGS-84

struct SitePoints {
  std::string file;
  Axes axes = Axes::plane;
  std::vector<SitePoint> points;
};

/// CSV with a header line (x and y, or lon and lat; demand, capacity and name where there are such columns), or a
/// GeoJSON FeatureCollection of Points with the same properties. Fails with planning.sites_unreadable and
/// planning.sites_bad_row, in `detail` file, line and reason.
[[nodiscard]] Result<SitePoints> read_site_points(const std::string& file);

/// Metres on a plane that touches the earth at the points' middle; a plane's own units stay as they are.
class SitePlane {
 public:
  explicit SitePlane(const SitePoints& points);
  [[nodiscard]] planning::Spot flat(planning::Spot at) const;
  [[nodiscard]] planning::Spot back(planning::Spot flat) const;
  [[nodiscard]] std::vector<planning::Spot> flat(const SitePoints& points) const;

 private:
  planning::Spot middle_;
  planning::Spot metres_{1, 1};  ///< of one unit of either axis
};

}  // namespace mashang::commands
