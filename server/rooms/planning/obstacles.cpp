// What no plan can get round, by counting households.
#include <algorithm>
#include <map>

#include "rooms/planning/grid_count.hpp"
#include "rooms/planning/planning.hpp"

namespace mashang::planning {
namespace {

void add_large_buildings(const GridProblem& problem, const Neighbourhood& neighbourhood,
                         std::vector<Obstacle>& obstacles) {
  for (std::size_t i = 0; i < problem.buildings.size(); ++i) {
    const std::int64_t households = problem.buildings[i].households;
    if (households > problem.band.most)
      obstacles.push_back({.kind = Obstacle::Kind::building_too_large,
                           .building = static_cast<std::int32_t>(i),
                           .piece = neighbourhood.piece_of[i],
                           .households = households,
                           .amount = households - problem.band.most});
  }
}

void add_pieces(const GridProblem& problem, const Neighbourhood& neighbourhood, std::vector<Obstacle>& obstacles) {
  const auto households = households_of_pieces(problem, neighbourhood);
  for (std::size_t piece = 0; piece < households.size(); ++piece) {
    const GridRange range = grids_of(households[piece], problem.band);
    if (range.fewest <= range.most) continue;
    const auto at =
        std::find(neighbourhood.piece_of.begin(), neighbourhood.piece_of.end(), static_cast<std::int32_t>(piece));
    obstacles.push_back(
        {.kind = range.most == 0 ? Obstacle::Kind::piece_too_small : Obstacle::Kind::piece_between_bands,
         .building = static_cast<std::int32_t>(at - neighbourhood.piece_of.begin()),
         .piece = static_cast<std::int32_t>(piece),
         .households = households[piece],
         .amount = range.fewest * problem.band.fewest - households[piece]});
  }
}

void add_number_of_grids(const GridProblem& problem, const Neighbourhood& neighbourhood,
                         std::vector<Obstacle>& obstacles) {
  GridRange county;
  std::int64_t all = 0;
  for (const std::int64_t households : households_of_pieces(problem, neighbourhood)) {
    const GridRange range = grids_of(households, problem.band);
    county = {county.fewest + range.fewest, county.most + range.most};
    all += households;
  }
  if (problem.grids > county.most)
    obstacles.push_back(
        {.kind = Obstacle::Kind::too_many_grids, .households = all, .amount = problem.grids - county.most});
  if (problem.grids < county.fewest)
    obstacles.push_back(
        {.kind = Obstacle::Kind::too_few_grids, .households = all, .amount = county.fewest - problem.grids});
}

void add_pins(const GridProblem& problem, const Neighbourhood& neighbourhood, std::vector<Obstacle>& obstacles) {
  struct Pins {
    std::int64_t households = 0;
    std::int32_t piece = kNone;
  };
  std::map<std::int32_t, Pins> pins;
  for (std::size_t i = 0; i < problem.buildings.size(); ++i) {
    const std::int32_t grid = problem.buildings[i].fixed, piece = neighbourhood.piece_of[i];
    if (grid == kNone) continue;
    Pins& own = pins[grid];
    own.households += problem.buildings[i].households;
    if (own.piece == kNone) own.piece = piece;
    if (own.piece != piece)
      obstacles.push_back(
          {.kind = Obstacle::Kind::pins_apart, .building = static_cast<std::int32_t>(i), .piece = piece, .grid = grid});
  }
  for (const auto& [grid, own] : pins)
    if (own.households > problem.band.most)
      obstacles.push_back({.kind = Obstacle::Kind::pins_too_large,
                           .piece = own.piece,
                           .grid = grid,
                           .households = own.households,
                           .amount = own.households - problem.band.most});
}

}  // namespace

std::vector<Obstacle> obstacles_of(const GridProblem& problem, const Neighbourhood& neighbourhood) {
  std::vector<Obstacle> obstacles;
  add_large_buildings(problem, neighbourhood, obstacles);
  add_pieces(problem, neighbourhood, obstacles);
  if (problem.grids > 0 && obstacles.empty()) add_number_of_grids(problem, neighbourhood, obstacles);
  add_pins(problem, neighbourhood, obstacles);
  return obstacles;
}

}  // namespace mashang::planning
