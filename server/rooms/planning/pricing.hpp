// What one grid adds to a plan's cost. Every measure is a sum over grids once the number of grids is fixed, so that a
// move asks for the price of two grids only.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "rooms/planning/grid_problem.hpp"
#include "rooms/planning/units.hpp"

namespace mashang::planning {

/// What is known of a grid by adding up its units.
struct Tally {
  std::int64_t households = 0;
  std::int64_t east = 0;
  std::int64_t north = 0;
  std::int64_t work = 0;
  std::int64_t kept = 0;  ///< households that have this grid today
  std::int32_t compounds = 0;
  std::int32_t communities = 0;

  /// In metres.
  [[nodiscard]] Spot middle() const {
    const double all = static_cast<double>(households) * kFine;
    return households == 0 ? Spot{} : Spot{static_cast<double>(east) / all, static_cast<double>(north) / all};
  }
};

/// Households times metres to `middle`, summed.
[[nodiscard]] double distances(std::span<const Standing> standing, Spot middle);

class Pricing {
 public:
  Pricing(const GridProblem& problem, std::int32_t grids);

  /// Points of a grid with this number; `distance` is the sum of households times metres.
  [[nodiscard]] double points(std::int32_t grid, const Tally& tally, double distance) const;
  [[nodiscard]] Band band() const { return band_; }
  /// Households outside the band.
  [[nodiscard]] std::int64_t outside(std::int64_t households) const {
    if (households < band_.fewest) return band_.fewest - households;
    return households > band_.most ? households - band_.most : 0;
  }
  /// Points of one household a metre farther.
  [[nodiscard]] double per_metre() const { return per_metre_; }
  /// Whether it matters which number a grid has.
  [[nodiscard]] bool numbers_matter() const { return per_kept_ > 0 || !homes_.empty(); }

 private:
  Band band_;
  double per_metre_ = 0;
  double per_kept_ = 0;
  double per_work_ = 0;
  double mean_work_ = 0;
  double per_compound_ = 0;
  double per_community_ = 0;
  double per_home_metre_ = 0;
  std::vector<Spot> homes_;
};

}  // namespace mashang::planning
