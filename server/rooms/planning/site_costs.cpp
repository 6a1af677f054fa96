// Cost tables: straight lines between points, shortest paths along edges.
#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>

#include "rooms/planning/sites.hpp"

namespace mashang::planning {
namespace {

Result<void> check_edges(std::int32_t vertices, std::span<const Edge> edges) {
  const auto is_vertex = [&](std::int32_t v) { return v >= 0 && v < vertices; };
  for (std::size_t k = 0; k < edges.size(); ++k)
    if (!is_vertex(edges[k].from) || !is_vertex(edges[k].to) || !std::isfinite(edges[k].length) || edges[k].length < 0)
      return failure(ErrorKind::unprocessable, "planning.sites_bad_problem", "edge " + std::to_string(k));
  return {};
}

struct Link {
  std::int32_t to;
  double length;
};
using Links = std::vector<std::vector<Link>>;

/// Dijkstra 1959.
std::vector<double> paths_from(std::int32_t source, const Links& links) {
  std::vector<double> lengths(links.size(), std::numeric_limits<double>::infinity());
  using Reached = std::pair<double, std::int32_t>;
  std::priority_queue<Reached, std::vector<Reached>, std::greater<>> queue;
  lengths[source] = 0;
  queue.emplace(0, source);
  while (!queue.empty()) {
    const auto [length, at] = queue.top();
    queue.pop();
    if (length > lengths[at]) continue;
    for (const Link& link : links[at]) {
      if (length + link.length >= lengths[link.to]) continue;
      lengths[link.to] = length + link.length;
      queue.emplace(lengths[link.to], link.to);
    }
  }
  return lengths;
}

}  // namespace

CostTable distances(std::span<const Spot> demands, std::span<const Spot> candidates, Metric metric) {
  CostTable table(static_cast<std::int32_t>(demands.size()), static_cast<std::int32_t>(candidates.size()));
  for (std::int32_t j = 0; j < table.candidates(); ++j)
    for (std::int32_t i = 0; i < table.demands(); ++i) {
      const double length = std::hypot(demands[i].x - candidates[j].x, demands[i].y - candidates[j].y);
      table.set(i, j, metric == Metric::euclidean ? length : std::floor(length));
    }
  return table;
}

Result<CostTable> shortest_paths(std::int32_t vertices, std::span<const Edge> edges) {
  if (const auto sound = check_edges(vertices, edges); !sound) return failure(sound.error());
  Links links(vertices);
  for (const Edge& edge : edges) {
    links[edge.from].push_back({edge.to, edge.length});
    links[edge.to].push_back({edge.from, edge.length});
  }
  CostTable table(vertices, vertices);
  for (std::int32_t from = 0; from < vertices; ++from) {
    const auto lengths = paths_from(from, links);
    for (std::int32_t to = 0; to < vertices; ++to) {
      if (!std::isfinite(lengths[to]))
        return failure(ErrorKind::unprocessable, "planning.sites_bad_problem",
                       "no way from vertex " + std::to_string(from) + " to vertex " + std::to_string(to));
      table.set(to, from, lengths[to]);
    }
  }
  return table;
}

}  // namespace mashang::planning
