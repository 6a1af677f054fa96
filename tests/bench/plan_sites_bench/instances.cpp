// Reads the formats of the three collections.
#include "bench/plan_sites_bench/instances.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <map>
#include <memory>
#include <sstream>

namespace mashang::bench {
namespace {

using planning::Spot;

constexpr double kClusteringReferences[] = {17363.47, 33181.65,  45382.76,  40745.91, 62053.62,
                                            52340.26, 3024.9954, 6384.3919, 1251.45,  4474.52,
                                            5356.58,  6240.67,   5730.28,   9069.85,  8106.76};

/// A file as text, unpacked where it is packed.
std::optional<std::istringstream> text_of(const std::string& path) {
  struct Close {
    void operator()(gzFile_s* file) const { gzclose(file); }
  };
  const std::unique_ptr<gzFile_s, Close> file(gzopen(path.c_str(), "rb"));
  if (!file) return std::nullopt;
  std::string text;
  char block[65536];
  for (int size = 0; (size = gzread(file.get(), block, sizeof block)) > 0;) text.append(block, size);
  return std::istringstream(text);
}

std::optional<Instance> read_pmed(const std::string& folder, const std::string& name) {
  auto in = text_of(fmt::format("{}/pmedian_orlib/{}.txt.gz", folder, name));
  auto optima = text_of(folder + "/pmedian_orlib/pmedopt.txt");
  if (!in || !optima) return std::nullopt;
  Instance instance{name, 0, {}};
  for (std::string word; *optima >> word;)
    if (word == name) *optima >> instance.reference;
  std::int32_t vertices = 0;
  std::int32_t edges = 0;
  planning::MedianProblem problem;
  *in >> vertices >> edges >> problem.count;
  std::map<std::pair<std::int32_t, std::int32_t>, double> lengths;
  std::int32_t from = 0;
  std::int32_t to = 0;
  for (double length = 0; *in >> from >> to >> length;) lengths[std::minmax(from - 1, to - 1)] = length;
  std::vector<planning::Edge> links;
  for (const auto& [ends, length] : lengths) links.push_back({ends.first, ends.second, length});
  auto costs = planning::shortest_paths(vertices, links);
  if (!costs) return std::nullopt;
  problem.costs = std::move(*costs);
  instance.problem = std::move(problem);
  return instance;
}

std::optional<Instance> read_pmedcap(const std::string& folder, const std::string& name) {
  const int number = std::stoi(name.substr(std::string_view("pmedcap").size()));
  auto in = text_of(fmt::format("{}/capacitated_pmedian_orlib/pmedcap_{:02}.txt", folder, number));
  if (!in) return std::nullopt;
  Instance instance{name, 0, {}};
  planning::MedianProblem problem;
  std::string ignored;
  std::size_t demands = 0;
  double capacity = 0;
  *in >> ignored >> instance.reference >> demands >> problem.count >> capacity;
  std::vector<Spot> spots(demands);
  problem.amounts.resize(demands);
  problem.capacities.assign(demands, capacity);
  for (std::size_t i = 0; i < demands; ++i) *in >> ignored >> spots[i].x >> spots[i].y >> problem.amounts[i];
  if (!*in) return std::nullopt;
  problem.costs = planning::distances(spots, spots, planning::Metric::euclidean_floored);
  instance.problem = std::move(problem);
  return instance;
}

std::optional<Instance> read_clustering(const std::string& folder, const std::string& name) {
  auto in = text_of(fmt::format("{}/capacitated_clustering/{}.dat", folder, name));
  const auto names = clustering_names();
  const auto which = std::ranges::find(names, name) - names.begin();
  if (!in || which == static_cast<std::ptrdiff_t>(names.size())) return std::nullopt;
  planning::ClusterProblem problem;
  std::size_t demands = 0;
  *in >> demands >> problem.count;
  problem.spots.resize(demands);
  problem.amounts.resize(demands);
  problem.capacity = 0;
  for (std::size_t i = 0; i < demands; ++i)
    *in >> problem.spots[i].x >> problem.spots[i].y >> *problem.capacity >> problem.amounts[i];
  if (!*in) return std::nullopt;
  return Instance{name, kClusteringReferences[which], std::move(problem)};
}

}  // namespace

std::vector<std::string> pmed_names() {
  std::vector<std::string> names;
  for (int number = 1; number <= 40; ++number) names.push_back(fmt::format("pmed{}", number));
  return names;
}

std::vector<std::string> pmedcap_names() {
  std::vector<std::string> names;
  for (int number = 1; number <= 20; ++number) names.push_back(fmt::format("pmedcap{}", number));
  return names;
}

std::vector<std::string> clustering_names() {
  return {"SJC1", "SJC2", "SJC3a", "SJC3b", "SJC4a", "SJC4b", "doni1", "doni2",
          "TA25", "TA50", "TA60",  "TA70",  "TA80",  "TA90",  "TA100"};
}

std::optional<Instance> read_instance(const std::string& folder, const std::string& name) {
  if (name.starts_with("pmedcap")) return read_pmedcap(folder, name);
  if (name.starts_with("pmed")) return read_pmed(folder, name);
  return read_clustering(folder, name);
}

}  // namespace mashang::bench
