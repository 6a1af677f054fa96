// From a start over annealing to exact polishing, first with compounds whole, then building by building.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "rooms/planning/best_plan.hpp"
#include "rooms/planning/effort.hpp"
#include "rooms/planning/grid_count.hpp"
#include "rooms/planning/local_search.hpp"
#include "rooms/planning/planning.hpp"
#include "rooms/planning/polishing.hpp"
#include "rooms/planning/repair.hpp"
#include "rooms/planning/start.hpp"

namespace mashang::planning {
namespace {

/// How hot a phase begins and ends, in mean distances of a mean unit's households.
struct Cooling {
  double from;
  double to;
};
constexpr Cooling kFirst{0.3, 0.003};
constexpr Cooling kAgain{0.06, 0.002};
/// Price of a household outside the band, in mean distances of a household.
constexpr double kOutsideAtFirst = 1;
constexpr double kOutsideAtLast = 40;
constexpr double kOutsideInCuts = 0.5;  ///< to that, at last, in cut compounds and communities
constexpr std::int64_t kRound = 4;      // attempts for each unit
constexpr std::int64_t kShortestRound = 4096;
constexpr std::int64_t kExactEffort = 20'000;  // attempts that one exact division counts for

class Planner {
 public:
  Planner(const GridProblem& problem, const Neighbourhood& neighbourhood, const SolveOptions& options,
          std::int32_t grids)
      : problem_(problem),
        neighbourhood_(neighbourhood),
        options_(options),
        effort_(options),
        pricing_(problem, grids),
        grids_(grids),
        best_(problem, options, effort_, grids) {
    if (options.only_grids.empty()) return;
    may_change_.assign(static_cast<std::size_t>(grids), false);
    for (const std::int32_t grid : options.only_grids) may_change_[static_cast<std::size_t>(grid)] = true;
  }

  Result<GridPlan> run() {
    const Units buildings = single_buildings(problem_, neighbourhood_);
    const std::vector<std::int32_t> given = given_start(buildings);
    const Units compounds = whole_compounds(problem_, neighbourhood_, given);
    const std::vector<std::int32_t> start = best_start(compounds, buildings, given);
    if (std::find(start.begin(), start.end(), kNone) != start.end())
      return failure(ErrorKind::unprocessable, "planning.infeasible", "a building cannot be reached from any grid");
    if (grids_to_change().size() == static_cast<std::size_t>(grids_) && buildings.all.size() <= kMostPieces)
      return divide_small(buildings, start);
    const bool has_whole = compounds.count() < buildings.count();
    if (has_whole) {
      anneal(compounds, start, kFirst, 0.4);
      polish(compounds, 0.55);
    }
    anneal(buildings, has_whole ? best_.plan().grid_of : start, has_whole ? kAgain : kFirst, 0.85);
    polish(buildings, 1);
    if (best_.outside() > 0) return none_found();
    return best_.plan();
  }

 private:
  /// The caller's plan, with a grid for every building; empty when there is none.
  std::vector<std::int32_t> given_start(const Units& buildings) const {
    if (options_.start == nullptr) return {};
    std::vector<std::int32_t> grid_of = options_.start->grid_of;
    std::vector<bool> may_change;
    if (!may_change_.empty())
      for (const std::int32_t grid : grid_of)
        may_change.push_back(grid == kNone || may_change_[static_cast<std::size_t>(grid)]);
    make_whole(buildings, grids_, may_change, grid_of);
    return grid_of;
  }

  /// Of METIS' division and today's the one that is nearer to the band or, as near, cheaper.
  std::vector<std::int32_t> best_start(const Units& compounds, const Units& buildings,
                                       const std::vector<std::int32_t>& given) const {
    if (!given.empty()) return given;
    std::vector<std::int32_t> today = todays_grids(buildings);
    const Regions regions = regions_of(problem_, neighbourhood_, compounds, grids_);
    std::vector<std::int32_t> cut = cut_by_metis(compounds, regions, options_.seed);
    make_whole(compounds, grids_, {}, cut);
    keep_numbers(compounds, grids_, cut);
    make_whole(compounds, grids_, {}, cut);
    std::vector<std::int32_t> by_metis = to_buildings(compounds, cut);
    return is_nearer(buildings, today, by_metis) ? today : by_metis;
  }

