// The plane in whole centimetres, so that geometry is exact.
#pragma once

#include <cmath>
#include <compare>
#include <cstdint>

#include "rooms/planning/grid_problem.hpp"

namespace mashang::planning {

/// Farther from the origin than this, in metres, a spot is taken for a mistake.
constexpr double kFarthestSpot = 1e7;

struct LatticePoint {
  std::int32_t x = 0;
  std::int32_t y = 0;
  friend auto operator<=>(const LatticePoint&, const LatticePoint&) = default;
};

[[nodiscard]] inline LatticePoint on_lattice(Spot at) {
  return {static_cast<std::int32_t>(std::lround(at.x * 100)), static_cast<std::int32_t>(std::lround(at.y * 100))};
}

[[nodiscard]] inline double distance(Spot a, Spot b) { return std::hypot(a.x - b.x, a.y - b.y); }

/// On which side of the line from a to b the point c lies: 1 left, -1 right, 0 on it.
[[nodiscard]] inline int side_of(LatticePoint a, LatticePoint b, LatticePoint c) {
  __extension__ using Wide = __int128;
  const Wide turn = static_cast<Wide>(std::int64_t{b.x} - a.x) * (std::int64_t{c.y} - a.y) -
                    static_cast<Wide>(std::int64_t{b.y} - a.y) * (std::int64_t{c.x} - a.x);
  return turn > 0 ? 1 : turn < 0 ? -1 : 0;
}

}  // namespace mashang::planning
