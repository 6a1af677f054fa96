// Writes a plan of sites as CSV, GeoJSON and a report.
#include "site_answer.hpp"

#include <fmt/format.h>

#include <iterator>

#include "core/csv.hpp"
#include "core/json.hpp"

namespace mashang::commands {
namespace {

/// One row of either form.
struct Row {
  std::string_view role;
  const std::string* name;
  planning::Spot at;
  double amount;  ///< a demand's own, a site's load
  std::size_t site;
};

std::vector<Row> rows_of(const SiteAnswer& answer) {
  std::vector<Row> rows;
  for (std::size_t k = 0; k < answer.sites.size(); ++k) {
    const ChosenSite& site = answer.sites[k];
    rows.push_back({"site", &site.name, site.at, site.figures.load, k + 1});
  }
  for (std::size_t i = 0; i < answer.site_of.size(); ++i) {
    const SitePoint& point = answer.demands->points[i];
    rows.push_back({"demand", &point.name, point.at, point.demand, static_cast<std::size_t>(answer.site_of[i]) + 1});
  }
  return rows;
}

}  // namespace

std::string as_csv(const SiteAnswer& answer) {
  std::string csv =
      answer.demands->axes == Axes::earth ? "role,name,lon,lat,demand,site\n" : "role,name,x,y,demand,site\n";
  for (const Row& row : rows_of(answer))
    fmt::format_to(std::back_inserter(csv), "{},{},{},{},{},{}\n", row.role, csv::quoted(*row.name), row.at.x, row.at.y,
                   row.amount, row.site);
  return csv;
}

std::string as_geojson(const SiteAnswer& answer) {
  std::string text;
  json::Writer out(text);
  out.begin_object().field("type", "FeatureCollection").key("features").begin_array();
  for (const Row& row : rows_of(answer)) {
    out.begin_object().field("type", "Feature").key("geometry").begin_object().field("type", "Point");
    out.key("coordinates").begin_array().value(row.at.x).value(row.at.y).end_array().end_object();
    out.key("properties").begin_object().field("role", row.role).field("name", *row.name).field("demand", row.amount);
    out.field("site", static_cast<std::int64_t>(row.site)).end_object().end_object();
  }
  out.end_array().end_object();
  return text + "\n";
}

std::string report_on(const SiteAnswer& answer, double seconds) {
  std::string text;
  json::Writer out(text);
  out.begin_object().field("demands", static_cast<std::int64_t>(answer.site_of.size())).field("cost", answer.cost);
  out.field("lower_bound", answer.lower_bound);
  std::optional<double> gap;
  if (answer.lower_bound) gap = answer.cost > 0 ? (answer.cost - *answer.lower_bound) / answer.cost : 0;
  out.field("gap", gap).field("seconds", seconds).key("sites").begin_array();
  for (std::size_t k = 0; k < answer.sites.size(); ++k) {
    const ChosenSite& site = answer.sites[k];
    out.begin_object().field("site", static_cast<std::int64_t>(k + 1)).field("name", site.name);
    out.field("demands", site.figures.demands).field("load", site.figures.load).field("capacity", site.capacity);
    out.field("cost", site.figures.cost).end_object();
  }
  out.end_array().end_object();
  return text;
}

}  // namespace mashang::commands
