// A division into grids, what is wrong with it, and what it costs.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "rooms/planning/grid_problem.hpp"

namespace mashang::planning {

/// The grid of each building, 0 … grids-1, in the order of GridProblem::buildings. Grids that exist today keep their
/// number where the plan keeps most of their households.
struct GridPlan {
  std::vector<std::int32_t> grid_of;
  std::int32_t grids = 0;
};

struct GridFigures {
  std::int32_t grid = 0;
  std::int32_t buildings = 0;
  std::int64_t households = 0;
  double work = 0;
  Spot middle;          ///< of its households
  double radius = 0;    ///< metres from a household to `middle`, mean
  double farthest = 0;  ///< metres from `middle` to the farthest building
};

enum class Fault {
  too_few_households,   ///< `amount` households below the band
  too_many_households,  ///< `amount` households above the band
  in_pieces,            ///< `amount` pieces beside the largest; `building` is in one of them
  without_grid,         ///< `building` has none
  not_where_pinned      ///< `building` is pinned to another grid than `grid`
};
[[nodiscard]] std::string_view to_word(Fault fault);

struct Violation {
  Fault fault = Fault::without_grid;
  std::int32_t grid = kNone;
  std::int32_t building = kNone;
  std::int64_t amount = 0;
};

/// One measure of a plan: `value` and `lower_bound` in the measure's unit; no feasible plan can be below the bound.
struct Term {
  Measure measure = Measure::distance;
  double value = 0;
  double lower_bound = 0;
  double weight = 0;
};

struct GridReport {
  std::vector<GridFigures> grids;
  std::vector<Violation> violations;
  std::vector<Term> terms;
  double cost = 0;         ///< weights times values, summed
  double lower_bound = 0;  ///< of `cost`
};

}  // namespace mashang::planning
