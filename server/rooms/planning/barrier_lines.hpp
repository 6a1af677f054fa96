// Rivers, railways and main roads, asked many times whether they part two buildings.
#pragma once

#include <cstdint>
#include <vector>

#include "rooms/planning/grid_problem.hpp"
#include "rooms/planning/lattice.hpp"

namespace mashang::planning {

/// Segments of all barriers in square cells.
class BarrierLines {
 public:
  explicit BarrierLines(const std::vector<Barrier>& barriers);

  /// Whether the straight way from a to b crosses a barrier or touches one that ends or bends on it. A building that
  /// stands exactly on a barrier belongs to both sides.
  [[nodiscard]] bool part(LatticePoint a, LatticePoint b) const;
  [[nodiscard]] bool empty() const { return segments_.empty(); }

 private:
  struct Segment {
    LatticePoint from, to;
  };
  struct Cells {
    std::int64_t west, south, east, north;
  };
  [[nodiscard]] Cells cells_of(LatticePoint a, LatticePoint b) const;
  template <class Visit>
  bool any_cell(LatticePoint a, LatticePoint b, Visit visit) const;

  std::vector<Segment> segments_;
  LatticePoint low_;
  std::int64_t cell_ = 1;  ///< side, in centimetres
  std::int64_t columns_ = 0;
  std::int64_t rows_ = 0;
  std::vector<std::int32_t> first_;  ///< of each cell's segments in `held_`
  std::vector<std::int32_t> held_;
};

}  // namespace mashang::planning
