// Planning as pure functions: values in, a plan out. The room's face.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "rooms/planning/grid_plan.hpp"
#include "rooms/planning/grid_problem.hpp"
#include "rooms/planning/sites.hpp"

namespace mashang::planning {

/// Who is a neighbour of whom: neighbours of building i are `to[from[i]] … to[from[i + 1] - 1]`, ascending.
struct Neighbourhood {
  std::vector<std::int32_t> from;
  std::vector<std::int32_t> to;
  /// Pieces that no link joins: islands between rivers, say. Each building's piece, from 0.
  std::vector<std::int32_t> piece_of;
  std::int32_t pieces = 0;
};

/// Delaunay triangulation of the buildings, without the links that cross a barrier or are far longer than those around.
/// Buildings on one spot are neighbours. Contiguity of grids is contiguity in this graph.
[[nodiscard]] Neighbourhood neighbourhood_of(const GridProblem& problem);

struct Progress {
  double seconds = 0;
  double cost = 0;              ///< of the best so far
  std::int32_t violations = 0;  ///< of the best so far
  const GridPlan* best = nullptr;
};

struct SolveOptions {
  std::uint64_t seed = 1;
  double seconds = 10;       ///< of wall clock; the work itself is counted in steps where it ends earlier
  std::int64_t steps = 0;    ///< a bound of work that does not depend on the clock: same seed, same plan; 0 for none
  std::int32_t threads = 1;
  const std::atomic<bool>* cancelled = nullptr;
  std::function<void(const Progress&)> progress;  ///< called from the solving thread, at each better plan at most 10 a second
  const GridPlan* start = nullptr;                ///< improve this one
  std::vector<std::int32_t> only_grids;           ///< with `start`: redraw these alone
};

/// The best division found. Fails when no division can be within the band, with planning.infeasible and, in `detail`,
/// which building or piece is at fault and by how many households; with planning.bad_problem for values that make no
/// sense (negative households, indices out of range, an empty band).
[[nodiscard]] Result<GridPlan> divide(const GridProblem& problem, const Neighbourhood& neighbourhood,
                                      const SolveOptions& options);

/// Figures, faults and terms of any division, feasible or not.
[[nodiscard]] GridReport report_on(const GridProblem& problem, const Neighbourhood& neighbourhood, const GridPlan& plan);

/// Why `divide` fails, for a person: one for each building or piece that no plan can serve. Empty when none is known.
struct Obstacle {
  enum class Kind { building_too_large, piece_too_small, piece_between_bands, too_many_grids, too_few_grids };
  Kind kind = Kind::building_too_large;
  std::int32_t building = kNone;  ///< itself, or one of the piece
  std::int32_t piece = kNone;
  std::int64_t households = 0;    ///< of the building or piece
  std::int64_t amount = 0;        ///< over (positive) or short
};
[[nodiscard]] std::string_view to_word(Obstacle::Kind kind);
[[nodiscard]] std::vector<Obstacle> obstacles_of(const GridProblem& problem, const Neighbourhood& neighbourhood);

// Edits by hand: each gives the plan after, or refuses with the reason; a plan never loses a building, and no edit puts a
// grid in pieces. The band may be left while drawing: report_on shows it.
/// Moves buildings to a grid. Fails with planning.unknown_building, planning.unknown_grid, planning.would_cut_grid (in
/// `detail` the grid), planning.not_adjacent, planning.would_empty_grid.
[[nodiscard]] Result<GridPlan> move_buildings(const Neighbourhood& neighbourhood, const GridPlan& plan,
                                              const std::vector<std::int32_t>& buildings, std::int32_t grid);
/// Makes a new grid, numbered `plan.grids`, of these buildings (drawn or lassoed). Fails as move_buildings.
[[nodiscard]] Result<GridPlan> draw_grid(const Neighbourhood& neighbourhood, const GridPlan& plan,
                                         const std::vector<std::int32_t>& buildings);
/// Divides one grid in two contiguous ones of about equal households. Fails with planning.unknown_grid and
/// planning.too_small_to_split.
[[nodiscard]] Result<GridPlan> split_grid(const GridProblem& problem, const Neighbourhood& neighbourhood,
                                          const GridPlan& plan, std::int32_t grid);
/// Gives the buildings of `other` to `grid`; the last grid takes the number that becomes free. Fails with
/// planning.unknown_grid, planning.not_adjacent.
[[nodiscard]] Result<GridPlan> merge_grids(const Neighbourhood& neighbourhood, const GridPlan& plan, std::int32_t grid,
                                           std::int32_t other);

}  // namespace mashang::planning
