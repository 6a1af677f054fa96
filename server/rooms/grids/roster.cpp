// Overlaps between today's grids and a plan's, in households.
#include "rooms/grids/roster.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace mashang::grids {
namespace {

using Overlaps = std::map<std::pair<PlaceId, std::int32_t>, std::int64_t>;

/// A building without households still counts a little: an empty grid must not lose its people.
Overlaps overlaps_of(const Ground& ground, const Layout& layout) {
  Overlaps overlaps;
  for (std::size_t i = 0; i < ground.buildings.size(); ++i) {
    const auto& building = ground.buildings[i];
    if (building.grid && layout.plan.grid_of[i] != planning::kNone)
      overlaps[{*building.grid, layout.plan.grid_of[i]}] += std::int64_t{building.households} * 1000 + 1;
  }
  return overlaps;
}

}  // namespace

std::vector<std::optional<PlaceId>> match_to_today(const Ground& ground, const Layout& layout,
                                                   const std::vector<PlaceId>& may_go_on) {
  std::vector<std::tuple<std::int64_t, PlaceId, std::int32_t>> pairs;
  for (const auto& [pair, households] : overlaps_of(ground, layout))
    if (std::ranges::find(may_go_on, pair.first) != may_go_on.end())
      pairs.emplace_back(-households, pair.first, pair.second);
  std::ranges::sort(pairs);
  std::vector<std::optional<PlaceId>> grids(static_cast<std::size_t>(layout.plan.grids));
  std::set<PlaceId> taken;
  for (const auto& [households, today, number] : pairs) {
    auto& goes_on = grids[static_cast<std::size_t>(number)];
    if (goes_on || !taken.insert(today).second) continue;
    goes_on = today;
  }
  return grids;
}

std::map<PlaceId, std::int32_t> successors_of(const Ground& ground, const Layout& layout,
                                              const std::vector<std::optional<PlaceId>>& grids) {
  std::map<PlaceId, std::pair<std::int64_t, std::int32_t>> best;
  for (const auto& [pair, households] : overlaps_of(ground, layout)) {
    if (std::ranges::find(grids, std::optional(pair.first)) != grids.end()) continue;
    auto& most = best[pair.first];
    if (households > most.first) most = {households, pair.second};
  }
  std::map<PlaceId, std::int32_t> successors;
  for (const auto& [grid, most] : best) successors.emplace(grid, most.second);
  return successors;
}

}  // namespace mashang::grids
