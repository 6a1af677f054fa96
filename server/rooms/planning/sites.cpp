// The face of siting: checks, then the solver for the kind of problem; figures of a plan.
#include "rooms/planning/sites.hpp"

#include <cmath>

#include "rooms/planning/site_capacitated.hpp"
#include "rooms/planning/site_median.hpp"
#include "rooms/planning/site_plan.hpp"
#include "rooms/planning/site_problem.hpp"

namespace mashang::planning {

Result<SitePlan> place_sites(const MedianProblem& problem, const SiteOptions& options) {
  if (const auto sound = check(problem, options); !sound) return failure(sound.error());
  if (problem.capacities.empty() || problem.count == 1) return solve_median(problem, options);
  return solve_capacitated(problem, options);
}

Result<SitePlan> cluster(const ClusterProblem& problem, const SiteOptions& options) {
  if (const auto sound = check(problem, options); !sound) return failure(sound.error());
  return solve_clustering(problem, options);
}

std::vector<SiteFigures> figures_of(const MedianProblem& problem, const SitePlan& plan) {
  std::vector<SiteFigures> all(plan.candidates.size());
  for (std::int32_t i = 0; i < problem.costs.demands(); ++i) {
    SiteFigures& figures = all[plan.site_of[i]];
    ++figures.demands;
    figures.load += value_or_one(problem.amounts, i);
    figures.cost += value_or_one(problem.weights, i) * problem.costs.at(i, plan.candidates[plan.site_of[i]]);
  }
  return all;
}

std::vector<SiteFigures> figures_of(const ClusterProblem& problem, const SitePlan& plan) {
  std::vector<SiteFigures> all(plan.centres.size());
  for (std::size_t i = 0; i < problem.spots.size(); ++i) {
    SiteFigures& figures = all[plan.site_of[i]];
    const Spot middle = plan.centres[plan.site_of[i]];
    ++figures.demands;
    figures.load += value_or_one(problem.amounts, i);
    figures.cost +=
        value_or_one(problem.weights, i) * std::hypot(problem.spots[i].x - middle.x, problem.spots[i].y - middle.y);
  }
  return all;
}

std::vector<Spot> means_of(const ClusterProblem& problem, const std::vector<std::int32_t>& cluster_of) {
  struct Sum {
    double x = 0, y = 0, weight = 0;
    void add(Spot at, double by) {
      x += by * at.x;
      y += by * at.y;
      weight += by;
    }
  };
  std::vector<Sum> weighted(problem.count);
  std::vector<Sum> plain(problem.count);
  for (std::size_t i = 0; i < problem.spots.size(); ++i) {
    weighted[cluster_of[i]].add(problem.spots[i], value_or_one(problem.weights, i));
    plain[cluster_of[i]].add(problem.spots[i], 1);
  }
  std::vector<Spot> means;
  for (std::int32_t k = 0; k < problem.count; ++k) {
    const Sum& sum = weighted[k].weight > 0 ? weighted[k] : plain[k];
    means.push_back(sum.weight > 0 ? Spot{sum.x / sum.weight, sum.y / sum.weight} : problem.spots.front());
  }
  return means;
}

}  // namespace mashang::planning