  /// As they are, with a grid for every building; empty when their number is another.
  std::vector<std::int32_t> todays_grids(const Units& buildings) const {
    std::vector<std::int32_t> grid_of;
    std::int32_t grids = 0;
    for (const Building& building : problem_.buildings) {
      grid_of.push_back(building.grid);
      grids = std::max(grids, building.grid + 1);
    }
    if (grids != grids_) return {};
    make_whole(buildings, grids_, {}, grid_of);
    return grid_of;
  }

  bool is_nearer(const Units& buildings, const std::vector<std::int32_t>& one,
                 const std::vector<std::int32_t>& other) const {
    const auto is_whole = [](const std::vector<std::int32_t>& grid_of) {
      return !grid_of.empty() && std::find(grid_of.begin(), grid_of.end(), kNone) == grid_of.end();
    };
    if (!is_whole(one) || !is_whole(other)) return is_whole(one);
    const Districts first(buildings, pricing_, one, grids_), second(buildings, pricing_, other, grids_);
    return std::pair(first.outside(), first.points()) < std::pair(second.outside(), second.points());
  }

  std::vector<std::int32_t> grids_to_change() const {
    std::vector<std::int32_t> grids;
    for (std::int32_t grid = 0; grid < grids_; ++grid)
      if (may_change_.empty() || may_change_[static_cast<std::size_t>(grid)]) grids.push_back(grid);
    return grids;
  }

  Result<GridPlan> divide_small(const Units& buildings, const std::vector<std::int32_t>& start) {
    Districts districts(buildings, pricing_, start, grids_);
    const Polished polished = divide_exactly(buildings, pricing_, grids_to_change(), districts);
    best_.offer(buildings, districts);
    if (best_.outside() == 0) return best_.plan();
    if (polished.proof != Proof::infeasible) return none_found();
    return failure(ErrorKind::unprocessable, "planning.infeasible",
                   fmt::format("{} buildings make no {} contiguous grids of {} to {} households",
                               problem_.buildings.size(), grids_, problem_.band.fewest, problem_.band.most));
  }

  tl::unexpected<Error> none_found() const {
    return failure(ErrorKind::unprocessable, "planning.none_found",
                   fmt::format("{} households are outside the band in the best division found", best_.outside()));
  }

  void anneal(const Units& units, const std::vector<std::int32_t>& start, Cooling cooling, double until) {
    Districts districts(units, pricing_, to_units(units, start), grids_);
    best_.offer(units, districts);
    LocalSearch search(units, pricing_, districts, may_change_,
                       options_.seed + static_cast<std::uint64_t>(units.count()), options_.threads);
    std::int64_t households = 0;
    for (const Unit& unit : units.all) households += unit.households;
    const double all = static_cast<double>(std::max<std::int64_t>(households, 1));
    const double one = std::max(pricing_.per_metre() * districts.distance(), 1e-3) / all;
    const double unit = one * all / units.count();
    const double last = kOutsideAtLast * one + kOutsideInCuts * (problem_.weights[Measure::cut_compounds] +
                                                                 problem_.weights[Measure::cut_communities]);
    const std::int64_t steps = std::max(kRound * units.count(), kShortestRound);
    const double begun = effort_.used();
    for (double used = begun; used < until; used = effort_.used()) {
      const double share = (used - begun) / (until - begun);
      const auto between = [share](double from, double to) { return from * std::pow(to / from, share); };
      search.round(steps, {.temperature = unit * between(cooling.from, cooling.to),
                           .outside = between(kOutsideAtFirst * one, last)});
      effort_.add(steps);
      best_.offer(units, districts);
    }
  }

