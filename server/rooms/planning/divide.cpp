// From a start over annealing to exact polishing, first with compounds whole, then building by building.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "rooms/planning/best_plan.hpp"
#include "rooms/planning/effort.hpp"
#include "rooms/planning/exact_pieces.hpp"
#include "rooms/planning/grid_count.hpp"
#include "rooms/planning/local_search.hpp"
#include "rooms/planning/planning.hpp"
#include "rooms/planning/polishing.hpp"
#include "rooms/planning/repair.hpp"
#include "rooms/planning/start.hpp"

namespace mashang::planning {
namespace {

struct Slope {
  double from;
  double to;
  [[nodiscard]] double at(double share) const { return from * std::pow(to / from, share); }
};
/// How hot a phase begins and ends, in mean distances of a mean unit's households.
constexpr Slope kHot{0.3, 0.003};
constexpr Slope kWarm{0.06, 0.002};
constexpr Slope kHotCompounds{1, 0.01};
/// Price of a household outside the band, in mean distances of a household; compounds need room to pass through what is
/// outside, buildings must in the end cut compounds rather than stay there.
constexpr Slope kOutsideOfCompounds{3, 10};
constexpr Slope kOutsideOfBuildings{1, 40};
constexpr double kOutsideInCuts = 0.5;  // of buildings at last: to that, in cut compounds and communities
/// With compounds whole, where there are few: by lot some end much better than others.
constexpr std::size_t kAttempts = 3;
constexpr double kForExact = 0.5;      // of the effort, at most
constexpr double kForCompounds = 0.7;  // of the effort

struct Cooling {
  Slope temperature;
  Slope outside;
};
constexpr ExactLimits kSmallCounty{.units = 14, .columns = 70'000};
constexpr std::int64_t kRound = 4;  // attempts for each unit
constexpr std::int64_t kShortestRound = 4096;

bool has_pins(const GridProblem& problem) {
  return std::any_of(problem.buildings.begin(), problem.buildings.end(),
                     [](const Building& building) { return building.fixed != kNone; });
}

/// The same with it not mattering which of today's grids goes on where.
GridProblem without_numbers(GridProblem problem) {
  for (const Measure measure : {Measure::change, Measure::worker_distance})
    problem.weights.of[static_cast<std::size_t>(measure)] = 0;
  return problem;
}

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
    for (const Building& building : problem.buildings) households_ += building.households;
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
    if (grids_to_change().size() == static_cast<std::size_t>(grids_) && buildings.all.size() <= kSmallCounty.units)
      return divide_small(buildings, start);
    if (compounds.count() == buildings.count()) {
      improve(buildings, start, {kHot, kOutsideOfBuildings}, 0, 0.85, 1);
    } else {
      divide_compounds(compounds, buildings, start, given.empty());
      improve(buildings, best_.plan().grid_of, {kWarm, kOutsideOfBuildings}, 0, 0.85, 1);
    }
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
    const std::vector<std::int32_t> today = todays_grids(buildings);
    const std::vector<std::int32_t> by_metis = cut_anew(compounds, options_.seed);
    return is_nearer(buildings, today, by_metis) ? today : by_metis;
  }

