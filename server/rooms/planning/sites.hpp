// Where service points should be, and who is served by which: p-median, with capacities, and capacitated clusters.
//
// Three problems that counties have: charging points, collection points and service rooms at `count` of given places,
// so that the distance to the one that serves is least (p-median; with capacities when a site can serve only so much),
// and groups around their own middle (capacitated centred clustering). docs/develop/siting.md holds the mathematics.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "rooms/planning/grid_problem.hpp"

namespace mashang::planning {

/// What it costs to serve one unit of weight of a demand from a candidate; kept candidate by candidate.
class CostTable {
 public:
  CostTable() = default;
  CostTable(std::int32_t demands, std::int32_t candidates)
      : demands_(demands), candidates_(candidates), costs_(static_cast<std::size_t>(demands) * candidates) {}
  [[nodiscard]] std::int32_t demands() const { return demands_; }
  [[nodiscard]] std::int32_t candidates() const { return candidates_; }
  [[nodiscard]] double at(std::int32_t demand, std::int32_t candidate) const { return of(candidate)[demand]; }
  [[nodiscard]] std::span<const double> of(std::int32_t candidate) const {
    return std::span(costs_).subspan(static_cast<std::size_t>(candidate) * demands_, demands_);
  }
  void set(std::int32_t demand, std::int32_t candidate, double cost) {
    costs_[static_cast<std::size_t>(candidate) * demands_ + demand] = cost;
  }

 private:
  std::int32_t demands_ = 0;
  std::int32_t candidates_ = 0;
  std::vector<double> costs_;
};

enum class Metric { euclidean, euclidean_floored };  ///< floored: rounded down to whole units, as the OR-Library does
[[nodiscard]] CostTable distances(std::span<const Spot> demands, std::span<const Spot> candidates, Metric metric);

struct Edge {
  std::int32_t from = 0;
  std::int32_t to = 0;
  double length = 0;
};
/// Shortest paths between all vertices of a graph whose edges go both ways. Fails with planning.sites_bad_problem for
/// an edge that makes no sense, and when the graph is in pieces.
[[nodiscard]] Result<CostTable> shortest_paths(std::int32_t vertices, std::span<const Edge> edges);

/// p-median: open `count` candidates and give each demand to one of them. Empty `weights` and `amounts` stand for ones,
/// empty `capacities` for no limit.
struct MedianProblem {
  CostTable costs;
  std::vector<double> weights;     ///< of demands: what their cost is multiplied by
  std::vector<double> amounts;     ///< of demands: what they take of a site's capacity
  std::vector<double> capacities;  ///< of candidates
  std::int32_t count = 1;
};

/// Capacitated centred clustering: at most `count` groups, the cost of each the distance of its members to their
/// weighted mean point.
struct ClusterProblem {
  std::vector<Spot> spots;
  std::vector<double> weights;  ///< empty: ones
  std::vector<double> amounts;  ///< empty: ones
  std::optional<double> capacity;
  std::int32_t count = 1;
};

struct SitePlan {
  std::vector<std::int32_t> candidates;  ///< p-median: the candidate of each site, ascending
  std::vector<Spot> centres;             ///< clusters: the mean point of each
  std::vector<std::int32_t> site_of;     ///< of each demand, an index into the above
  double cost = 0;
  std::optional<double> lower_bound;  ///< no plan costs less; absent when none is known
};

struct SiteFigures {
  std::int32_t demands = 0;
  double load = 0;  ///< their amounts
  double cost = 0;
};
[[nodiscard]] std::vector<SiteFigures> figures_of(const MedianProblem& problem, const SitePlan& plan);
[[nodiscard]] std::vector<SiteFigures> figures_of(const ClusterProblem& problem, const SitePlan& plan);

struct SiteProgress {
  double seconds = 0;
  double cost = 0;  ///< of the best so far
  std::span<const std::int32_t> site_of;
};

/// At least one of `seconds` and `steps` is above 0. Work bounded by steps alone gives the same plan for the same seed.
struct SiteOptions {
  std::uint64_t seed = 1;
  double seconds = 10;     ///< of wall clock; 0: no bound
  std::int64_t steps = 0;  ///< of about a tenth of a millisecond each; 0: no bound
  const std::atomic<bool>* cancelled = nullptr;
  std::function<void(const SiteProgress&)> progress;  ///< called from the solving thread at each better plan
};

/// Why no plan exists, as far as sums can tell.
struct SiteObstacle {
  enum class Kind {
    demand_too_large,  ///< `demand` needs `amount` more than the largest capacity
    capacity_short     ///< all demands need `amount` more than the `count` largest capacities
  };
  Kind kind = Kind::capacity_short;
  std::int32_t demand = kNone;
  double amount = 0;
};
[[nodiscard]] std::vector<SiteObstacle> obstacles_of(const MedianProblem& problem);
[[nodiscard]] std::vector<SiteObstacle> obstacles_of(const ClusterProblem& problem);
[[nodiscard]] std::string described(const SiteObstacle& obstacle);

/// The best plan found; at once when it is proven optimal. Fails with planning.sites_bad_problem (values that make no
/// sense, in `detail` which), planning.sites_infeasible (in `detail` the obstacles, or that no packing exists) and
/// planning.sites_not_found when the bounds ended before any plan within capacities was met.
[[nodiscard]] Result<SitePlan> place_sites(const MedianProblem& problem, const SiteOptions& options);
[[nodiscard]] Result<SitePlan> cluster(const ClusterProblem& problem, const SiteOptions& options);

}  // namespace mashang::planning
