// The made-up town as a plan: communities, grids, compounds and buildings with their outlines. Pure.
#pragma once

#include <string>
#include <vector>

#include "rooms/demo/plane.hpp"
#include "rooms/demo/random.hpp"

namespace mashang::demo {

enum class Form { house, stairwell, slab, tower };

/// `units` is 0 for houses and single-stairwell blocks: their flats hang on the building itself.
struct BuildingPlan {
  Form form = Form::house;
  int units = 0;
  int floors = 1;
  int doors = 1;  ///< flats on each floor of a unit (or of the building)
  int grid = 0;
  int compound = 0;
  int number = 0;  ///< within the compound, from 1
  Outline footprint;

  [[nodiscard]] int households() const { return (units == 0 ? 1 : units) * floors * doors; }
};

struct GridPlan {
  int community = 0;
  int number = 0;  ///< within the community, from 1
  Outline outline;
  int households = 0;
};

struct CompoundPlan {
  std::string name;
  int community = 0;
  Outline outline;
  std::vector<int> buildings;
  bool is_old = false;  ///< an old courtyard or lane rather than an estate
};

struct CommunityPlan {
  Outline outline;
};

struct RoadPlan {
  std::string name;
  std::vector<Metre> line;
};

struct TownPlan {
  std::vector<CommunityPlan> communities;
  std::vector<GridPlan> grids;
  std::vector<CompoundPlan> compounds;
  std::vector<BuildingPlan> buildings;
  std::vector<RoadPlan> roads;
};

constexpr int kCommunities = 9;
constexpr int kGrids = 109;
constexpr int kBuildings = 2277;
constexpr int kFewestHouseholds = 300;  // of a grid: local practice
constexpr int kMostHouseholds = 500;

/// The compounds the guide and the tests speak of.
constexpr std::string_view kStoryCompound = "新城小区";
constexpr std::string_view kCompoundWithoutProperty = "集资楼小院";

/// The same seed gives the same town.
[[nodiscard]] TownPlan plan_town(std::uint64_t seed);

}  // namespace mashang::demo
