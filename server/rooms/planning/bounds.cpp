// Counting arguments; the bound of the distance stands in distance_bound.cpp.
#include <algorithm>
#include <map>

#include "rooms/planning/distance_bound.hpp"
#include "rooms/planning/lattice.hpp"
#include "rooms/planning/planning.hpp"

namespace mashang::planning {
namespace {

constexpr double kPrecision = 0.1;

/// Pinned elsewhere than today, or more in today's grid than any grid may have: these households change.
double change_bound(const GridProblem& problem) {
  std::map<std::int32_t, std::int64_t> staying;
  std::int64_t changing = 0, all = 0;
  for (const Building& building : problem.buildings) {
    all += building.households;
    if (building.grid == kNone) continue;
    if (building.fixed != kNone && building.fixed != building.grid)
      changing += building.households;
    else
      staying[building.grid] += building.households;
  }
  for (const auto& [grid, households] : staying) changing += std::max<std::int64_t>(0, households - problem.band.most);
  return all > 0 ? static_cast<double>(changing) / static_cast<double>(all) : 0;
}

/// In each piece a compound needs as many grids as its households fill.
double cut_compounds_bound(const GridProblem& problem, const Neighbourhood& neighbourhood) {
  std::map<std::int32_t, std::map<std::int32_t, std::int64_t>> households;
  for (std::size_t i = 0; i < problem.buildings.size(); ++i)
    if (problem.buildings[i].compound != kNone)
      households[problem.buildings[i].compound][neighbourhood.piece_of[i]] += problem.buildings[i].households;
  std::int64_t bound = 0;
  for (const auto& [compound, pieces] : households) {
    --bound;
    for (const auto& [piece, here] : pieces)
      bound += std::max<std::int64_t>(1, (here + problem.band.most - 1) / problem.band.most);
  }
  return static_cast<double>(bound);
}

/// What a community has in a piece may be too little for a grid: it shares one. A grid shared by s of them counts
/// max(1, s - 1) at least, which is not below s / 2.
double cut_communities_bound(const GridProblem& problem, const Neighbourhood& neighbourhood) {
  std::map<Link, std::int64_t> households;
  for (std::size_t i = 0; i < problem.buildings.size(); ++i)
    if (problem.buildings[i].community != kNone)
      households[{neighbourhood.piece_of[i], problem.buildings[i].community}] += problem.buildings[i].households;
  std::int64_t small = 0;
  for (const auto& [part, here] : households) small += here < problem.band.fewest ? 1 : 0;
  const bool all_have_one = std::all_of(problem.buildings.begin(), problem.buildings.end(),
                                        [](const Building& building) { return building.community != kNone; });
  return all_have_one ? static_cast<double>((small + 1) / 2) : 0;
}

/// The middle of a grid lies among the buildings: no nearer to a home than the rectangle around them.
double worker_distance_bound(const GridProblem& problem) {
  if (problem.worker_homes.empty()) return 0;
  Spot low = problem.buildings.front().at, high = low;
  for (const Building& building : problem.buildings) {
    low = {std::min(low.x, building.at.x), std::min(low.y, building.at.y)};
    high = {std::max(high.x, building.at.x), std::max(high.y, building.at.y)};
  }
  double sum = 0;
  for (const Spot home : problem.worker_homes)
    sum += distance(home, {std::clamp(home.x, low.x, high.x), std::clamp(home.y, low.y, high.y)});
  return sum / static_cast<double>(problem.worker_homes.size());
}

}  // namespace

Bounds lower_bounds(const GridProblem& problem, const Neighbourhood& neighbourhood) {
  Bounds bounds{};
  const auto set = [&](Measure measure, double bound) { bounds[static_cast<std::size_t>(measure)] = bound; };
  set(Measure::distance, distance_bound(problem, kPrecision));
  set(Measure::change, change_bound(problem));
  set(Measure::cut_compounds, cut_compounds_bound(problem, neighbourhood));
  set(Measure::cut_communities, cut_communities_bound(problem, neighbourhood));
  set(Measure::worker_distance, worker_distance_bound(problem));
  return bounds;
}

}  // namespace mashang::planning
