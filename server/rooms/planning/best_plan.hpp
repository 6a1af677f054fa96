// The best division seen so far, at any moment.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "rooms/planning/districts.hpp"
#include "rooms/planning/effort.hpp"
#include "rooms/planning/planning.hpp"
#include "rooms/planning/units.hpp"

namespace mashang::planning {

class BestPlan {
 public:
  BestPlan(const GridProblem& problem, const SolveOptions& options, const Effort& effort, std::int32_t grids);

  /// Takes what the search has now when it is nearer to the band or, as near, cheaper; tells the caller from time to
  /// time.
  void offer(const Units& units, const Districts& districts);

  [[nodiscard]] bool is_any() const { return !plan_.grid_of.empty(); }
  [[nodiscard]] const GridPlan& plan() const { return plan_; }
  [[nodiscard]] std::int64_t outside() const { return outside_; }

 private:
  void tell(bool is_better);

  const SolveOptions& options_;
  const Effort& effort_;
  GridPlan plan_;
  double constant_ = 0;  ///< points that are the same for all plans: what grids' points lack to be a cost
  double points_ = std::numeric_limits<double>::infinity();
  std::int64_t outside_ = std::numeric_limits<std::int64_t>::max();
  double told_ = -1;  ///< seconds
  bool has_news_ = false;
};

}  // namespace mashang::planning
