// How good siting is on instances of the literature.
//
//   plan_sites_bench --data FOLDER [--only NAME]… [--seconds 20] [--seed 1] [--out FOLDER]
//
// Prints one JSON object a line for each instance: name, kind, value, reference, gap_percent, lower_bound, seconds,
// cpu_seconds.
// --out writes each plan as NAME.csv (demand,site; both from 0) for tests/plan/check_sites.py.
#include <fmt/format.h>

#include <chrono>
#include <ctime>
#include <fstream>

#include "bench/plan_sites_bench/instances.hpp"
#include "core/json.hpp"

namespace mashang::bench {
namespace {

struct Wish {
  std::string data;
  std::string out;
  std::vector<std::string> only;
  double seconds = 20;
  std::uint64_t seed = 1;
};

std::string_view kind_of(const std::string& name) {
  return name.starts_with("pmedcap") ? "pmedcap" : name.starts_with("pmed") ? "pmed" : "clustering";
}

Result<planning::SitePlan> solve(const Instance& instance, const planning::SiteOptions& options) {
  if (const auto* median = std::get_if<planning::MedianProblem>(&instance.problem))
    return planning::place_sites(*median, options);
  return planning::cluster(std::get<planning::ClusterProblem>(instance.problem), options);
}

void write_plan(const std::string& path, const planning::SitePlan& plan) {
  std::ofstream file(path);
  file << "demand,site\n";
  for (std::size_t i = 0; i < plan.site_of.size(); ++i)
    file << i << ',' << (plan.candidates.empty() ? plan.site_of[i] : plan.candidates[plan.site_of[i]]) << '\n';
}

/// Whether it went well.
bool measure(const std::string& name, const Wish& wish) {
  const auto instance = read_instance(wish.data, name);
  if (!instance) {
    fmt::print(stderr, "{}: no such instance under {}\n", name, wish.data);
    return false;
  }
  planning::SiteOptions options;
  options.seconds = wish.seconds;
  options.seed = wish.seed;
  const auto began = std::chrono::steady_clock::now();
  const std::clock_t cpu = std::clock();
  const auto plan = solve(*instance, options);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  if (!plan) {
    fmt::print(stderr, "{}: {} {}\n", name, plan.error().code, plan.error().detail);
    return false;
  }
  std::string line;
  json::Writer out(line);
  const auto rounded = [](double number, double digits) { return std::round(number * digits) / digits; };
  out.begin_object().field("name", name).field("kind", kind_of(name)).field("value", rounded(plan->cost, 1e4));
  out.field("reference", instance->reference);
  out.field("gap_percent", rounded(100 * (plan->cost / instance->reference - 1), 1e4));
  out.field("lower_bound", plan->lower_bound).field("seconds", rounded(seconds, 100));
  out.field("cpu_seconds", rounded(static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC, 100)).end_object();
  fmt::print("{}\n", line);
  std::fflush(stdout);
  if (!wish.out.empty()) write_plan(fmt::format("{}/{}.csv", wish.out, name), *plan);
  return true;
}

int run(Wish wish) {
  if (wish.only.empty())
    for (const auto& names : {pmed_names(), pmedcap_names(), clustering_names()})
      wish.only.insert(wish.only.end(), names.begin(), names.end());
  for (const std::string& name : wish.only)
    if (!measure(name, wish)) return 1;
  return 0;
}

}  // namespace
}  // namespace mashang::bench

int main(int argc, char** argv) {
  mashang::bench::Wish wish;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view word = argv[i];
    if (word == "--data") wish.data = argv[i + 1];
    if (word == "--out") wish.out = argv[i + 1];
    if (word == "--only") wish.only.emplace_back(argv[i + 1]);
    if (word == "--seconds") wish.seconds = std::stod(argv[i + 1]);
    if (word == "--seed") wish.seed = std::stoull(argv[i + 1]);
  }
  return mashang::bench::run(std::move(wish));
}
