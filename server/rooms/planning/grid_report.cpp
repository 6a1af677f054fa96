// A plan looked at from outside: nothing here is shared with the search, so that each checks the other.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "rooms/planning/lattice.hpp"
#include "rooms/planning/planning.hpp"

namespace mashang::planning {
namespace {

using Members = std::vector<std::vector<std::int32_t>>;

Members members_of(const GridProblem& problem, const GridPlan& plan) {
  Members members(static_cast<std::size_t>(std::max(plan.grids, 0)));
  for (std::size_t i = 0; i < std::min(plan.grid_of.size(), problem.buildings.size()); ++i)
    if (plan.grid_of[i] >= 0 && plan.grid_of[i] < plan.grids)
      members[static_cast<std::size_t>(plan.grid_of[i])].push_back(static_cast<std::int32_t>(i));
  return members;
}

GridFigures figures_of(const GridProblem& problem, std::int32_t grid, const std::vector<std::int32_t>& members) {
  GridFigures figures;
  figures.grid = grid;
  figures.buildings = static_cast<std::int32_t>(members.size());
  Spot sum, plain;
  for (const std::int32_t i : members) {
    const Building& building = problem.buildings[static_cast<std::size_t>(i)];
    figures.households += building.households;
    figures.work += building.work;
    sum = {sum.x + building.households * building.at.x, sum.y + building.households * building.at.y};
    plain = {plain.x + building.at.x, plain.y + building.at.y};
  }
  if (members.empty()) return figures;
  const double weight = static_cast<double>(figures.households), count = static_cast<double>(members.size());
  figures.middle =
      figures.households > 0 ? Spot{sum.x / weight, sum.y / weight} : Spot{plain.x / count, plain.y / count};
  for (const std::int32_t i : members) {
    const Building& building = problem.buildings[static_cast<std::size_t>(i)];
    const double far = distance(building.at, figures.middle);
    figures.radius += figures.households > 0 ? building.households * far / weight : far / count;
    figures.farthest = std::max(figures.farthest, far);
  }
  return figures;
}

/// First buildings of the parts that the grid falls into, of the largest part first.
std::vector<std::int32_t> parts_of(const Neighbourhood& neighbourhood, const GridPlan& plan,
                                   const std::vector<std::int32_t>& members, std::vector<bool>& seen) {
  std::vector<std::pair<std::size_t, std::int32_t>> parts;
  for (const std::int32_t first : members) {
    if (seen[static_cast<std::size_t>(first)]) continue;
    std::vector<std::int32_t> queue{first};
    seen[static_cast<std::size_t>(first)] = true;
    for (std::size_t next = 0; next < queue.size(); ++next)
      for (const std::int32_t other : neighbourhood.links.of(queue[next])) {
        const auto at = static_cast<std::size_t>(other);
        if (seen[at] || plan.grid_of[at] != plan.grid_of[static_cast<std::size_t>(first)]) continue;
        seen[at] = true;
        queue.push_back(other);
      }
    parts.emplace_back(queue.size(), first);
  }
  std::stable_sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::int32_t> firsts;
  for (const auto& part : parts) firsts.push_back(part.second);
  return firsts;
}

std::vector<Violation> violations_of(const GridProblem& problem, const Neighbourhood& neighbourhood,
                                     const GridPlan& plan, const std::vector<GridFigures>& grids,
                                     const Members& members) {
  std::vector<Violation> found;
  for (const GridFigures& each : grids) {
    if (each.households < problem.band.fewest)
      found.push_back({Fault::too_few_households, each.grid, kNone, problem.band.fewest - each.households});
    if (each.households > problem.band.most)
      found.push_back({Fault::too_many_households, each.grid, kNone, each.households - problem.band.most});
  }
  std::vector<bool> seen(problem.buildings.size(), false);
  for (std::size_t grid = 0; grid < members.size(); ++grid) {
    const auto parts = parts_of(neighbourhood, plan, members[grid], seen);
    if (parts.size() > 1)
      found.push_back(
          {Fault::in_pieces, static_cast<std::int32_t>(grid), parts[1], static_cast<std::int64_t>(parts.size()) - 1});
  }
  for (std::size_t i = 0; i < problem.buildings.size(); ++i) {
    const std::int32_t grid = i < plan.grid_of.size() ? plan.grid_of[i] : kNone;
    const std::int32_t fixed = problem.buildings[i].fixed;
    if (grid < 0 || grid >= plan.grids)
      found.push_back({Fault::without_grid, kNone, static_cast<std::int32_t>(i), 1});
    else if (fixed != kNone && fixed != grid)
      found.push_back({Fault::not_where_pinned, grid, static_cast<std::int32_t>(i), 1});
  }
  return found;
}

double mean_distance(const std::vector<GridFigures>& grids) {
  double sum = 0, households = 0;
  for (const GridFigures& each : grids) {
    sum += each.radius * static_cast<double>(each.households);
    households += static_cast<double>(each.households);
  }
  return households > 0 ? sum / households : 0;
}

double change(const GridProblem& problem, const GridPlan& plan) {
  double changed = 0, households = 0;
  for (std::size_t i = 0; i < problem.buildings.size(); ++i) {
    const Building& building = problem.buildings[i];
    households += building.households;
    if (building.grid != kNone && i < plan.grid_of.size() && building.grid != plan.grid_of[i])
      changed += building.households;
  }
  return households > 0 ? changed / households : 0;
}

double imbalance(const std::vector<GridFigures>& grids) {
  double work = 0, deviation = 0;
  for (const GridFigures& each : grids) work += each.work;
  if (work <= 0) return 0;
  for (const GridFigures& each : grids) deviation += std::abs(each.work - work / static_cast<double>(grids.size()));
  return deviation / work;
}

/// Pairs of a grid and a compound (or community) in it.
std::set<std::pair<std::int32_t, std::int32_t>> pairs(const GridProblem& problem, const Members& members,
                                                      std::int32_t Building::*of) {
  std::set<std::pair<std::int32_t, std::int32_t>> found;
  for (std::size_t grid = 0; grid < members.size(); ++grid)
    for (const std::int32_t i : members[grid])
      if (const std::int32_t id = problem.buildings[static_cast<std::size_t>(i)].*of; id != kNone)
        found.emplace(static_cast<std::int32_t>(grid), id);
  return found;
}

double cut_compounds(const GridProblem& problem, const Members& members) {
  const auto found = pairs(problem, members, &Building::compound);
  std::set<std::int32_t> compounds;
  for (const auto& [grid, compound] : found) compounds.insert(compound);
  return static_cast<double>(found.size() - compounds.size());
}

double cut_communities(const GridProblem& problem, const Members& members) {
  const auto found = pairs(problem, members, &Building::community);
  std::set<std::int32_t> grids;
  for (const auto& [grid, community] : found) grids.insert(grid);
  return static_cast<double>(found.size() - grids.size());
}

double worker_distance(const GridProblem& problem, const std::vector<GridFigures>& grids) {
  const std::size_t workers = std::min(problem.worker_homes.size(), grids.size());
  double sum = 0;
  for (std::size_t i = 0; i < workers; ++i)
    if (grids[i].households > 0) sum += distance(problem.worker_homes[i], grids[i].middle);
  return workers > 0 ? sum / static_cast<double>(workers) : 0;
}

}  // namespace

GridReport report_on(const GridProblem& problem, const Neighbourhood& neighbourhood, const GridPlan& plan,
                     const Bounds& bounds) {
  GridReport report;
  const Members members = members_of(problem, plan);
  for (std::size_t grid = 0; grid < members.size(); ++grid)
    report.grids.push_back(figures_of(problem, static_cast<std::int32_t>(grid), members[grid]));
  report.violations = violations_of(problem, neighbourhood, plan, report.grids, members);
  const auto add = [&](Measure measure, double value) {
    const double weight = problem.weights[measure], bound = bounds[static_cast<std::size_t>(measure)];
    report.terms.push_back({measure, value, bound, weight});
    report.cost += weight * value;
    report.lower_bound += weight * bound;
  };
  add(Measure::distance, mean_distance(report.grids));
  add(Measure::change, change(problem, plan));
  add(Measure::imbalance, imbalance(report.grids));
  add(Measure::cut_compounds, cut_compounds(problem, members));
  add(Measure::cut_communities, cut_communities(problem, members));
  add(Measure::worker_distance, worker_distance(problem, report.grids));
  return report;
}

}  // namespace mashang::planning
