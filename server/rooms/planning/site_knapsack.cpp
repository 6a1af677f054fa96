// Knapsack by dynamic programming over loads, and its continuous relaxation (Dantzig 1957).
#include "rooms/planning/site_knapsack.hpp"

#include <algorithm>

namespace mashang::planning {

double Knapsack::whole(const std::vector<KnapsackItem>& items, double capacity) {
  const auto most = static_cast<std::size_t>(capacity);
  const std::size_t width = most + 1;
  worths_.assign(width, 0.0);
  is_taken_.assign(width * items.size(), 0);
  for (std::size_t k = 0; k < items.size(); ++k) {
    const auto amount = static_cast<std::size_t>(items[k].amount);
    for (std::size_t load = most + 1; load-- > amount;) {
      const double with = worths_[load - amount] + items[k].worth;
      if (with >= worths_[load]) continue;
      worths_[load] = with;
      is_taken_[k * width + load] = 1;
    }
  }
  taken_.clear();
  std::size_t load = most;
  for (std::size_t k = items.size(); k-- > 0;) {
    if (is_taken_[k * width + load] == 0) continue;
    taken_.push_back({items[k].demand, 1});
    load -= static_cast<std::size_t>(items[k].amount);
  }
  return worths_[most];
}

double Knapsack::split(std::vector<KnapsackItem> items, double capacity) {
  std::ranges::sort(items, [](const KnapsackItem& a, const KnapsackItem& b) {
    return std::pair(a.worth * b.amount, a.demand) < std::pair(b.worth * a.amount, b.demand);
  });
  taken_.clear();
  double worth = 0;
  for (const KnapsackItem& item : items) {
    const double share = item.amount <= capacity ? 1 : capacity / item.amount;
    worth += share * item.worth;
    taken_.push_back({item.demand, share});
    capacity -= share * item.amount;
    if (share < 1) break;
  }
  return worth;
}

void Knapsack::count(std::vector<double>& served) const {
  for (const auto& [demand, share] : taken_) served[demand] += share;
}

}  // namespace mashang::planning
