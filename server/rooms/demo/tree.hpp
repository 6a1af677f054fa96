// Turns the plan of the town into places of the tree. Pure.
#pragma once

#include <vector>

#include "rooms/demo/county.hpp"

namespace mashang::demo {

/// Where the plan's parts have come to lie in the tree.
struct Tree {
  std::vector<PlaceId> communities;
  std::vector<PlaceId> grids;
  std::vector<PlaceId> compounds;
  std::vector<PlaceId> buildings;
};

/// Fills places, outlines, aliases, counts and the story's household of `county`.
[[nodiscard]] Tree plant(County& county, const TownPlan& town, const std::vector<places::Place>& real, Random random);

}  // namespace mashang::demo
