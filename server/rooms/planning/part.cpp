// Buildings, and the links between them, under numbers of their own.
#include <algorithm>

#include "rooms/planning/planning.hpp"
#include "rooms/planning/union_find.hpp"

namespace mashang::planning {
namespace {

double households_of(const std::vector<Building>& buildings) {
  double households = 0;
  for (const Building& building : buildings) households += building.households;
  return std::max(households, 1.0);
}

Neighbourhood linked(std::size_t count, std::vector<Link> links) {
  UnionFind pieces(count);
  for (const auto& [one, other] : links) pieces.join(one, other);
  auto [piece_of, number] = pieces.numbered();
  return {adjacency_of(count, std::move(links)), std::move(piece_of), number};
}

}  // namespace

CountyPart part_of(const GridProblem& county, const Neighbourhood& neighbourhood, std::vector<std::int32_t> buildings) {
  CountyPart part;
  part.problem.barriers = county.barriers;
  part.problem.band = county.band;
  part.problem.weights = county.weights;
  std::vector<std::int32_t> number(county.buildings.size(), kNone);
  for (const std::int32_t building : buildings) {
    number[static_cast<std::size_t>(building)] = static_cast<std::int32_t>(part.problem.buildings.size());
    part.problem.buildings.push_back(county.buildings[static_cast<std::size_t>(building)]);
  }
  std::vector<Link> links;
  for (const std::int32_t building : buildings)
    for (const std::int32_t other : neighbourhood.links.of(building))
      if (building < other && number[static_cast<std::size_t>(other)] != kNone)
        links.emplace_back(number[static_cast<std::size_t>(building)], number[static_cast<std::size_t>(other)]);
  part.neighbourhood = linked(buildings.size(), std::move(links));
  const double share = households_of(county.buildings) / households_of(part.problem.buildings);
  for (const Measure measure : {Measure::cut_compounds, Measure::cut_communities})
    part.problem.weights.of[static_cast<std::size_t>(measure)] *= share;
  part.buildings = std::move(buildings);
  return part;
}

}  // namespace mashang::planning
