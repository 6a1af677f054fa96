// What a division is put together from: single buildings, or compounds that stay whole.
#pragma once

#include <cstdint>
#include <vector>

#include "rooms/planning/adjacency.hpp"
#include "rooms/planning/planning.hpp"

namespace mashang::planning {

/// A building on the search's own plane: a tenth of a millimetre is 1, so that sums over a county are exact integers
/// and do not depend on the order of moves.
struct Standing {
  double x = 0;
  double y = 0;
  double households = 0;
};
constexpr double kFine = 1e4;  ///< tenths of a millimetre in a metre

struct Unit {
  std::int64_t households = 0;
  std::int64_t east = 0;  ///< households times tenths of a millimetre
  std::int64_t north = 0;
  std::int64_t work = 0;  ///< thousandths of an hour
  std::int32_t community = kNone;
  std::int32_t compound = kNone;
  std::int32_t pinned = kNone;
};

/// Units with the graph between them; unit i holds the buildings `held[first[i]] … held[first[i + 1] - 1]`.
struct Units {
  std::vector<Unit> all;
  Adjacency links;
  std::vector<std::int32_t> first;
  std::vector<std::int32_t> held;
  std::vector<Standing> standing;     ///< of `held`
  std::vector<std::int32_t> today;    ///< grid of `held`
  std::vector<std::int32_t> unit_of;  ///< of each building

  [[nodiscard]] std::int32_t count() const { return static_cast<std::int32_t>(all.size()); }
  [[nodiscard]] const Unit& operator[](std::int32_t unit) const { return all[static_cast<std::size_t>(unit)]; }
};

/// Each building by itself.
[[nodiscard]] Units single_buildings(const GridProblem& problem, const Neighbourhood& neighbourhood);

/// Buildings of one compound and community that hang together are one unit where a grid can hold them all, else as few
/// as can be; where a plan cuts them already, each part is one (`grid_of`: of each building, empty for none). Others
/// are units by themselves.
[[nodiscard]] Units whole_compounds(const GridProblem& problem, const Neighbourhood& neighbourhood,
                                    const std::vector<std::int32_t>& grid_of);

/// The grid of each building from that of its unit, and the other way round.
[[nodiscard]] std::vector<std::int32_t> to_buildings(const Units& units, const std::vector<std::int32_t>& grid_of_unit);
[[nodiscard]] std::vector<std::int32_t> to_units(const Units& units, const std::vector<std::int32_t>& grid_of_building);

}  // namespace mashang::planning
