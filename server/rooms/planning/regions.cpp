// Communities, joined with neighbours until each can be made of whole grids; then the grids are shared out among them.
#include <algorithm>
#include <map>

#include "rooms/planning/grid_count.hpp"
#include "rooms/planning/start.hpp"
#include "rooms/planning/union_find.hpp"

namespace mashang::planning {
namespace {

std::vector<std::int64_t> households_of(const Units& units, const std::vector<std::int32_t>& region_of,
                                        std::int32_t count) {
  std::vector<std::int64_t> households(static_cast<std::size_t>(count), 0);
  for (std::int32_t unit = 0; unit < units.count(); ++unit)
    households[static_cast<std::size_t>(region_of[static_cast<std::size_t>(unit)])] += units[unit].households;
  return households;
}

/// Joins each region that cannot be made of whole grids with the one it has the most links to; false when all can.
bool join_unfit(const Units& units, Band band, UnionFind& joined) {
  const auto [region_of, count] = joined.numbered();
  const auto households = households_of(units, region_of, count);
  std::map<Link, std::int32_t> links;
  for (std::int32_t unit = 0; unit < units.count(); ++unit) {
    const std::int32_t region = region_of[static_cast<std::size_t>(unit)];
    const GridRange range = grids_of(households[static_cast<std::size_t>(region)], band);
    if (range.fewest <= range.most) continue;
    for (const std::int32_t other : units.links.of(unit))
      if (region_of[static_cast<std::size_t>(other)] != region)
        ++links[{region, region_of[static_cast<std::size_t>(other)]}];
  }
  std::map<std::int32_t, std::pair<std::int32_t, std::int32_t>> most;  // region: links, neighbour
  for (const auto& [pair, number] : links) {
    auto& best = most[pair.first];
    if (number > best.first) best = {number, pair.second};
  }
  std::vector<std::int32_t> first(static_cast<std::size_t>(count), kNone);
  for (std::int32_t unit = units.count() - 1; unit >= 0; --unit)
    first[static_cast<std::size_t>(region_of[static_cast<std::size_t>(unit)])] = unit;
  for (const auto& [region, best] : most)
    joined.join(first[static_cast<std::size_t>(region)], first[static_cast<std::size_t>(best.second)]);
  return !most.empty();
}

/// Webster's method within each region's range: one grid after another goes to, or from, the region that it changes
/// least. False when the ranges do not allow the sum.
bool share_out(Regions& regions, Band band, std::int32_t grids) {
  const std::size_t count = regions.households.size();
  std::int64_t all = 0, sum = 0;
  for (const std::int64_t households : regions.households) all += households;
  std::vector<GridRange> range;
  for (const std::int64_t households : regions.households) range.push_back(grids_of(households, band));
  for (std::size_t i = 0; i < count; ++i) {
    const double share =
        static_cast<double>(regions.households[i]) * grids / static_cast<double>(std::max<std::int64_t>(all, 1));
    sum += regions.grids.emplace_back(static_cast<std::int32_t>(
        std::clamp(static_cast<std::int64_t>(share + 0.5), range[i].fewest, std::max(range[i].fewest, range[i].most))));
  }
  while (sum != grids) {
    const std::int32_t step = sum < grids ? 1 : -1;
    std::size_t best = count;
    double best_size = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::int64_t after = regions.grids[i] + step;
      if (after < range[i].fewest || after > range[i].most) continue;
      const double size =
          step * static_cast<double>(regions.households[i]) / (static_cast<double>(regions.grids[i]) + step / 2.0);
      if (best != count && size <= best_size) continue;
      best = i;
      best_size = size;
    }
    if (best == count) return false;
    regions.grids[best] += step;
    sum += step;
  }
  return true;
}

Regions regions_from(const Units& units, UnionFind& joined) {
  Regions regions;
  const auto [region_of, count] = joined.numbered();
  regions.of = region_of;
  regions.households = households_of(units, region_of, count);
  return regions;
}

}  // namespace

Regions regions_of(const GridProblem& problem, const Neighbourhood& neighbourhood, const Units& units,
                   std::int32_t grids) {
  UnionFind joined(units.all.size());
  for (std::int32_t unit = 0; unit < units.count(); ++unit)
    for (const std::int32_t other : units.links.of(unit))
      if (units[unit].community == units[other].community) joined.join(unit, other);
  while (join_unfit(units, problem.band, joined)) {
  }
  Regions regions = regions_from(units, joined);
  if (share_out(regions, problem.band, grids)) return regions;
  UnionFind pieces(units.all.size());
  std::vector<std::int32_t> first(static_cast<std::size_t>(neighbourhood.pieces), kNone);
  for (std::int32_t unit = 0; unit < units.count(); ++unit) {
    const std::int32_t building = units.held[static_cast<std::size_t>(units.first[static_cast<std::size_t>(unit)])];
    auto& leader = first[static_cast<std::size_t>(neighbourhood.piece_of[static_cast<std::size_t>(building)])];
    if (leader == kNone) leader = unit;
    pieces.join(leader, unit);
  }
  regions = regions_from(units, pieces);
  share_out(regions, problem.band, grids);
  return regions;
}

}  // namespace mashang::planning