  /// Exact divisions of each grid with its neighbours, until none helps.
  void polish(const Units& units, double until) {
    Districts districts(units, pricing_, to_units(units, best_.plan().grid_of), grids_);
    std::map<std::int32_t, std::uint64_t> tried;  // by first grid: editions of its neighbourhood
    const std::vector<std::int32_t> all = grids_to_change();
    for (bool helps = true; helps && all.size() > 1;) {
      helps = false;
      for (const std::int32_t grid : all) {
        if (effort_.used() >= until) return;
        const std::vector<std::int32_t> around = neighbourhood_around(units, districts, grid);
        const auto editions = [&] {
          std::uint64_t sum = 1;
          for (const std::int32_t each : around) sum += districts.edition(each);
          return sum;
        };
        if (around.size() < 2 || tried[grid] == editions()) continue;
        helps = divide_exactly(units, pricing_, around, districts).is_better || helps;
        tried[grid] = editions();
        effort_.add(kExactEffort);
        best_.offer(units, districts);
      }
    }
  }

  /// The grid with those that touch it most, as many as can be divided exactly, but at least two others.
  std::vector<std::int32_t> neighbourhood_around(const Units& units, const Districts& districts,
                                                 std::int32_t grid) const {
    std::vector<std::int32_t> around{grid};
    std::size_t count = districts.members(grid).size();
    while (around.size() < static_cast<std::size_t>(grids_)) {
      std::map<std::int32_t, std::int32_t> touching;
      for (const std::int32_t own : around)
        for (const std::int32_t unit : districts.members(own))
          for (const std::int32_t other : units.links.of(unit)) {
            const std::int32_t to = districts.grid_of(other);
            const bool may = may_change_.empty() || may_change_[static_cast<std::size_t>(to)];
            if (may && std::find(around.begin(), around.end(), to) == around.end()) ++touching[to];
          }
      const auto most = std::max_element(touching.begin(), touching.end(),
                                         [](const auto& a, const auto& b) { return a.second < b.second; });
      if (most == touching.end()) break;
      count += districts.members(most->first).size();
      if (around.size() >= 3 && count > kMostPieces) break;
      around.push_back(most->first);
    }
    return around;
  }

  const GridProblem& problem_;
  const Neighbourhood& neighbourhood_;
  const SolveOptions& options_;
  Effort effort_;
  Pricing pricing_;
  std::int32_t grids_;
  std::vector<bool> may_change_;
  BestPlan best_;
};

Result<void> check_options(const GridProblem& problem, const SolveOptions& options) {
  const auto bad = [](std::string_view detail) {
    return failure(ErrorKind::unprocessable, "planning.bad_problem", std::string(detail));
  };
  const GridPlan* start = options.start;
  if (start == nullptr)
    return options.only_grids.empty() ? Result<void>() : bad("grids to redraw, but no plan to start from");
  if (start->grids < 1 || start->grid_of.size() != problem.buildings.size())
    return bad("the start is of another problem");
  for (const std::int32_t grid : start->grid_of)
    if (grid < kNone || grid >= start->grids) return bad("the start has a grid that does not exist");
  if (problem.grids > 0 && problem.grids != start->grids) return bad("the start has another number of grids");
  for (const std::int32_t grid : options.only_grids)
    if (grid < 0 || grid >= start->grids) return bad("a grid to redraw does not exist");
  return {};
}

std::string in_words(const Obstacle& obstacle) {
  return fmt::format("{}: building {}, piece {}, grid {}, {} households, {}", to_word(obstacle.kind), obstacle.building,
                     obstacle.piece, obstacle.grid, obstacle.households, obstacle.amount);
}

}  // namespace

Result<GridPlan> divide(const GridProblem& problem, const Neighbourhood& neighbourhood, const SolveOptions& options) {
  if (auto sound = check_problem(problem); !sound) return failure(sound.error());
  if (auto sound = check_options(problem, options); !sound) return failure(sound.error());
  if (const auto obstacles = obstacles_of(problem, neighbourhood); !obstacles.empty())
    return failure(ErrorKind::unprocessable, "planning.infeasible", in_words(obstacles.front()));
  const std::int32_t grids = options.start != nullptr ? options.start->grids : number_of_grids(problem, neighbourhood);
  return Planner(problem, neighbourhood, options, grids).run();
}

}  // namespace mashang::planning
