// Lower bounds by Lagrangean relaxation of "each demand is served once", maximised by subgradients (Held, Wolfe,
// Crowder 1974; for p-median Narula, Ogbu, Samuelsson 1977; Beasley 1993).
//
// With a price u for serving each demand, a site earns the sum of min(0, cost - u) over the demands it would take: all
// of them without capacities, the best knapsack of them with. Prices plus the `count` best earners bound every plan
// from below, and those earners are a good guess at where sites belong.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "rooms/planning/site_knapsack.hpp"
#include "rooms/planning/site_nearness.hpp"
#include "rooms/planning/site_watch.hpp"

namespace mashang::planning {

class LagrangeanBound {
 public:
  LagrangeanBound(const MedianProblem& problem, const Nearness& nearness);

  /// One step of the subgradient towards `target`, the cost of the best plan known. The sites that earned most.
  const std::vector<std::int32_t>& improve(double target);
  /// The best bound so far, rounded up where costs are whole numbers.
  [[nodiscard]] double bound() const { return rounded_up(bound_, nearness_.is_whole()); }
  /// The steps have become so small that nothing more is to be expected.
  [[nodiscard]] bool is_done() const { return pace_ < kSlowest; }

 private:
  static constexpr double kSlowest = 1e-4;
  void earn();
  void count_served();
  enum class Pace { same, slower };
  Pace learn(double bound);
  /// What a candidate earns within its capacity; knapsack_ remembers with which demands.
  [[nodiscard]] double fill(std::int32_t candidate);

  const MedianProblem& problem_;
  const Nearness& nearness_;
  bool is_exact_ = false;
  double pace_ = 2;
  std::int32_t idle_ = 0;
  double bound_ = 0;
  std::vector<double> prices_, best_prices_;
  std::vector<double> earnings_;
  std::vector<double> served_;  ///< how often each demand is served by the chosen
  std::vector<std::int32_t> ranking_, chosen_;
  std::vector<KnapsackItem> items_;
  Knapsack knapsack_;
};

}  // namespace mashang::planning
