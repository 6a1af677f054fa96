// Anneals several times from different beginnings, and after each run puts the best plan together from the clusters of
// all runs. The Lagrangean bound may prove a p-median optimal before the budget ends.
#include "rooms/planning/site_capacitated.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "rooms/planning/site_annealing.hpp"
#include "rooms/planning/site_bound.hpp"
#include "rooms/planning/site_cover.hpp"
#include "rooms/planning/site_mean_clusters.hpp"
#include "rooms/planning/site_median_clusters.hpp"
#include "rooms/planning/site_packing.hpp"
#include "rooms/planning/site_plan.hpp"
#include "rooms/planning/site_start.hpp"

namespace mashang::planning {
namespace {

struct Best {
  std::vector<std::int32_t> cluster_of;
  std::vector<std::int32_t> sites;
  double cost = std::numeric_limits<double>::infinity();
};

/// Runs of annealing and what they leave behind; the same for both kinds of clusters.
class CapacitatedSearch {
 public:
  /// `points` stands for the problem where a search must know what is near what.
  CapacitatedSearch(Clusters& clusters, const MedianProblem& points, const Nearness& nearness, std::uint64_t seed,
                    SiteWatch& watch)
      : clusters_(clusters),
        points_(points),
        nearness_(nearness),
        neighbours_(neighbours_of(points)),
        watch_(watch),
        random_(seed) {}

  /// Ends early once `target` is reached. The first run is short, for whoever waits for something to look at.
  void run(double target) {
    constexpr double kFirst = 0.03;
    constexpr double kEach = 0.16;
    for (double share = kFirst; !is_over(target); share = kEach) {
      anneal_once(std::min(1.0, watch_.share_used() + share));
      if (!is_over(target)) recombine();
    }
  }
  /// Where no plan within capacities was met: whether there is any, and that one.
  Result<void> settle() {
    if (!best_.cluster_of.empty()) return {};
    std::vector<std::int32_t> roomiest(points_.costs.candidates());
    std::iota(roomiest.begin(), roomiest.end(), 0);
    std::ranges::stable_sort(roomiest, std::greater<>(), [&](std::int32_t j) { return points_.capacities[j]; });
    roomiest.resize(points_.count);
    std::vector<double> rooms;
    for (const std::int32_t j : roomiest) rooms.push_back(points_.capacities[j]);
    std::vector<double> amounts;
    for (std::int32_t i = 0; i < clusters_.demands(); ++i) amounts.push_back(clusters_.amount(i));
    const Packing packing = pack(amounts, rooms);
    if (packing.answer == Packing::Answer::none)
      return failure(ErrorKind::unprocessable, "planning.sites_infeasible",
                     "the sums fit, but the demands cannot be put together so that each site has room for its own");
    if (packing.answer == Packing::Answer::unknown)
      return failure(ErrorKind::unprocessable, "planning.sites_not_found");
    adopt({.sites = roomiest, .cluster_of = packing.bin_of});
    return {};
  }
  /// A plan that costs about as much as good ones do, perhaps over capacity.
  [[nodiscard]] double rough_cost() {
    begin();
    return clusters_.cost();
  }
  [[nodiscard]] const Best& best() const { return best_; }

 private:
  [[nodiscard]] bool is_over(double target) const { return watch_.is_over() || best_.cost <= target; }

  void begin() {
    const Start start = random_start(points_, nearness_, random_, watch_);
    clusters_.set_penalty(0);
    clusters_.assign(start.cluster_of, start.sites);
  }

  void anneal_once(double until) {
    constexpr std::int64_t kMost = 40'000;  ///< proposals for each demand: more runs are better than longer ones
    begin();
    const double mean = clusters_.cost() / clusters_.demands();
    double amounts = 0;
    for (std::int32_t i = 0; i < clusters_.demands(); ++i) amounts += clusters_.amount(i);
    clusters_.set_penalty(std::max(1e-9, mean) / std::max(1e-9, amounts / clusters_.demands()));
    anneal(clusters_, neighbours_, {.hot = 0.3, .cold = 0.003, .until = until, .most = kMost * clusters_.demands()},
           random_, watch_, [&](Heat heat) {
             if (heat == Heat::cool) pool_.remember(clusters_);
             keep();
           });
  }

  void keep() {
    if (!clusters_.is_feasible() || clusters_.cost() >= best_.cost) return;
    best_ = {clusters_.assignment(), clusters_.sites(), clusters_.cost()};
    watch_.tell(best_.cost, best_.cluster_of);
  }

