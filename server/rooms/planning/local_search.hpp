// Simulated annealing of a division: units move over the borders of grids, alone or one after another.
#pragma once

#include <cstdint>
#include <vector>

#include "rooms/planning/contiguity.hpp"
#include "rooms/planning/districts.hpp"
#include "rooms/planning/random.hpp"

namespace mashang::planning {

struct Heat {
  double temperature = 0;  ///< points
  double outside = 0;      ///< points for each household outside the band
};

/// Works on `districts` in rounds. In a round each thread has a stripe of neighbouring grids for itself; the stripes
/// lie otherwise in each round. The same seed, thread count and calls give the same division.
class LocalSearch {
 public:
  /// Grids for which `may_change` is false stay as they are; empty: all may change.
  LocalSearch(const Units& units, const Pricing& pricing, Districts& districts, const std::vector<bool>& may_change,
              std::uint64_t seed, std::int32_t threads);

  /// About `steps` attempts.
  void round(std::int64_t steps, Heat heat);

 private:
  class Walker;
  void draw_stripes();

  const Units& units_;
  const Pricing& pricing_;
  Districts& districts_;
  Contiguity contiguity_;
  const std::vector<bool>& may_change_;
  Random random_;
  std::int32_t threads_;
  std::int32_t rounds_ = 0;
  std::vector<std::int32_t> stripe_of_;  ///< of each grid; kNone of those that stay
};

}  // namespace mashang::planning
