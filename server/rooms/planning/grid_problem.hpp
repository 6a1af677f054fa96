// The grid problem as values: buildings on a plane, lines that part them, the band, and what a good division is.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace mashang::planning {

/// Metres on a local plane (`plane.hpp` makes them of WGS-84).
struct Spot {
  double x = 0;
  double y = 0;
};

/// Indices count from 0; kNone is "none".
constexpr std::int32_t kNone = -1;

struct Building {
  Spot at;
  std::int32_t households = 0;
  std::int32_t community = kNone;  ///< a grid lies in one community unless size forces it otherwise
  std::int32_t compound = kNone;   ///< is cut only when size forces it
  std::int32_t grid = kNone;       ///< today's
  double work = 0;                 ///< hours of work a month expected here: cases, visits
  std::int32_t fixed = kNone;      ///< the grid that a person has pinned it to
};

/// A river, a railway, a main road: no grid reaches across unless a building could not be reached otherwise.
using Barrier = std::vector<Spot>;

/// Households of a grid, both ends allowed.
struct Band {
  std::int32_t fewest = 300;
  std::int32_t most = 500;
};

/// What a plan is measured by, each in its own unit; less is better.
enum class Measure {
  distance,         ///< metres from a household to the middle of its grid, mean over households
  change,           ///< households that get another worker, share of all
  imbalance,        ///< mean deviation of a grid's work from the mean, share of it
  cut_compounds,    ///< grids more than one that a compound lies in, summed over compounds
  cut_communities,  ///< the same of communities: grids that hold more than one
  worker_distance   ///< metres from a worker's home to the middle of the worker's grid, mean over workers
};
constexpr std::size_t kMeasures = 6;
[[nodiscard]] std::string_view to_word(Measure measure);
/// metres, share, grids.
[[nodiscard]] std::string_view unit_of(Measure measure);

/// Points for one unit of each measure. The band and contiguity are no measures: a plan without them is infeasible.
struct Weights {
  std::array<double, kMeasures> of{1.0, 20.0, 20.0, 1.0, 10.0, 0.0};
  [[nodiscard]] double operator[](Measure measure) const { return of[static_cast<std::size_t>(measure)]; }
};

struct GridProblem {
  std::vector<Building> buildings;
  std::vector<Barrier> barriers;
  Band band;
  std::int32_t grids = 0;  ///< how many are wanted; 0 lets the planner choose
  Weights weights;
  std::vector<Spot> worker_homes;  ///< of today's grids, in their order; empty when not known
};

}  // namespace mashang::planning
