// How well and how fast grids are planned, beside METIS on the same neighbourhood.
//
//   plan_grids_bench [--liechtenstein FILE] [--only demo|big|liechtenstein] [--seed 1] [--threads 2] [--seconds S]
//
// Prints one JSON object a line for each instance. A radius is the mean over grids of the mean distance, in metres,
// from a grid's households to their middle; `farthest` the same of its farthest building.
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <string_view>

#include "bench/plan_grids_bench/instances.hpp"
#include "bench/plan_grids_bench/metis_reference.hpp"

namespace mashang::bench {
namespace {

using namespace planning;

struct Wish {
  std::string liechtenstein;
  std::string only;
  std::uint64_t seed = 1;
  int threads = 2;
  double seconds = 0;  ///< 0: those of each instance
};

struct Shape {
  double radius = 0;
  double farthest = 0;
  std::size_t violations = 0;
  double cost = 0;
};

Shape shape_of(const GridReport& report) {
  Shape shape;
  for (const GridFigures& grid : report.grids) {
    shape.radius += grid.radius / static_cast<double>(report.grids.size());
    shape.farthest += grid.farthest / static_cast<double>(report.grids.size());
  }
  shape.violations = report.violations.size();
  shape.cost = report.cost;
  return shape;
}

double seconds_since(std::chrono::steady_clock::time_point started) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
}

double peak_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// Grids more than a compound's households need, summed.
double cut_without_need(const GridReport& report, const Bounds& bounds) {
  const auto at = static_cast<std::size_t>(Measure::cut_compounds);
  return report.terms[at].value - bounds[at];
}

int measure(const std::string& name, const GridProblem& problem, const Wish& wish, double seconds) {
  const auto started = std::chrono::steady_clock::now();
  const Neighbourhood neighbourhood = neighbourhood_of(problem);
  const double linking = seconds_since(started);
  SolveOptions options;
  options.seed = wish.seed;
  options.threads = wish.threads;
  options.seconds = (wish.seconds > 0 ? wish.seconds : seconds) - linking;
  const auto plan = divide(problem, neighbourhood, options);
  const double took = seconds_since(started);
  const double mb = peak_mb();
  if (!plan) {
    fmt::print(stderr, "{}: {} {}\n", name, plan.error().code, plan.error().detail);
    return 1;
  }
  const Bounds bounds = lower_bounds(problem, neighbourhood);
  const GridReport report = report_on(problem, neighbourhood, *plan, bounds);
  const Shape ours = shape_of(report);
  const Shape metis = shape_of(report_on(problem, neighbourhood, metis_reference(problem, neighbourhood, plan->grids)));
  fmt::print(
      "{{\"instance\":\"{}\",\"buildings\":{},\"grids\":{},\"pieces\":{},\"violations\":{},\"seconds\":{:.2f},\"rss_"
      "mb\":{:.0f},"
      "\"radius\":{:.2f},\"radius_metis\":{:.2f},\"radius_vs_metis\":{:.4f},\"farthest_vs_metis\":{:.4f},"
      "\"violations_metis\":{},\"cut_without_need\":{},\"cost\":{:.4f},\"lower_bound\":{:.4f},\"distance\":{:.3f},"
      "\"distance_bound\":{:.3f}}}\n",
      name, problem.buildings.size(), plan->grids, neighbourhood.pieces, ours.violations, took, mb, ours.radius,
      metis.radius, ours.radius / metis.radius, ours.farthest / metis.farthest, metis.violations,
      cut_without_need(report, bounds), report.cost, report.lower_bound, report.terms[0].value,
      report.terms[0].lower_bound);
  std::fflush(stdout);
  return 0;
}

int run(const Wish& wish) {
  int failed = 0;
  const auto is_wanted = [&](std::string_view name) { return wish.only.empty() || wish.only == name; };
  if (is_wanted("demo")) failed += measure("demo", demo_instance(), wish, 8);
  if (is_wanted("big")) failed += measure("big", big_instance(), wish, 100);
  if (is_wanted("liechtenstein") && !wish.liechtenstein.empty()) {
    const auto problem = liechtenstein_instance(wish.liechtenstein);
    if (problem) return failed + measure("liechtenstein", *problem, wish, 60);
    fmt::print(stderr, "{} {}\n", problem.error().code, problem.error().detail);
    ++failed;
  }
  return failed;
}

}  // namespace
}  // namespace mashang::bench

int main(int argc, char** argv) {
  mashang::bench::Wish wish;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view word = argv[i];
    const std::string value = argv[i + 1];
    if (word == "--liechtenstein") wish.liechtenstein = value;
    if (word == "--only") wish.only = value;
    if (word == "--seed") wish.seed = std::stoull(value);
    if (word == "--threads") wish.threads = std::stoi(value);
    if (word == "--seconds") wish.seconds = std::stod(value);
  }
  return mashang::bench::run(wish);
}
