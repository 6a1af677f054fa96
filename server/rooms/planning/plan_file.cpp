// Coordinates made metres, plans made text.
#include "rooms/planning/plan_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/json.hpp"

namespace mashang::planning {
namespace {

constexpr double kMetresOfDegree = 6'371'008.8 * 0.017453292519943295;  // mean radius of the earth

double width_at(double latitude) { return kMetresOfDegree * std::cos(latitude * 0.017453292519943295); }

std::string text_json(std::string_view text) {
  std::string out;
  json::Writer(out).value(text);
  return out;
}

std::string cell(const std::string& word) {
  if (word.find_first_of(",\"") == std::string::npos) return word;
  std::string out = "\"";
  for (const char letter : word) out += letter == '"' ? "\"\"" : std::string(1, letter);
  return out + '"';
}

void write_grid(json::Writer& out, const PlanFile& file, const GridFigures& grid, const std::string& word) {
  const Spot middle = file.is_geographic ? Spot{file.origin.x + grid.middle.x / width_at(file.origin.y),
                                                file.origin.y + grid.middle.y / kMetresOfDegree}
                                         : grid.middle;
  out.begin_object().field("grid", word).field("buildings", std::int64_t{grid.buildings});
  out.field("households", grid.households).field("work", grid.work).field("radius", grid.radius);
  out.field("farthest", grid.farthest).key("middle").begin_array().value(middle.x).value(middle.y).end_array();
  out.end_object();
}

}  // namespace

void lay_on_plane(PlanFile& file) {
  if (!file.is_geographic || file.problem.buildings.empty()) return;
  Spot low = file.problem.buildings.front().at, high = low;
  for (const Building& building : file.problem.buildings) {
    low = {std::min(low.x, building.at.x), std::min(low.y, building.at.y)};
    high = {std::max(high.x, building.at.x), std::max(high.y, building.at.y)};
  }
  file.origin = {(low.x + high.x) / 2, (low.y + high.y) / 2};
  const auto lay = [&](Spot& at) {
    at = {(at.x - file.origin.x) * width_at(file.origin.y), (at.y - file.origin.y) * kMetresOfDegree};
  };
  for (Building& building : file.problem.buildings) lay(building.at);
  for (Barrier& barrier : file.problem.barriers)
    for (Spot& at : barrier) lay(at);
}

std::vector<std::string> grid_words(const PlanFile& file, std::int32_t grids) {
  std::vector<std::string> words(file.grids.begin(),
                                 file.grids.begin() + std::min<std::ptrdiff_t>(grids, std::ssize(file.grids)));
  const std::set<std::string> taken(file.grids.begin(), file.grids.end());
  for (int next = 1; std::ssize(words) < grids; ++next)
    if (auto word = std::to_string(next); !taken.contains(word)) words.push_back(std::move(word));
  return words;
}

std::string write_plan(const PlanFile& file, const GridPlan& plan, std::string_view report) {
  const std::vector<std::string> words = grid_words(file, plan.grids);
  const auto word = [&](std::size_t building) -> const std::string& {
    return words[static_cast<std::size_t>(plan.grid_of[building])];
  };
  if (file.format == PlanFormat::csv) {
    std::string out = file.head + "grid\n";
    for (std::size_t i = 0; i < file.buildings.size(); ++i) out += file.buildings[i] + cell(word(i)) + "\n";
    return out;
  }
  std::string out = "{\"type\":\"FeatureCollection\",\"report\":";
  out += report;
  out += ",\"features\":[";
  for (std::size_t i = 0; i < file.buildings.size(); ++i)
    out += fmt::format("{}\n{}\"grid\":{}}}}}", i > 0 ? "," : "", file.buildings[i], text_json(word(i)));
  for (const std::string& other : file.others) out += ",\n" + other;
  return out + "\n]}\n";
}

std::string report_json(const PlanFile& file, const GridReport& report) {
  const std::vector<std::string> words = grid_words(file, static_cast<std::int32_t>(report.grids.size()));
  std::string text;
  json::Writer out(text);
  out.begin_object().field("cost", report.cost).field("lower_bound", report.lower_bound).key("terms").begin_array();
  for (const Term& term : report.terms) {
    out.begin_object().field("measure", to_word(term.measure)).field("unit", unit_of(term.measure));
    out.field("value", term.value).field("lower_bound", term.lower_bound).field("weight", term.weight).end_object();
  }
  out.end_array().key("violations").begin_array();
  for (const Violation& each : report.violations) {
    out.begin_object().field("fault", to_word(each.fault)).field("amount", each.amount);
    if (each.grid != kNone) out.field("grid", words[static_cast<std::size_t>(each.grid)]);
    if (each.building != kNone) out.field("building", std::int64_t{each.building});
    out.end_object();
  }
  out.end_array().key("grids").begin_array();
  for (const GridFigures& grid : report.grids) write_grid(out, file, grid, words[static_cast<std::size_t>(grid.grid)]);
  out.end_array().end_object();
  return text;
}

std::string links_csv(const Neighbourhood& neighbourhood) {
  std::string out = "one,other\n";
  for (std::int32_t one = 0; one < neighbourhood.links.size(); ++one)
    for (const std::int32_t other : neighbourhood.links.of(one))
      if (one < other) out += fmt::format("{},{}\n", one, other);
  return out;
}

}  // namespace mashang::planning
