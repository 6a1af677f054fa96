// A disc around each building, cut along the middle to buildings of other grids, and united.
#include "rooms/planning/grid_outline.hpp"

#include <boost/polygon/polygon.hpp>

#include <cmath>
#include <map>
#include <numbers>
#include <utility>

namespace mashang::planning {
namespace {

namespace polygon = boost::polygon;
using Corner = polygon::point_data<int>;
using Piece = polygon::polygon_data<int>;
using United = polygon::polygon_set_data<int>;
using Whole = polygon::polygon_with_holes_data<int>;

constexpr int kSides = 16;
constexpr double kPerMetre = 10;  ///< coordinates are whole decimetres

/// Buildings by squares as wide as two of them can matter to each other.
class Squares {
 public:
  Squares(const GridProblem& problem, double width) : problem_(problem), width_(width) {
    for (std::size_t i = 0; i < problem.buildings.size(); ++i)
      members_[square_of(problem.buildings[i].at)].push_back(i);
  }

  template <class Visit>
  void each_near(const Spot& at, Visit visit) const {
    const auto [column, row] = square_of(at);
    for (long x = column - 1; x <= column + 1; ++x)
      for (long y = row - 1; y <= row + 1; ++y)
        if (const auto found = members_.find({x, y}); found != members_.end())
          for (const std::size_t i : found->second) visit(i);
  }

 private:
  using Square = std::pair<long, long>;
  [[nodiscard]] Square square_of(const Spot& at) const {
    return {std::lround(std::floor(at.x / width_)), std::lround(std::floor(at.y / width_))};
  }

  const GridProblem& problem_;
  double width_;
  std::map<Square, std::vector<std::size_t>> members_;
};

Ring disc(const Spot& middle, double reach) {
  Ring ring;
  for (int side = 0; side < kSides; ++side) {
    const double angle = 2 * std::numbers::pi * side / kSides;
    ring.push_back({middle.x + reach * std::cos(angle), middle.y + reach * std::sin(angle)});
  }
  return ring;
}

/// What of a convex ring is nearer to `near` than to `far` (Sutherland and Hodgman 1974).
Ring nearer(const Ring& ring, const Spot& near, const Spot& far) {
  const Spot towards{far.x - near.x, far.y - near.y};
  const Spot middle{(far.x + near.x) / 2, (far.y + near.y) / 2};
  const auto beyond = [&](const Spot& at) { return (at.x - middle.x) * towards.x + (at.y - middle.y) * towards.y; };
  Ring kept;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Spot& from = ring[i];
    const Spot& to = ring[(i + 1) % ring.size()];
    const double here = beyond(from), there = beyond(to);
    if (here <= 0) kept.push_back(from);
    if ((here < 0 && there > 0) || (here > 0 && there < 0)) {
      const double share = here / (here - there);
      kept.push_back({from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)});
    }
  }
  return kept;
}

Piece piece_of(const Ring& ring) {
  std::vector<Corner> corners;
  for (const Spot& at : ring)
    corners.emplace_back(static_cast<int>(std::lround(at.x * kPerMetre)),
                         static_cast<int>(std::lround(at.y * kPerMetre)));
  return {corners.begin(), corners.end()};
}

template <class Corners>
Ring ring_of(const Corners& corners) {
  Ring ring;
  for (const auto& corner : corners) ring.push_back({corner.x() / kPerMetre, corner.y() / kPerMetre});
  if (ring.size() > 1 && ring.front().x == ring.back().x && ring.front().y == ring.back().y) ring.pop_back();
  return ring;
}

Outline outline_of(const Whole& whole) {
  Outline outline{ring_of(whole)};
  for (auto hole = whole.begin_holes(); hole != whole.end_holes(); ++hole) outline.push_back(ring_of(*hole));
  return outline;
}

}  // namespace

std::vector<std::vector<Outline>> outlines_of(const GridProblem& problem, const GridPlan& plan,
                                              const std::vector<std::int32_t>& grids, double reach) {
  const Squares squares(problem, 2 * reach);
  std::map<std::int32_t, United> united;
  for (const std::int32_t grid : grids) united[grid];
  for (std::size_t i = 0; i < problem.buildings.size(); ++i) {
    const auto own = united.find(plan.grid_of[i]);
    if (own == united.end()) continue;
    const Spot& at = problem.buildings[i].at;
    Ring ring = disc(at, reach);
    squares.each_near(at, [&](std::size_t other) {
      const Spot& there = problem.buildings[other].at;
      const bool is_apart = there.x != at.x || there.y != at.y;
      if (plan.grid_of[other] != plan.grid_of[i] && is_apart) ring = nearer(ring, at, there);
    });
    if (ring.size() >= 3) own->second.insert(piece_of(ring));
  }
  std::vector<std::vector<Outline>> outlines;
  for (const std::int32_t grid : grids) {
    std::vector<Whole> wholes;
    united.at(grid).get(wholes);
    auto& of_grid = outlines.emplace_back();
    for (const Whole& whole : wholes) of_grid.push_back(outline_of(whole));
  }
  return outlines;
}

}  // namespace mashang::planning
