// `mashang plan sites`: points in, a plan out.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <numeric>

#include "commands.hpp"
#include "site_answer.hpp"

namespace mashang::commands {
namespace {

using planning::Spot;

std::vector<double> demands_of(const SitePoints& points) {
  std::vector<double> demands;
  for (const SitePoint& point : points.points) demands.push_back(point.demand);
  return demands;
}

/// Where candidates say nothing and no common capacity is given, a site has room for all.
std::vector<double> capacities_of(const SitePoints& candidates, const SitePoints& demands,
                                  std::optional<double> common) {
  const bool is_bounded =
      common || std::ranges::any_of(candidates.points, [](const auto& point) { return point.capacity.has_value(); });
  if (!is_bounded) return {};
  const auto amounts = demands_of(demands);
  const double all = std::accumulate(amounts.begin(), amounts.end(), 0.0);
  std::vector<double> capacities;
  for (const SitePoint& point : candidates.points) capacities.push_back(point.capacity.value_or(common.value_or(all)));
  return capacities;
}

/// Obstacles by the names and lines of the file.
template <class Problem>
Error told(Error error, const Problem& problem, const SitePoints& demands) {
  const auto obstacles = planning::obstacles_of(problem);
  if (error.code != "planning.sites_infeasible" || obstacles.empty()) return error;
  error.detail.clear();
  for (const auto& obstacle : obstacles) {
    if (!error.detail.empty()) error.detail += "; ";
    if (obstacle.demand != planning::kNone) {
      const SitePoint& point = demands.points[obstacle.demand];
      error.detail += fmt::format("{}:{}: {}: ", demands.file, point.line, point.name);
    }
    error.detail += planning::described(obstacle);
  }
  return error;
}

Result<SiteAnswer> median_answer(const PlanSitesWish& wish, const planning::SiteOptions& options,
                                 const SitePoints& demands, const SitePoints& candidates) {
  const SitePlane plane(demands);
  planning::MedianProblem problem;
  problem.costs = planning::distances(plane.flat(demands), plane.flat(candidates), planning::Metric::euclidean);
  problem.weights = problem.amounts = demands_of(demands);
  problem.capacities = capacities_of(candidates, demands, wish.capacity);
  problem.count = wish.count;
  const auto plan = planning::place_sites(problem, options);
  if (!plan) return failure(told(plan.error(), problem, demands));
  SiteAnswer answer{&demands, {}, plan->site_of, plan->cost, plan->lower_bound};
  const auto figures = planning::figures_of(problem, *plan);
  for (std::size_t k = 0; k < figures.size(); ++k) {
    const std::int32_t chosen = plan->candidates[k];
    const SitePoint& point = candidates.points[chosen];
    std::optional<double> capacity;
    if (!problem.capacities.empty()) capacity = problem.capacities[chosen];
    answer.sites.push_back({point.name, point.at, capacity, figures[k]});
  }
  return answer;
}

Result<SiteAnswer> clustering_answer(const PlanSitesWish& wish, const planning::SiteOptions& options,
                                     const SitePoints& demands) {
  const SitePlane plane(demands);
  planning::ClusterProblem problem;
  problem.spots = plane.flat(demands);
  problem.weights = problem.amounts = demands_of(demands);
  problem.capacity = wish.capacity;
  problem.count = wish.count;
  const auto plan = planning::cluster(problem, options);
  if (!plan) return failure(told(plan.error(), problem, demands));
  SiteAnswer answer{&demands, {}, plan->site_of, plan->cost, plan->lower_bound};
  const auto figures = planning::figures_of(problem, *plan);
  for (std::size_t k = 0; k < figures.size(); ++k)
    answer.sites.push_back({"", plane.back(plan->centres[k]), wish.capacity, figures[k]});
  return answer;
}

/// The whole file or none of it.
Result<void> write_whole(const std::string& path, const std::string& content) {
  const std::string part = path + ".part";
  const auto written = [&] {
    std::ofstream file(part, std::ios::binary);
    file << content;
    return static_cast<bool>(file.flush());
  }();
  std::error_code wrong;
  if (written) std::filesystem::rename(part, path, wrong);
  if (written && !wrong) return {};
  std::filesystem::remove(part, wrong);
  return failure(ErrorKind::unavailable, "planning.sites_unwritable", path);
}

bool is_geojson(const std::string& path) { return path.ends_with(".geojson") || path.ends_with(".json"); }

}  // namespace

Result<void> plan_sites(const PlanSitesWish& wish) {
  const auto demands = read_site_points(wish.demands);
  if (!demands) return failure(demands.error());
  const auto candidates = wish.candidates.empty() ? demands : read_site_points(wish.candidates);
  if (!candidates) return failure(candidates.error());
  if (candidates->axes != demands->axes)
    return failure(ErrorKind::unprocessable, "planning.sites_bad_row",
                   fmt::format("{}:1: not on the axes of {}", wish.candidates, wish.demands));
  planning::SiteOptions options;
  options.seed = wish.seed;
  options.seconds = wish.seconds;
  const auto began = std::chrono::steady_clock::now();
  const auto answer = wish.kind == "clustering" ? clustering_answer(wish, options, *demands)
                                                : median_answer(wish, options, *demands, *candidates);
  if (!answer) return failure(answer.error());
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  if (!wish.out.empty()) {
    const auto written = write_whole(wish.out, is_geojson(wish.out) ? as_geojson(*answer) : as_csv(*answer));
    if (!written) return failure(written.error());
  }
  fmt::print("{}\n", report_on(*answer, seconds));
  return {};
}

}  // namespace mashang::commands
