// What a person does to a plan by hand, and why it is refused.
#include <fmt/format.h>

#include <algorithm>

#include "rooms/planning/planning.hpp"
#include "rooms/planning/repair.hpp"

namespace mashang::planning {
namespace {

tl::unexpected<Error> refuse(std::string_view code, std::string detail = {}) {
  return failure(ErrorKind::unprocessable, code, std::move(detail));
}

bool is_grid(const GridPlan& plan, std::int32_t grid) { return grid >= 0 && grid < plan.grids; }

std::vector<std::int32_t> members_of(const GridPlan& plan, std::int32_t grid) {
  std::vector<std::int32_t> members;
  for (std::size_t i = 0; i < plan.grid_of.size(); ++i)
    if (plan.grid_of[i] == grid) members.push_back(static_cast<std::int32_t>(i));
  return members;
}

/// Into how many parts a grid falls.
int parts_of(const Neighbourhood& neighbourhood, const GridPlan& plan, std::int32_t grid) {
  std::vector<bool> seen(plan.grid_of.size(), false);
  int parts = 0;
  for (const std::int32_t first : members_of(plan, grid)) {
    if (seen[static_cast<std::size_t>(first)]) continue;
    ++parts;
    std::vector<std::int32_t> queue{first};
    seen[static_cast<std::size_t>(first)] = true;
    for (std::size_t next = 0; next < queue.size(); ++next)
      for (const std::int32_t other : neighbourhood.links.of(queue[next])) {
        const auto at = static_cast<std::size_t>(other);
        if (seen[at] || plan.grid_of[at] != grid) continue;
        seen[at] = true;
        queue.push_back(other);
      }
  }
  return parts;
}

/// Gives the buildings to the grid; none of the grids may fall into more parts than before, or lose its last building.
Result<GridPlan> give(const Neighbourhood& neighbourhood, const GridPlan& before,
                      const std::vector<std::int32_t>& buildings, std::int32_t grid) {
  if (buildings.empty()) return refuse("planning.nothing_chosen");
  GridPlan after = before;
  after.grids = std::max(after.grids, grid + 1);
  std::vector<std::int32_t> touched;
  for (const std::int32_t building : buildings) {
    if (building < 0 || static_cast<std::size_t>(building) >= after.grid_of.size())
      return refuse("planning.unknown_building", fmt::format("building {}", building));
    auto& own = after.grid_of[static_cast<std::size_t>(building)];
    if (own != grid && own != kNone) touched.push_back(own);
    own = grid;
  }
  std::sort(touched.begin(), touched.end());
  touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
  const int parts_before = grid < before.grids ? parts_of(neighbourhood, before, grid) : 1;
  if (parts_of(neighbourhood, after, grid) > std::max(1, parts_before))
    return refuse("planning.not_adjacent", fmt::format("grid {}", grid));
  for (const std::int32_t other : touched) {
    const int parts = parts_of(neighbourhood, after, other);
    if (parts == 0) return refuse("planning.would_empty_grid", fmt::format("grid {}", other));
    if (parts > std::max(1, parts_of(neighbourhood, before, other)))
      return refuse("planning.would_cut_grid", fmt::format("grid {}", other));
  }
  return after;
}

}  // namespace

Result<GridPlan> move_buildings(const Neighbourhood& neighbourhood, const GridPlan& plan,
                                const std::vector<std::int32_t>& buildings, std::int32_t grid) {
  if (!is_grid(plan, grid)) return refuse("planning.unknown_grid", fmt::format("grid {}", grid));
  return give(neighbourhood, plan, buildings, grid);
}

Result<GridPlan> draw_grid(const Neighbourhood& neighbourhood, const GridPlan& plan,
                           const std::vector<std::int32_t>& buildings) {
  return give(neighbourhood, plan, buildings, plan.grids);
}

Result<GridPlan> split_grid(const GridProblem& problem, const Neighbourhood& neighbourhood, const GridPlan& plan,
                            std::int32_t grid) {
  if (!is_grid(plan, grid)) return refuse("planning.unknown_grid", fmt::format("grid {}", grid));
  const Units buildings = single_buildings(problem, neighbourhood);
  const std::vector<std::int32_t> half = part_of(buildings, members_of(plan, grid), 0.5);
  if (half.empty()) return refuse("planning.too_small_to_split", fmt::format("grid {}", grid));
  return give(neighbourhood, plan, half, plan.grids);
}

Result<GridPlan> merge_grids(const Neighbourhood& neighbourhood, const GridPlan& plan, std::int32_t grid,
                             std::int32_t other) {
  for (const std::int32_t each : {grid, other})
    if (!is_grid(plan, each)) return refuse("planning.unknown_grid", fmt::format("grid {}", each));
  if (grid == other) return refuse("planning.nothing_chosen");
  GridPlan after = plan;
  for (auto& each : after.grid_of)
    if (each == other) each = grid;
  if (parts_of(neighbourhood, after, grid) > 1) return refuse("planning.not_adjacent", fmt::format("grid {}", other));
  for (auto& each : after.grid_of)
    if (each == plan.grids - 1) each = other;
  --after.grids;
  return after;
}

}  // namespace mashang::planning
