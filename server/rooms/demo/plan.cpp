// Fills the street blocks with compounds and buildings until every number is right.
#include "rooms/demo/plan.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "rooms/demo/blocks.hpp"
#include "rooms/demo/names.hpp"
#include "rooms/demo/roads.hpp"

namespace mashang::demo {
namespace {

constexpr int kStoryBuilding = 14;  // of kStoryCompound: one stairwell, so that its doors read 14-401

struct Bounds {
  int fewest_floors;
  int most_floors;
};

Bounds bounds_of(Form form) {
  switch (form) {
    case Form::house:
      return {2, 6};
    case Form::stairwell:
      return {4, 7};
    case Form::slab:
      return {4, 7};
    case Form::tower:
      return {11, 26};
  }
  return {1, 1};
}

BuildingPlan building_of(Form form, Random& random) {
  switch (form) {
    case Form::house:
      return {.form = form, .units = 0, .floors = random.between(2, 4), .doors = random.between(1, 2)};
    case Form::stairwell:
      return {.form = form, .units = 0, .floors = random.between(5, 6), .doors = random.between(2, 3)};
    case Form::slab:
      return {.form = form, .units = random.between(2, 3), .floors = random.between(5, 6), .doors = 2};
    case Form::tower:
      return {.form = form, .units = 1, .floors = random.between(16, 20), .doors = 4};
  }
  return {};
}

struct Mix {
  Form low;
  int low_households;
  Form high;
  int high_households;
};

Mix mix_of(Style style) {
  switch (style) {
    case Style::estate:
      return {Form::stairwell, 13, Form::slab, 27};
    case Style::old_street:
      return {Form::house, 5, Form::slab, 27};
    case Style::towers:
      return {Form::house, 5, Form::tower, 72};
  }
  return {Form::house, 5, Form::slab, 27};
}

int households_of(const std::vector<BuildingPlan>& buildings) {
  int sum = 0;
  for (const BuildingPlan& building : buildings) sum += building.households();
  return sum;
}

/// Adds and takes floors until the block holds what it should, as nearly as whole floors allow.
void level(std::vector<BuildingPlan>& buildings, int wanted, int kept, Random& random) {
  for (int round = 0; round < 4000; ++round) {
    const int missing = wanted - households_of(buildings);
    if (std::abs(missing) <= 3) return;
    const int at = random.below(static_cast<int>(buildings.size()));
    BuildingPlan& building = buildings[static_cast<std::size_t>(at)];
    const Bounds bounds = bounds_of(building.form);
    if (at == kept) continue;
    if (missing > 0 && building.floors < bounds.most_floors) ++building.floors;
    if (missing < 0 && building.floors > bounds.fewest_floors) --building.floors;
  }
}

std::vector<BuildingPlan> buildings_of(const Block& block, Random& random) {
  const Mix mix = mix_of(block.style);
  const int n = block.buildings;
  const int high = (block.households - n * mix.low_households) / (mix.high_households - mix.low_households);
  std::vector<Form> forms(static_cast<std::size_t>(n), mix.low);
  std::fill_n(forms.begin(), std::clamp(high, 0, n), mix.high);
  random.shuffle(forms);
  std::vector<BuildingPlan> buildings;
  for (const Form form : forms) buildings.push_back(building_of(form, random));
  const int kept = block.is_story ? kStoryBuilding - 1 : -1;
  if (block.is_story) buildings[kStoryBuilding - 1] = {.form = Form::stairwell, .units = 0, .floors = 6, .doors = 4};
  level(buildings, block.households, kept, random);
  return buildings;
}

Outline footprint_of(const BuildingPlan& building, Metre centre, Random& random) {
  Metre size{18, 13};
  if (building.form == Form::house) size = {random.between(9, 13) * 1.0, random.between(9, 12) * 1.0};
  if (building.form == Form::slab) size = {building.units * 12.0, 12};
  if (building.form == Form::tower) size = {28, 21};
  const Metre middle{centre.x + random.jitter(1.8), centre.y + random.jitter(1.8)};
  return rectangle({middle.x - size.x / 2, middle.y - size.y / 2}, {middle.x + size.x / 2, middle.y + size.y / 2});
}

struct Plot {
  int column;
  int row;
};

/// Which plots are built on, from the north-west corner eastwards; the empty ones are gardens and yards.
std::vector<Plot> built_plots(const Block& block, Random& random) {
  std::vector<int> all(kPlotColumns * kPlotRows);
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<int>(i);
  random.shuffle(all);
  all.resize(static_cast<std::size_t>(block.buildings));
  std::ranges::sort(all);
  std::vector<Plot> plots;
  for (const int i : all) plots.push_back({i % kPlotColumns, kPlotRows - 1 - i / kPlotColumns});
  return plots;
}

class Builder {
 public:
  explicit Builder(std::uint64_t seed)
      : random_(seed), blocks_(street_blocks(random_.split(1))), names_(random_.split(2)) {}

