// A large county that nobody lives in.
#include <cmath>

#include "bench/plan_grids_bench/instances.hpp"
#include "rooms/planning/random.hpp"

namespace mashang::bench {
namespace {

constexpr int kBuildings = 100'000;
constexpr int kGrids = 5'000;
constexpr int kBlockBuildings = 20;
constexpr int kTowns = 40;
constexpr double kSide = 60'000;  // metres
constexpr std::uint64_t kSeed = 20261126;

using planning::Random;
using planning::Spot;

/// Twenty buildings of one estate, or of a lane that is no compound.
void add_block(planning::GridProblem& problem, Random& random, Spot at, std::int32_t community,
               std::int32_t& compounds) {
  const bool is_compound = random.below(2) == 0;
  const double spacing = is_compound ? 35 : 25;
  for (int i = 0; i < kBlockBuildings; ++i) {
    const double x = at.x + (i % 5) * spacing + 12 * random.share(), y = at.y + (i / 5) * spacing + 12 * random.share();
    const auto households = static_cast<std::int32_t>(is_compound ? 8 + random.below(24) : 4 + random.below(33));
    problem.buildings.push_back({.at = {x, y},
                                 .households = households,
                                 .community = community,
                                 .compound = is_compound ? compounds : planning::kNone});
  }
  if (is_compound) ++compounds;
}

}  // namespace

planning::GridProblem big_instance() {
  planning::GridProblem problem;
  problem.grids = kGrids;
  Random random(kSeed);
  const int blocks = kBuildings / kBlockBuildings;
  std::int32_t compounds = 0;
  for (int town = 0; town < kTowns; ++town) {
    const Spot middle{kSide * random.share(), kSide * random.share()};
    const int own = blocks / kTowns;
    const int columns = static_cast<int>(std::ceil(std::sqrt(own)));
    for (int i = 0; i < own; ++i) {
      const int column = i % columns, row = i / columns;
      const Spot at{middle.x + column * 195, middle.y + row * 165};
      add_block(problem, random, at, town * 9 + 3 * (3 * row / columns) + 3 * column / columns, compounds);
    }
  }
  return problem;
}

}  // namespace mashang::bench
