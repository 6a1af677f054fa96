// Small counties for tests, and the slow but plain answers that the room's are held against.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "rooms/planning/planning.hpp"
#include "rooms/planning/random.hpp"

namespace mashang::planning {

/// Buildings in a square of `side` metres; up to three compounds and two communities; some known today's grids.
inline GridProblem random_problem(std::uint64_t seed, int buildings, std::int32_t grids, double side = 400) {
  Random random(seed);
  GridProblem problem;
  problem.band = {30, 60};
  problem.grids = grids;
  const auto mean = static_cast<std::uint32_t>(45 * grids / buildings);
  for (int i = 0; i < buildings; ++i) {
    Building building;
    building.at = {side * random.share(), side * random.share()};
    building.households = static_cast<std::int32_t>(mean / 2 + random.below(mean + 1));
    building.compound = static_cast<std::int32_t>(random.below(4)) - 1;
    building.community = building.at.x < side / 2 ? 0 : 1;
    building.grid = static_cast<std::int32_t>(random.below(static_cast<std::size_t>(grids) + 1)) - 1;
    building.work = random.share() * 10;
    problem.buildings.push_back(building);
  }
  return problem;
}

/// Whether members of each grid hang together.
inline bool is_contiguous(const Neighbourhood& neighbourhood, const GridPlan& plan) {
  std::vector<bool> seen(plan.grid_of.size(), false);
  std::vector<bool> begun(static_cast<std::size_t>(plan.grids), false);
  for (std::size_t first = 0; first < plan.grid_of.size(); ++first) {
    if (seen[first]) continue;
    const auto grid = static_cast<std::size_t>(plan.grid_of[first]);
    if (begun[grid]) return false;
    begun[grid] = true;
    std::vector<std::size_t> queue{first};
    seen[first] = true;
    for (std::size_t next = 0; next < queue.size(); ++next)
      for (const std::int32_t other : neighbourhood.links.of(static_cast<std::int32_t>(queue[next]))) {
        const auto at = static_cast<std::size_t>(other);
        if (seen[at] || plan.grid_of[at] != plan.grid_of[first]) continue;
        seen[at] = true;
        queue.push_back(at);
      }
  }
  return std::find(begun.begin(), begun.end(), false) == begun.end();
}

/// The cost of the best of all divisions, by looking at every one; none when no division is feasible.
class BruteForce {
 public:
  BruteForce(const GridProblem& problem, const Neighbourhood& neighbourhood)
      : problem_(problem), neighbourhood_(neighbourhood) {
    plan_.grids = problem.grids;
    plan_.grid_of.assign(problem.buildings.size(), kNone);
    households_.assign(static_cast<std::size_t>(problem.grids), 0);
  }
  std::optional<double> cost() {
    look_at(0);
    return best_;
  }

 private:
  void look_at(std::size_t building) {
    if (building == plan_.grid_of.size()) {
      judge();
      return;
    }
    for (std::int32_t grid = 0; grid < plan_.grids; ++grid) {
      const std::int32_t fixed = problem_.buildings[building].fixed;
      auto& households = households_[static_cast<std::size_t>(grid)];
      if ((fixed != kNone && fixed != grid) ||
          households + problem_.buildings[building].households > problem_.band.most)
        continue;
      households += problem_.buildings[building].households;
      plan_.grid_of[building] = grid;
      look_at(building + 1);
      households -= problem_.buildings[building].households;
    }
  }
  void judge() {
    for (const std::int32_t households : households_)
      if (households < problem_.band.fewest) return;
    if (!is_contiguous(neighbourhood_, plan_)) return;
    const double cost = report_on(problem_, neighbourhood_, plan_).cost;
    best_ = best_ ? std::min(*best_, cost) : cost;
  }

  const GridProblem& problem_;
  const Neighbourhood& neighbourhood_;
  GridPlan plan_;
  std::vector<std::int32_t> households_;
  std::optional<double> best_;
};

}  // namespace mashang::planning