  TownPlan build() {
    draw_communities();
    int open_compound = -1;  // an estate that goes on in the next block
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const Block& block = blocks_[i];
      const auto compounds = compounds_of(block, open_compound);
      open_compound = block.joins_next ? compounds.front() : -1;
      place_buildings(block, static_cast<int>(i), compounds);
    }
    number_buildings();
    town_.roads = roads_between(blocks_);
    return std::move(town_);
  }

 private:
  void draw_communities() {
    std::vector<std::vector<Block>> members(kCommunities);
    for (const Block& block : blocks_) {
      auto& own = members[static_cast<std::size_t>(block.community)];
      own.push_back(block);
      town_.grids.push_back(
          {.community = block.community, .number = static_cast<int>(own.size()), .outline = block_outline(block)});
    }
    for (const auto& own : members) town_.communities.push_back({outer_edge(own)});
  }

  /// The compound of each of the block's plot columns.
  std::vector<int> compounds_of(const Block& block, int open_compound) {
    std::vector<int> by_column;
    int first = 0;
    for (const int width : block.parts) {
      const Outline outline = part_outline(block, first, first + width);
      int index = open_compound;
      if (index >= 0) {
        auto& joined = town_.compounds[static_cast<std::size_t>(index)];
        joined.outline = rectangle(joined.outline[0], outline[2]);
      } else {
        index = static_cast<int>(town_.compounds.size());
        town_.compounds.push_back(new_compound(block, outline));
      }
      by_column.insert(by_column.end(), static_cast<std::size_t>(width), index);
      first += width;
    }
    return by_column;
  }

  CompoundPlan new_compound(const Block& block, const Outline& outline) {
    const bool is_old = block.style == Style::old_street;
    CompoundPlan compound{.community = block.community, .outline = outline, .is_old = is_old};
    if (block.is_story)
      compound.name = kStoryCompound;
    else if (is_old && !named_courtyard_)
      compound.name = kCompoundWithoutProperty, named_courtyard_ = true;
    else
      compound.name = is_old ? names_.courtyard() : names_.estate();
    return compound;
  }

  void place_buildings(const Block& block, int grid, const std::vector<int>& compounds) {
    const auto plots = built_plots(block, random_);
    auto buildings = buildings_of(block, random_);
    for (std::size_t i = 0; i < buildings.size(); ++i) {
      BuildingPlan& building = buildings[i];
      building.grid = grid;
      building.compound = compounds[static_cast<std::size_t>(plots[i].column)];
      building.footprint = footprint_of(building, plot_centre(block, plots[i].column, plots[i].row), random_);
      town_.grids[static_cast<std::size_t>(grid)].households += building.households();
      town_.compounds[static_cast<std::size_t>(building.compound)].buildings.push_back(
          static_cast<int>(town_.buildings.size()));
      town_.buildings.push_back(building);
    }
  }

  void number_buildings() {
    for (const CompoundPlan& compound : town_.compounds)
      for (std::size_t i = 0; i < compound.buildings.size(); ++i)
        town_.buildings[static_cast<std::size_t>(compound.buildings[i])].number = static_cast<int>(i) + 1;
  }

  Random random_;
  std::vector<Block> blocks_;
  Names names_;
  TownPlan town_;
  bool named_courtyard_ = false;
};

}  // namespace

TownPlan plan_town(std::uint64_t seed) { return Builder(seed).build(); }

}  // namespace mashang::demo
