// A plan of sites as a table, as a map and as figures.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "site_files.hpp"

namespace mashang::commands {

struct ChosenSite {
  std::string name;
  planning::Spot at;  ///< on the axes of the demands' file
  std::optional<double> capacity;
  planning::SiteFigures figures;
};

struct SiteAnswer {
  const SitePoints* demands = nullptr;
  std::vector<ChosenSite> sites;
  std::vector<std::int32_t> site_of;  ///< of each demand, from 0
  double cost = 0;
  std::optional<double> lower_bound;
};

/// First the sites, numbered from 1, then the demands in the order of their file.
[[nodiscard]] std::string as_csv(const SiteAnswer& answer);
[[nodiscard]] std::string as_geojson(const SiteAnswer& answer);
/// Cost, bound, gap and each site's load as one JSON object.
[[nodiscard]] std::string report_on(const SiteAnswer& answer, double seconds);

}  // namespace mashang::commands
