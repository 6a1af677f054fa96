// Buildings are grouped, the graph between them is contracted with them.
#include "rooms/planning/units.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "rooms/planning/repair.hpp"
#include "rooms/planning/union_find.hpp"

namespace mashang::planning {
namespace {

void take_in(Unit& unit, const Building& building) {
  const std::int64_t households = building.households;
  unit.households += households;
  unit.east += households * std::llround(building.at.x * kFine);
  unit.north += households * std::llround(building.at.y * kFine);
  unit.work += std::llround(building.work * 1000);
  unit.community = building.community;
  unit.compound = building.compound;
  if (building.fixed != kNone) unit.pinned = building.fixed;
}

Units grouped(const GridProblem& problem, const Neighbourhood& neighbourhood, std::vector<std::int32_t> unit_of,
              std::int32_t count) {
  Units units;
  units.all.resize(static_cast<std::size_t>(count));
  units.first.assign(static_cast<std::size_t>(count) + 1, 0);
  for (const std::int32_t unit : unit_of) ++units.first[static_cast<std::size_t>(unit) + 1];
  std::partial_sum(units.first.begin(), units.first.end(), units.first.begin());
  units.held.resize(unit_of.size());
  units.standing.resize(unit_of.size());
  units.today.resize(unit_of.size());
  std::vector<std::int32_t> next(units.first.begin(), units.first.end() - 1);
  std::vector<Link> links;
  for (std::size_t i = 0; i < unit_of.size(); ++i) {
    const Building& building = problem.buildings[i];
    const auto unit = static_cast<std::size_t>(unit_of[i]);
    take_in(units.all[unit], building);
    const auto slot = static_cast<std::size_t>(next[unit]++);
    units.held[slot] = static_cast<std::int32_t>(i);
    units.standing[slot] = {building.at.x, building.at.y, static_cast<double>(building.households)};
    units.today[slot] = building.grid;
    for (const std::int32_t other : neighbourhood.links.of(static_cast<std::int32_t>(i)))
      links.emplace_back(unit_of[i], unit_of[static_cast<std::size_t>(other)]);
  }
  units.links = adjacency_of(units.all.size(), std::move(links));
  units.unit_of = std::move(unit_of);
  return units;
}

/// Pins to different grids, or more households than a grid may have, keep a group from being one unit.
std::vector<bool> may_be_whole(const GridProblem& problem, const std::vector<std::int32_t>& group_of,
                               std::int32_t groups) {
  std::vector<std::int64_t> households(static_cast<std::size_t>(groups), 0);
  std::vector<std::int32_t> pinned(static_cast<std::size_t>(groups), kNone);
  std::vector<bool> may(static_cast<std::size_t>(groups), true);
  for (std::size_t i = 0; i < group_of.size(); ++i) {
    const auto group = static_cast<std::size_t>(group_of[i]);
    const std::int32_t fixed = problem.buildings[i].fixed;
    households[group] += problem.buildings[i].households;
    if (fixed == kNone) continue;
    if (pinned[group] != kNone && pinned[group] != fixed) may[group] = false;
    pinned[group] = fixed;
  }
  for (std::size_t group = 0; group < may.size(); ++group)
    if (households[group] > problem.band.most) may[group] = false;
  return may;
}

/// About equal parts, each within what a grid may have; none when growing them fails.
std::vector<std::vector<std::int32_t>> fewest_parts(const Units& buildings, std::vector<std::int32_t> rest,
                                                    std::int32_t most) {
  const auto households = [&](const std::vector<std::int32_t>& part) {
    std::int64_t sum = 0;
    for (const std::int32_t building : part) sum += buildings[building].households;
    return sum;
  };
  std::vector<std::vector<std::int32_t>> parts;
  for (std::int64_t wanted = (households(rest) + most - 1) / most; wanted > 1; --wanted) {
    parts.push_back(part_of(buildings, rest, 1.0 / static_cast<double>(wanted)));
    const std::vector<std::int32_t>& part = parts.back();
    std::erase_if(rest, [&](std::int32_t building) { return std::binary_search(part.begin(), part.end(), building); });
  }
  parts.push_back(std::move(rest));
  for (const auto& part : parts) {
    const bool is_pinned = std::any_of(part.begin(), part.end(),
                                       [&](std::int32_t building) { return buildings[building].pinned != kNone; });
    if (part.empty() || households(part) > most || is_pinned) return {};
  }
  return parts;
}

}  // namespace

Units single_buildings(const GridProblem& problem, const Neighbourhood& neighbourhood) {
  std::vector<std::int32_t> unit_of(problem.buildings.size());
  std::iota(unit_of.begin(), unit_of.end(), 0);
  const auto count = static_cast<std::int32_t>(unit_of.size());
  return grouped(problem, neighbourhood, std::move(unit_of), count);
}

Units whole_compounds(const GridProblem& problem, const Neighbourhood& neighbourhood,
                      const std::vector<std::int32_t>& grid_of) {
  const std::size_t count = problem.buildings.size();
  const auto is_one = [&](std::size_t a, std::size_t b) {
    const Building &some = problem.buildings[a], &other = problem.buildings[b];
    return some.compound != kNone && some.compound == other.compound && some.community == other.community &&
           (grid_of.empty() || grid_of[a] == grid_of[b]);
  };
  UnionFind groups(count);
  for (std::size_t i = 0; i < count; ++i)
    for (const std::int32_t other : neighbourhood.links.of(static_cast<std::int32_t>(i)))
      if (is_one(i, static_cast<std::size_t>(other))) groups.join(static_cast<std::int32_t>(i), other);
  const auto [group_of, number] = groups.numbered();
  const std::vector<bool> may = may_be_whole(problem, group_of, number);
  std::vector<std::vector<std::int32_t>> members(static_cast<std::size_t>(number));
  for (std::size_t i = 0; i < count; ++i)
    members[static_cast<std::size_t>(group_of[i])].push_back(static_cast<std::int32_t>(i));
  UnionFind kept(count);
  const auto keep_together = [&](const std::vector<std::int32_t>& unit) {
    for (const std::int32_t building : unit) kept.join(unit.front(), building);
  };
  const Units buildings = single_buildings(problem, neighbourhood);
  for (std::size_t group = 0; group < members.size(); ++group) {
    if (may[group])
      keep_together(members[group]);
    else
      for (const auto& part : fewest_parts(buildings, std::move(members[group]), problem.band.most))
        keep_together(part);
  }
  auto [unit_of, units] = kept.numbered();
  return grouped(problem, neighbourhood, std::move(unit_of), units);
}

std::vector<std::int32_t> to_buildings(const Units& units, const std::vector<std::int32_t>& grid_of_unit) {
  std::vector<std::int32_t> grid_of(units.unit_of.size());
  for (std::size_t i = 0; i < grid_of.size(); ++i)
    grid_of[i] = grid_of_unit[static_cast<std::size_t>(units.unit_of[i])];
  return grid_of;
}

std::vector<std::int32_t> to_units(const Units& units, const std::vector<std::int32_t>& grid_of_building) {
  std::vector<std::int32_t> grid_of(units.all.size());
  for (std::size_t i = 0; i < grid_of_building.size(); ++i)
    grid_of[static_cast<std::size_t>(units.unit_of[i])] = grid_of_building[i];
  return grid_of;
}

}  // namespace mashang::planning
