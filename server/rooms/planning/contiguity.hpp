// Whether a unit may leave its grid without parting it.
#pragma once

#include <cstdint>
#include <vector>

#include "rooms/planning/districts.hpp"
#include "rooms/planning/units.hpp"

namespace mashang::planning {

/// First looks round the unit: if its neighbours of the same grid hang together by links among themselves, it may go.
/// That takes as many steps as it has neighbours and answers most questions. Otherwise the grid's articulation points
/// say it, found once for each state of the grid (Hopcroft and Tarjan 1973). Threads as with Districts.
class Contiguity {
 public:
  Contiguity(const Units& units, const Districts& districts);

  /// False too for the only unit of a grid.
  [[nodiscard]] bool may_leave(std::int32_t unit);

 private:
  [[nodiscard]] bool hang_together_around(std::int32_t unit, std::int32_t grid) const;
  void find_articulations(std::int32_t grid);

  struct Visit {
    std::int32_t unit;
    std::uint32_t next;  ///< neighbour to look at
  };
  const Units& units_;
  const Districts& districts_;
  std::vector<std::uint64_t> around_;  ///< of each link: which other neighbours of its end are linked to it
  std::vector<std::uint32_t> found_;   ///< edition of each grid whose articulations are known
  std::vector<std::uint8_t> is_articulation_;
  std::vector<std::int32_t> entered_;  ///< order of the search, 0 before
  std::vector<std::int32_t> low_;
};

}  // namespace mashang::planning
