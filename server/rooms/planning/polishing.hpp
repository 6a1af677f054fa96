// Which neighbouring grids are divided anew, exactly, after annealing.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "rooms/planning/best_plan.hpp"
#include "rooms/planning/districts.hpp"
#include "rooms/planning/effort.hpp"
#include "rooms/planning/random.hpp"
#include "rooms/planning/redivision.hpp"

namespace mashang::planning {

/// Where grids have a few units only (compounds), first whole communities, then each grid with as many neighbours as
/// can be divided exactly, then neighbourhoods drawn by lot. Else each grid with its two nearest neighbours.
class Polishing {
 public:
  /// Grids for which `may_change` is false stay; empty: all may change. `best` hears of every improvement.
  Polishing(const Units& units, const Pricing& pricing, const std::vector<bool>& may_change, std::uint64_t seed,
            Districts& districts, Effort& effort, BestPlan& best);

  /// Whether grids have a few units only.
  [[nodiscard]] static bool are_few(const Units& units, std::int32_t grids);

  /// Until `until` of the effort is used, or nothing helps any more.
  void run(double until);

 private:
  enum class Growth { nearest, by_lot };
  using Grids = std::vector<std::int32_t>;
  bool redivide(Grids grids, ExactLimits limits);
  bool redivide_communities(double until);
  bool redivide_around_each(double until);
  void redivide_by_lot(double until);
  [[nodiscard]] Grids around(std::int32_t grid, Growth growth);
  [[nodiscard]] bool may_change(std::int32_t grid) const {
    return may_change_.empty() || may_change_[static_cast<std::size_t>(grid)];
  }

  const Units& units_;
  const Pricing& pricing_;
  const std::vector<bool>& may_change_;
  Random random_;
  Districts& districts_;
  Effort& effort_;
  BestPlan& best_;
  bool has_few_units_;
  std::vector<std::int32_t> grids_;       ///< that may change
  std::map<Grids, std::uint64_t> tried_;  ///< sum of their editions then
};

}  // namespace mashang::planning
