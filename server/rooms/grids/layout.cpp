// From ids to positions and back.
#include "rooms/grids/layout.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace mashang::grids {
namespace {

/// Numbers ids as they come.
class Numbers {
 public:
  std::int32_t of(std::optional<PlaceId> id) {
    if (!id) return planning::kNone;
    return numbers_.emplace(*id, static_cast<std::int32_t>(numbers_.size())).first->second;
  }

 private:
  std::map<PlaceId, std::int32_t> numbers_;
};

planning::Building building_of(const GroundBuilding& from, const Ground& ground) {
  planning::Building building;
  building.at = ground.spot_of(from.at);
  building.households = from.households;
  building.work = from.cases;
  return building;
}

/// Today's grids by the numbers they go on in; those that end get numbers behind all others.
std::unordered_map<PlaceId, std::int32_t> numbers_of_today(const Ground& ground, const Division& division) {
  std::unordered_map<PlaceId, std::int32_t> numbers;
  for (std::size_t i = 0; i < division.grids.size(); ++i)
    if (division.grids[i]) numbers.emplace(*division.grids[i], static_cast<std::int32_t>(i));
  auto next = static_cast<std::int32_t>(division.grids.size());
  for (const Named& grid : ground.grids)
    if (numbers.emplace(grid.id, next).second) ++next;
  return numbers;
}

/// Every barrier on the plane.
std::vector<planning::Barrier> barriers_of(const Ground& ground) {
  std::vector<planning::Barrier> barriers;
  for (const Line& line : ground.barriers) {
    auto& barrier = barriers.emplace_back();
    for (const places::Point& point : line) barrier.push_back(ground.spot_of(point));
  }
  return barriers;
}

}  // namespace

Layout lay_out(const Ground& ground, const Division& division, Imagining imagining) {
  Layout layout;
  layout.problem.band = ground.band;
  layout.problem.barriers = barriers_of(ground);
  layout.plan.grids = static_cast<std::int32_t>(division.grids.size());
  Numbers communities, compounds;
  const auto today = numbers_of_today(ground, division);
  for (const GroundBuilding& from : ground.buildings) {
    planning::Building building = building_of(from, ground);
    building.community = communities.of(from.community);
    building.compound = compounds.of(from.compound);
    if (from.grid && today.contains(*from.grid)) building.grid = today.at(*from.grid);
    layout.problem.buildings.push_back(building);
  }
  layout.plan.grid_of.assign(ground.buildings.size(), planning::kNone);
  for (const auto& [id, grid] : division.buildings)
    if (const auto at = ground.index_of(id)) layout.plan.grid_of[*at] = grid;
  layout.strangers = static_cast<std::int32_t>(std::ranges::count(layout.plan.grid_of, planning::kNone));
  if (imagining == Imagining::without) return layout;
  for (const Imagined& one : division.imagined) {
    planning::Building building;
    building.at = ground.spot_of(one.at);
    building.households = one.households;
    building.community = communities.of(one.community);
    layout.problem.buildings.push_back(building);
    layout.plan.grid_of.push_back(one.grid);
  }
  return layout;
}

std::optional<std::int32_t> index_of(const Ground& ground, const Division& division, std::int64_t id) {
  if (id > 0) {
    const auto at = ground.index_of(PlaceId{id});
    return at ? std::optional(static_cast<std::int32_t>(*at)) : std::nullopt;
  }
  const auto found = std::ranges::find(division.imagined, id, &Imagined::id);
  if (found == division.imagined.end()) return std::nullopt;
  return static_cast<std::int32_t>(ground.buildings.size() +
                                   static_cast<std::size_t>(found - division.imagined.begin()));
}

Division division_of(const Ground& ground, const planning::GridPlan& plan, std::vector<std::optional<PlaceId>> grids,
                     std::vector<Imagined> imagined) {
  Division division{std::move(grids), {}, std::move(imagined)};
  const std::size_t real = ground.buildings.size();
  for (std::size_t i = 0; i < real; ++i)
    if (plan.grid_of[i] != planning::kNone) division.buildings.push_back({ground.buildings[i].id, plan.grid_of[i]});
  for (std::size_t i = 0; i < division.imagined.size(); ++i) division.imagined[i].grid = plan.grid_of[real + i];
  return division;
}

Division division_of_today(const Ground& ground) {
  std::unordered_map<PlaceId, std::int32_t> number;
  Division division;
  std::unordered_map<PlaceId, bool> is_inhabited;
  for (const GroundBuilding& building : ground.buildings)
    if (building.grid) is_inhabited[*building.grid] = true;
  for (const Named& grid : ground.grids) {
    if (!is_inhabited.contains(grid.id)) continue;
    number.emplace(grid.id, static_cast<std::int32_t>(division.grids.size()));
    division.grids.emplace_back(grid.id);
  }
  for (const GroundBuilding& building : ground.buildings)
    if (building.grid && number.contains(*building.grid))
      division.buildings.push_back({building.id, number.at(*building.grid)});
  return division;
}

std::vector<std::optional<PlaceId>> communities_of(const Ground& ground, const Layout& layout) {
  std::vector<std::map<PlaceId, std::int64_t>> households(static_cast<std::size_t>(layout.plan.grids));
  for (std::size_t i = 0; i < ground.buildings.size(); ++i) {
    const std::int32_t grid = layout.plan.grid_of[i];
    if (grid != planning::kNone)
      households[static_cast<std::size_t>(grid)][ground.buildings[i].community] += ground.buildings[i].households + 1;
  }
  std::vector<std::optional<PlaceId>> communities;
  for (const auto& of_grid : households) {
    const auto most = std::ranges::max_element(of_grid, {}, [](const auto& each) { return each.second; });
    communities.push_back(most == of_grid.end() ? std::nullopt : std::optional(most->first));
  }
  return communities;
}

}  // namespace mashang::grids
