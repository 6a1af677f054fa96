// Planning as pure functions: values in, a plan out. The room's face.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "rooms/planning/adjacency.hpp"
#include "rooms/planning/grid_outline.hpp"
#include "rooms/planning/grid_plan.hpp"
#include "rooms/planning/grid_problem.hpp"
#include "rooms/planning/sites.hpp"

namespace mashang::planning {

/// Fails with planning.bad_problem, naming the building: negative households, coordinates or numbers out of range, an
/// empty band, negative weights. All other functions take sound problems.
[[nodiscard]] Result<void> check_problem(const GridProblem& problem);

/// Who is a neighbour of whom.
struct Neighbourhood {
  Adjacency links;
  /// Pieces that no link joins: islands between rivers, say. Each building's piece, from 0.
  std::vector<std::int32_t> piece_of;
  std::int32_t pieces = 0;
};

/// Delaunay triangulation of the buildings, without the links that cross a barrier or are far longer than those around;
/// a long link stays where only it joins two parts. Buildings on one spot are neighbours. Contiguity of grids is
/// contiguity in this graph.
[[nodiscard]] Neighbourhood neighbourhood_of(const GridProblem& problem);

/// A part of a county as a problem of its own: `problem.buildings` are those of the county at `buildings`, in that
/// order. Links are the county's own, so that what hangs together in the part does so in the county. Weights count a
/// cut of the part as much as the county would: distances are means over fewer households there. Today's grids keep
/// their numbers; worker homes are left out.
struct CountyPart {
  GridProblem problem;
  Neighbourhood neighbourhood;
  std::vector<std::int32_t> buildings;
};
[[nodiscard]] CountyPart part_of(const GridProblem& county, const Neighbourhood& neighbourhood,
                                 std::vector<std::int32_t> buildings);

/// Why no plan can be within the band, for a person: one for each building, piece or grid at fault. Empty when none is
/// known.
struct Obstacle {
  enum class Kind {
    building_too_large,   ///< `amount` households more than a grid may have
    piece_too_small,      ///< `amount` households short of one grid
    piece_between_bands,  ///< too many for some number of grids, `amount` households short of one grid more
    too_many_grids,       ///< `amount` grids more than the households suffice for
    too_few_grids,        ///< `amount` grids short
    pins_too_large,       ///< buildings pinned to `grid` are `amount` households more than it may have
    pins_apart            ///< `building` is pinned to `grid`, others of it stand in another piece
  };
  Kind kind = Kind::building_too_large;
  std::int32_t building = kNone;  ///< itself, or one of the piece
  std::int32_t piece = kNone;
  std::int32_t grid = kNone;
  std::int64_t households = 0;  ///< of the building, piece, pins or county
  std::int64_t amount = 0;
};
[[nodiscard]] std::string_view to_word(Obstacle::Kind kind);
[[nodiscard]] std::vector<Obstacle> obstacles_of(const GridProblem& problem, const Neighbourhood& neighbourhood);

struct Progress {
  double seconds = 0;
  double share = 0;          ///< of the time or steps allowed
  double cost = 0;           ///< of the best so far
  std::int64_t outside = 0;  ///< households outside the band in the best so far
  const GridPlan* best = nullptr;
};

struct SolveOptions {
  std::uint64_t seed = 1;
  double seconds = 10;     ///< of wall clock
  std::int64_t steps = 0;  ///< moves tried at most; 0 for no bound. Ending by steps: same seed and threads, same plan
  std::int32_t threads = 1;
  const std::atomic<bool>* cancelled = nullptr;
  std::function<void(const Progress&)> progress = {};  ///< called from the calling thread, some times a second
  const GridPlan* start = nullptr;                     ///< improve this one; its buildings without a grid get one
  std::vector<std::int32_t> only_grids = {};           ///< with `start`: redraw these alone
};

/// The best division found before the time, the steps or the caller's patience end. Fails with
///   planning.bad_problem, also for a start or grids that do not fit the problem;
///   planning.infeasible: no division can be within the band; `detail` says what is at fault;
///   planning.none_found: none was found; `detail` says how many households are outside in the best.
[[nodiscard]] Result<GridPlan> divide(const GridProblem& problem, const Neighbourhood& neighbourhood,
                                      const SolveOptions& options);

/// What no feasible plan can be below, in the measures' units; 0 where nothing better is known. Takes seconds for a
/// large county, and is the same for all of its plans. docs/develop/planning.md proves them.
using Bounds = std::array<double, kMeasures>;
[[nodiscard]] Bounds lower_bounds(const GridProblem& problem, const Neighbourhood& neighbourhood);

/// Figures, faults and terms of any division, feasible or not.
[[nodiscard]] GridReport report_on(const GridProblem& problem, const Neighbourhood& neighbourhood, const GridPlan& plan,
                                   const Bounds& bounds = {});

// Edits by hand: each gives the plan after, or refuses with the reason; a plan never loses a building, and no edit puts
// a grid in pieces. The band may be left while drawing: report_on shows it. Codes: planning.unknown_building,
// planning.unknown_grid, planning.nothing_chosen, planning.would_cut_grid (in `detail` the grid),
// planning.not_adjacent, planning.would_empty_grid, planning.too_small_to_split.
/// Moves buildings to a grid.
[[nodiscard]] Result<GridPlan> move_buildings(const Neighbourhood& neighbourhood, const GridPlan& plan,
                                              const std::vector<std::int32_t>& buildings, std::int32_t grid);
/// Makes a new grid, numbered `plan.grids`, of these buildings (drawn or lassoed).
[[nodiscard]] Result<GridPlan> draw_grid(const Neighbourhood& neighbourhood, const GridPlan& plan,
                                         const std::vector<std::int32_t>& buildings);
/// Divides one grid in two contiguous ones of about equal households; the new one is numbered `plan.grids`.
[[nodiscard]] Result<GridPlan> split_grid(const GridProblem& problem, const Neighbourhood& neighbourhood,
                                          const GridPlan& plan, std::int32_t grid);
/// Gives the buildings of `other` to `grid`; the last grid takes the number that becomes free.
[[nodiscard]] Result<GridPlan> merge_grids(const Neighbourhood& neighbourhood, const GridPlan& plan, std::int32_t grid,
                                           std::int32_t other);

}  // namespace mashang::planning