  /// METIS' division, by building.
  std::vector<std::int32_t> cut_anew(const Units& units, std::uint64_t seed) const {
    const Regions regions = regions_of(problem_, neighbourhood_, units, grids_);
    std::vector<std::int32_t> cut = cut_by_metis(units, regions, seed);
    make_whole(units, grids_, {}, cut);
    keep_numbers(units, grids_, cut);
    make_whole(units, grids_, {}, cut);
    return to_buildings(units, cut);
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
    const Polished polished = divide_exactly(buildings, pricing_, grids_to_change(), kSmallCounty, districts);
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

  /// Compounds stay whole. Each attempt begins with another division: what is there, the exact one, cuts by METIS.
  void divide_compounds(const Units& compounds, const Units& buildings, const std::vector<std::int32_t>& start,
                        bool is_free) {
    const std::vector<bool> may_change = may_change_;  // what is exact stays only as long as compounds are whole
    std::vector<std::vector<std::int32_t>> starts{start};
    const bool is_done = is_free && !has_pins(problem_) && divide_whole_pieces(compounds, buildings, starts);
    const std::size_t attempts = is_done ? 0 : Polishing::are_few(compounds, grids_) ? kAttempts : 1;
    const double begun = effort_.used(),
                 each = (kForCompounds - begun) / static_cast<double>(std::max<std::size_t>(attempts, 1));
    for (std::size_t seed = 0; seed < attempts; ++seed) {
      const double from = begun + each * static_cast<double>(seed);
      if (starts.size() == seed) starts.push_back(is_free ? cut_anew(compounds, options_.seed + seed) : start);
      improve(compounds, starts[seed], {kHotCompounds, kOutsideOfCompounds}, seed, from + each / 2, from + each);
    }
    may_change_ = may_change;
  }

  /// True when every piece is divided as cheaply as can be. Where numbers matter the exact division is a further start,
  /// else what is exact in it stays until compounds may be cut.
  bool divide_whole_pieces(const Units& compounds, const Units& buildings,
                           std::vector<std::vector<std::int32_t>>& starts) {
    const auto offer = [&](const std::vector<std::int32_t>& grid_of) {
      best_.offer(buildings, Districts(buildings, pricing_, grid_of, grids_));
    };
    offer(starts.front());
    const Pricing unnumbered(without_numbers(problem_), grids_);
    ExactPieces exact = divide_pieces_exactly(neighbourhood_, compounds, buildings, unnumbered, starts.front(), grids_,
                                              kForExact, effort_);
    if (!exact.are_any()) return false;
    if (pricing_.numbers_matter()) {
      keep_numbers(buildings, grids_, exact.grid_of);
      starts.push_back(exact.grid_of);
    } else {
      starts.assign(kAttempts, exact.grid_of);
      may_change_ = exact.is_exact;
      may_change_.flip();
    }
    offer(starts.back());
    return !pricing_.numbers_matter() && exact.are_all();
  }

  /// Annealing until a share of the effort is used, then polishing.
  void improve(const Units& units, const std::vector<std::int32_t>& start, Cooling cooling, std::uint64_t seed,
               double anneal_until, double polish_until) {
    Districts districts(units, pricing_, to_units(units, start), grids_);
    best_.offer(units, districts);
    anneal(units, districts, cooling, options_.seed + seed, anneal_until);
    Polishing(units, pricing_, may_change_, options_.seed + seed, districts, effort_, best_).run(polish_until);
  }

  void anneal(const Units& units, Districts& districts, Cooling cooling, std::uint64_t seed, double until) {
    LocalSearch search(units, pricing_, districts, may_change_, seed, options_.threads);
    const double all = static_cast<double>(std::max<std::int64_t>(households_, 1));
    const double one = std::max(pricing_.per_metre() * districts.distance(), 1e-3) / all;
    const double unit = one * all / units.count();
    const bool may_cut = units.count() == static_cast<std::int32_t>(problem_.buildings.size());
    const double cut = problem_.weights[Measure::cut_compounds] + problem_.weights[Measure::cut_communities];
    const Slope outside{cooling.outside.from * one, cooling.outside.to * one + (may_cut ? kOutsideInCuts * cut : 0)};
    const std::int64_t steps = std::max(kRound * units.count(), kShortestRound);
    const double begun = effort_.used();
    for (double used = begun; used < until; used = effort_.used()) {
      const double share = (used - begun) / (until - begun);
      search.round(steps, {.temperature = unit * cooling.temperature.at(share), .outside = outside.at(share)});
      effort_.add(steps);
      best_.offer(units, districts);
    }
  }

  const GridProblem& problem_;
  const Neighbourhood& neighbourhood_;
  const SolveOptions& options_;
  Effort effort_;
  Pricing pricing_;
  std::int32_t grids_;
  std::int64_t households_ = 0;
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

/// Without the links between regions no grid can reach into a community that it need not share. None where that would
/// part nothing, or must not: who gives a start or pins has decided what reaches where, a handful of buildings is
/// divided exactly, and in a very large county what is outside the band must be able to pass through.
std::optional<Neighbourhood> within_regions(const GridProblem& problem, const Neighbourhood& neighbourhood,
                                            const SolveOptions& options, std::int32_t grids) {
  constexpr std::size_t kLargeCounty = 20'000;
  const std::size_t count = problem.buildings.size();
  if (options.start != nullptr || has_pins(problem) || count <= kSmallCounty.units || count > kLargeCounty) return {};
  const Regions regions = regions_of(problem, neighbourhood, single_buildings(problem, neighbourhood), grids);
  if (static_cast<std::int32_t>(regions.grids.size()) == neighbourhood.pieces) return {};
  std::vector<Link> links;
  for (std::int32_t i = 0; i < neighbourhood.links.size(); ++i)
    for (const std::int32_t other : neighbourhood.links.of(i))
      if (i < other && regions.of[static_cast<std::size_t>(i)] == regions.of[static_cast<std::size_t>(other)])
        links.emplace_back(i, other);
  return Neighbourhood{adjacency_of(count, std::move(links)), regions.of,
                       static_cast<std::int32_t>(regions.grids.size())};
}

}  // namespace

Result<GridPlan> divide(const GridProblem& problem, const Neighbourhood& neighbourhood, const SolveOptions& options) {
  if (auto sound = check_problem(problem); !sound) return failure(sound.error());
  if (auto sound = check_options(problem, options); !sound) return failure(sound.error());
  if (const auto obstacles = obstacles_of(problem, neighbourhood); !obstacles.empty())
    return failure(ErrorKind::unprocessable, "planning.infeasible", in_words(obstacles.front()));
  const std::int32_t grids = options.start != nullptr ? options.start->grids : number_of_grids(problem, neighbourhood);
  if (const auto parted = within_regions(problem, neighbourhood, options, grids)) {
    auto plan = Planner(problem, *parted, options, grids).run();
    if (plan || plan.error().code != "planning.none_found") return plan;
  }
  return Planner(problem, neighbourhood, options, grids).run();
}

}  // namespace mashang::planning