  /// Not when the clock would run out meanwhile, to judge by the time before.
  void recombine() {
    constexpr double kShare = 0.15;
    constexpr std::size_t kColumns = 20'000;  ///< more would keep CBC busy for too long
    if (recombining_ > watch_.seconds_left()) return;
    const double began = watch_.seconds();
    watch_.spend(100);
    const auto cover = pool_.best_cover(clusters_.demands(), clusters_.count(), best_.cost * (1 - 1e-9),
                                        {.seconds = watch_.seconds_left() * kShare, .nodes = 500});
    if (cover) adopt(together(*cover));
    if (pool_.size() > kColumns) pool_.forget();
    recombining_ = watch_.seconds() - began;
  }

  [[nodiscard]] Start together(const std::vector<ClusterPool::Column>& cover) const {
    Start plan{.sites = {}, .cluster_of = std::vector<std::int32_t>(clusters_.demands(), kNone)};
    for (std::size_t k = 0; k < cover.size(); ++k) {
      for (const std::int32_t i : cover[k].members) plan.cluster_of[i] = static_cast<std::int32_t>(k);
      plan.sites.push_back(cover[k].site);
    }
    // Clusters that nobody needs stand at places that nobody uses.
    for (std::int32_t j = 0; static_cast<std::int32_t>(plan.sites.size()) < clusters_.count(); ++j)
      if (std::ranges::find(plan.sites, j) == plan.sites.end()) plan.sites.push_back(j);
    return plan;
  }

  /// Takes over a plan within capacities.
  void adopt(const Start& plan) {
    constexpr double kForbidding = 1e15;  ///< no site moves to where there is too little room
    clusters_.set_penalty(kForbidding);
    clusters_.assign(plan.cluster_of, plan.sites);
    keep();
  }

  Clusters& clusters_;
  const MedianProblem& points_;
  const Nearness& nearness_;
  Neighbours neighbours_;
  SiteWatch& watch_;
  Random random_;
  ClusterPool pool_;
  double recombining_ = 0;  ///< seconds that it took last
  Best best_;
};

/// Sites in ascending order, demands numbered after them.
SitePlan plan_of(const Best& best) {
  std::vector<std::int32_t> order(best.sites.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, {}, [&](std::int32_t k) { return best.sites[k]; });
  std::vector<std::int32_t> rank(order.size());
  SitePlan plan;
  for (std::size_t k = 0; k < order.size(); ++k) {
    rank[order[k]] = static_cast<std::int32_t>(k);
    plan.candidates.push_back(best.sites[order[k]]);
  }
  for (const std::int32_t cluster : best.cluster_of) plan.site_of.push_back(rank[cluster]);
  return plan;
}

double cost_of(const Nearness& nearness, const SitePlan& plan) {
  double cost = 0;
  for (std::int32_t i = 0; i < nearness.demands(); ++i) cost += nearness.cost(i, plan.candidates[plan.site_of[i]]);
  return cost;
}

MedianProblem as_median(const ClusterProblem& problem) {
  MedianProblem points{.costs = distances(problem.spots, problem.spots, Metric::euclidean),
                       .weights = problem.weights,
                       .amounts = problem.amounts,
                       .capacities = {},
                       .count = problem.count};
  if (problem.capacity) points.capacities.assign(problem.spots.size(), *problem.capacity);
  return points;
}

}  // namespace

Result<SitePlan> solve_capacitated(const MedianProblem& problem, const SiteOptions& options) {
  constexpr double kBoundShare = 0.1;  ///< of the budget
  SiteWatch watch(options);
  const Nearness nearness(problem);
  MedianClusters clusters(problem, nearness);
  CapacitatedSearch search(clusters, problem, nearness, options.seed, watch);
  LagrangeanBound bound(problem, nearness);
  const double target = search.rough_cost();
  while (!watch.is_over() && !bound.is_done() && watch.share_used() < kBoundShare) {
    (void)bound.improve(target);
    watch.spend(10);
  }
  search.run(bound.bound() + (nearness.is_whole() ? 0.5 : 1e-9 * bound.bound()));
  if (const auto settled = search.settle(); !settled) return failure(settled.error());
  SitePlan plan = plan_of(search.best());
  plan.cost = cost_of(nearness, plan);
  plan.lower_bound = std::min(bound.bound(), plan.cost);
  return plan;
}

Result<SitePlan> solve_clustering(const ClusterProblem& problem, const SiteOptions& options) {
  SiteWatch watch(options);
  const MedianProblem points = as_median(problem);
  const Nearness nearness(points);
  MeanClusters clusters(problem);
  CapacitatedSearch search(clusters, points, nearness, options.seed, watch);
  search.run(0);
  if (const auto settled = search.settle(); !settled) return failure(settled.error());
  SitePlan plan;
  plan.site_of = search.best().cluster_of;
  plan.centres = means_of(problem, plan.site_of);
  for (const SiteFigures& figures : figures_of(problem, plan)) plan.cost += figures.cost;
  return plan;
}
}  // namespace mashang::planning
