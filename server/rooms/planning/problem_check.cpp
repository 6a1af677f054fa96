// Whether the values of a problem make sense.
#include <fmt/format.h>

#include <cmath>

#include "rooms/planning/lattice.hpp"
#include "rooms/planning/planning.hpp"

namespace mashang::planning {
namespace {

constexpr std::int32_t kMostHouseholds = 1'000'000;  // of one building
constexpr std::int32_t kMostNumber = 10'000'000;     // of a grid, compound or community
constexpr double kMostWork = 1e6;                    // hours a month

bool is_spot(Spot at) { return std::abs(at.x) <= kFarthestSpot && std::abs(at.y) <= kFarthestSpot; }
bool is_number(std::int32_t number) { return number >= kNone && number < kMostNumber; }

std::string_view wrong_with(const Building& building) {
  if (!is_spot(building.at)) return "coordinates";
  if (building.households < 0 || building.households > kMostHouseholds) return "households";
  if (!(building.work >= 0 && building.work <= kMostWork)) return "work";
  if (!is_number(building.community)) return "community";
  if (!is_number(building.compound)) return "compound";
  if (!is_number(building.grid)) return "grid";
  if (!is_number(building.fixed)) return "fixed";
  return "";
}

tl::unexpected<Error> bad(std::string detail) {
  return failure(ErrorKind::unprocessable, "planning.bad_problem", std::move(detail));
}

}  // namespace

Result<void> check_problem(const GridProblem& problem) {
  if (problem.buildings.empty()) return bad("no buildings");
  if (problem.band.fewest < 1 || problem.band.most < problem.band.fewest) return bad("the band is empty");
  if (problem.grids < 0 || problem.grids > kMostNumber) return bad("number of grids");
  for (const double weight : problem.weights.of)
    if (!(weight >= 0 && weight <= 1e9)) return bad("a weight is negative or too large");
  for (std::size_t i = 0; i < problem.buildings.size(); ++i) {
    const Building& building = problem.buildings[i];
    if (const auto wrong = wrong_with(building); !wrong.empty()) return bad(fmt::format("building {}: {}", i, wrong));
    if (problem.grids > 0 && building.fixed >= problem.grids)
      return bad(fmt::format("building {}: pinned to grid {} of {}", i, building.fixed, problem.grids));
  }
  for (const Barrier& barrier : problem.barriers)
    for (const Spot at : barrier)
      if (!is_spot(at)) return bad("coordinates of a barrier");
  for (const Spot at : problem.worker_homes)
    if (!is_spot(at)) return bad("coordinates of a worker's home");
  return {};
}

}  // namespace mashang::planning
