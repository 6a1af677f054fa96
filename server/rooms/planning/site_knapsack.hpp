// What one site would take within its capacity.
#pragma once

#include <cstdint>
#include <vector>

namespace mashang::planning {

struct KnapsackItem {
  std::int32_t demand = 0;
  double amount = 0;
  double worth = 0;  ///< below 0: the less, the better
};

class Knapsack {
 public:
  /// The least sum of worths of items, each whole, within the capacity; amounts and capacity are whole numbers.
  double whole(const std::vector<KnapsackItem>& items, double capacity);
  /// The same where the last item may be cut: never above `whole`, for any amounts.
  double split(std::vector<KnapsackItem> items, double capacity);
  /// Adds to `served` what share of each demand the last answer took.
  void count(std::vector<double>& served) const;

 private:
  std::vector<double> worths_;          ///< by load
  std::vector<std::uint8_t> is_taken_;  ///< by item and load
  struct Taken {
    std::int32_t demand;
    double share;
  };
  std::vector<Taken> taken_;
};

}  // namespace mashang::planning
