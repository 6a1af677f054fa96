// A division laid over today's ground, as planning takes it; and back. Pure.
#pragma once

#include <optional>
#include <vector>

#include "rooms/grids/ground.hpp"

namespace mashang::grids {

/// `problem.buildings` are the ground's, then the imagined ones. A building that the division does not know has no
/// grid.
struct Layout {
  planning::GridProblem problem;
  planning::GridPlan plan;
  std::int32_t strangers = 0;
};
enum class Imagining { with, without };
[[nodiscard]] Layout lay_out(const Ground& ground, const Division& division, Imagining imagining = Imagining::with);

/// Where in the problem a building stands; ids below 0 are imagined ones. None for one that is not there.
[[nodiscard]] std::optional<std::int32_t> index_of(const Ground& ground, const Division& division, std::int64_t id);
/// The division that a plan over `lay_out(ground, division)` is; `grids` says which of today's go on in its numbers.
[[nodiscard]] Division division_of(const Ground& ground, const planning::GridPlan& plan,
                                   std::vector<std::optional<PlaceId>> grids, std::vector<Imagined> imagined);

/// Today's grids, numbered in the order of their ids; those without a building have no number.
[[nodiscard]] Division division_of_today(const Ground& ground);

/// The community that most households of each grid lie in; none for a grid without a building.
[[nodiscard]] std::vector<std::optional<PlaceId>> communities_of(const Ground& ground, const Layout& layout);

}  // namespace mashang::grids
