// Grids, compounds, buildings, units and flats under the real communities.
#include "rooms/demo/tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>

namespace mashang::demo {
namespace {

using places::Place;
using places::PlaceKind;

template <class T>
const T& at(const std::vector<T>& items, int index) {
  return items[static_cast<std::size_t>(index)];
}

class Planter {
 public:
  Planter(County& county, const TownPlan& town, const std::vector<Place>& real, Random random)
      : county_(county), town_(town), random_(random) {
    std::int64_t last = places::kFirstPlaceId - 1;
    for (const Place& place : real) {
      last = std::max(last, place.id.value);
      if (place.kind == PlaceKind::community && communities_.size() < kCommunities) communities_.push_back(place);
    }
    if (communities_.size() < kCommunities) throw std::invalid_argument("a demo county needs nine communities");
    next_ = last + 1;
  }

  Tree plant() {
    for (std::size_t i = 0; i < communities_.size(); ++i) {
      tree_.communities.push_back(communities_[i].id);
      outline(communities_[i].id, town_.communities[i].outline);
    }
    for (const GridPlan& grid : town_.grids) plant_grid(grid);
    for (const CompoundPlan& compound : town_.compounds) plant_compound(compound);
    tree_.buildings.resize(town_.buildings.size());
    for (std::size_t i = 0; i < town_.compounds.size(); ++i) plant_buildings(town_.compounds[i], tree_.compounds[i]);
    for (const RoadPlan& road : town_.roads) plant_road(road);
    count();
    return std::move(tree_);
  }

 private:
  void outline(PlaceId place, const Outline& of) { county_.outlines.push_back({place, polygon_json(of)}); }

  Place made_up(PlaceKind kind, const Place& parent, std::string name) {
    Place place{.county = county_.code, .id = PlaceId{next_++}, .kind = kind, .parent = parent.id};
    place.name = std::move(name);
    place.label = parent.label + place.name;
    place.township = parent.township;
    place.community = parent.community;
    place.compound = parent.compound;
    place.building = parent.building;
    place.grid = parent.grid;
    place.location = parent.location;
    place.households = 1;
    place.made_up = true;
    return place;
  }

  void plant_grid(const GridPlan& plan) {
    const Place& community = at(communities_, plan.community);
    Place grid = made_up(PlaceKind::grid, community, fmt::format("第{}网格", plan.number));
    grid.grid = grid.id;
    grid.code = fmt::format("{}{:03}", community.code.value_or(""), plan.number);
    grid.location = on_earth(centre_of(plan.outline));
    grid.households = plan.households;
    outline(grid.id, plan.outline);
    tree_.grids.push_back(grid.id);
    county_.places.push_back(std::move(grid));
  }

  void plant_compound(const CompoundPlan& plan) {
    Place compound = made_up(PlaceKind::compound, at(communities_, plan.community), plan.name);
    compound.label = plan.name;
    compound.compound = compound.id;
    compound.location = on_earth(centre_of(plan.outline));
    compound.households = 0;
    std::set<int> grids;
    for (const int building : plan.buildings) {
      grids.insert(at(town_.buildings, building).grid);
      compound.households += at(town_.buildings, building).households();
    }
    if (grids.size() == 1) compound.grid = at(tree_.grids, *grids.begin());
    outline(compound.id, plan.outline);
    name_otherwise(compound.id, plan);
    tree_.compounds.push_back(compound.id);
    compounds_.push_back(compound);
    county_.places.push_back(std::move(compound));
  }

  void name_otherwise(PlaceId compound, const CompoundPlan& plan) {
    constexpr std::string_view kEstate = "小区";
    static const std::vector<std::string> kFormer{"老纱厂宿舍", "旧汽修厂", "原砖瓦厂", "老苗圃",
                                                  "旧林场队部", "老屠宰场", "原鱼种场", "老糖厂"};
    if (plan.name.ends_with(kEstate))
      alias(compound, plan.name.substr(0, plan.name.size() - kEstate.size()), places::AliasKind::alias);
    else if (random_.chance(50))
      alias(compound, plan.name + (plan.is_old ? "那片" : "小区"), places::AliasKind::alias);
    if (plan.is_old ? random_.chance(30) : random_.chance(20))
      alias(compound, random_.pick(kFormer) + std::to_string(random_.between(1, 9)) + "区", places::AliasKind::former);
  }

  void alias(PlaceId place, std::string alias, places::AliasKind kind) {
    county_.aliases.push_back({place, std::move(alias), kind});
  }

  void plant_buildings(const CompoundPlan& plan, PlaceId compound_id) {
    const auto compound = std::ranges::find(compounds_, compound_id, &Place::id);
    for (const int index : plan.buildings) {
      const BuildingPlan& building_plan = at(town_.buildings, index);
      Place building = made_up(PlaceKind::building, *compound, fmt::format("{}栋", building_plan.number));
      building.building = building.id;
      building.grid = at(tree_.grids, building_plan.grid);
      building.location = on_earth(centre_of(building_plan.footprint));
      building.households = building_plan.households();
      outline(building.id, building_plan.footprint);
      tree_.buildings[static_cast<std::size_t>(index)] = building.id;
      county_.places.push_back(building);
      plant_inside(building_plan, building, plan.name == kStoryCompound && building_plan.number == 14);
    }
  }

  void plant_inside(const BuildingPlan& plan, const Place& building, bool is_story) {
    if (plan.units == 0) plant_flats(plan, building, is_story);
    for (int i = 1; i <= plan.units; ++i) {
      Place unit = made_up(PlaceKind::unit, building, fmt::format("{}单元", i));
      unit.households = plan.floors * plan.doors;
      county_.places.push_back(unit);
      plant_flats(plan, unit, false);
    }
  }

  void plant_flats(const BuildingPlan& plan, const Place& parent, bool is_story) {
    for (int floor = 1; floor <= plan.floors; ++floor)
      for (int door = 1; door <= plan.doors; ++door) {
        Place flat = made_up(PlaceKind::household, parent, fmt::format("{}{:02}", floor, door));
        if (is_story && flat.name == "401") county_.story_household = flat.id;
        county_.places.push_back(std::move(flat));
      }
  }

  void plant_road(const RoadPlan& plan) {
    Place road = made_up(PlaceKind::road, communities_.front(), plan.name);
    road.parent = communities_.front().township;
    road.label = plan.name;
    road.community.reset();
    road.location = on_earth(plan.line[plan.line.size() / 2]);
    road.households = 0;
    county_.outlines.push_back({road.id, line_json(plan.line)});
    county_.places.push_back(std::move(road));
  }

  /// What the real places above gain.
  void count() {
    std::int64_t all = 0;
    for (std::size_t i = 0; i < communities_.size(); ++i) {
      Count community{communities_[i].id};
      for (const GridPlan& grid : town_.grids)
        if (grid.community == static_cast<int>(i)) community.households += grid.households;
      county_.counts.push_back(community);
      if (communities_[i].township) county_.counts.push_back({*communities_[i].township, community.households});
      all += community.households;
    }
    county_.counts.push_back({places::county_place(county_.code), all});
  }

  County& county_;
  const TownPlan& town_;
  Random random_;
  std::vector<Place> communities_;
  std::vector<Place> compounds_;
  std::int64_t next_ = 0;
  Tree tree_;
};

}  // namespace

Tree plant(County& county, const TownPlan& town, const std::vector<Place>& real, Random random) {
  return Planter(county, town, real, random).plant();
}

}  // namespace mashang::demo
