// Bin packing by depth-first search.
#include "rooms/planning/site_packing.hpp"

#include <algorithm>
#include <numeric>

namespace mashang::planning {
namespace {

class Packer {
 public:
  Packer(const std::vector<double>& amounts, const std::vector<double>& rooms)
      : amounts_(amounts), rooms_(rooms), order_(amounts.size()), bin_of_(amounts.size()) {
    std::iota(order_.begin(), order_.end(), 0);
    std::ranges::stable_sort(order_, std::greater<>(), [&](std::int32_t i) { return amounts_[i]; });
    left_ = std::accumulate(rooms.begin(), rooms.end(), 0.0) - std::accumulate(amounts.begin(), amounts.end(), 0.0);
    blur_ = 1e-9 * std::accumulate(amounts.begin(), amounts.end(), 0.0);
  }

  Packing answer() {
    if (left_ < -blur_) return {Packing::Answer::none, {}};
    if (place(0)) return {Packing::Answer::exists, bin_of_};
    return {tries_ >= kTries ? Packing::Answer::unknown : Packing::Answer::none, {}};
  }

 private:
  static constexpr std::int32_t kTries = 200'000;

  /// Tight bins first: what fits well now is not looked for later.
  bool place(std::size_t at) {
    if (at == order_.size()) return true;
    const double amount = amounts_[order_[at]];
    std::vector<std::int32_t> bins;
    for (std::size_t b = 0; b < rooms_.size(); ++b)
      if (rooms_[b] + blur_ >= amount) bins.push_back(static_cast<std::int32_t>(b));
    std::ranges::stable_sort(bins, {}, [&](std::int32_t b) { return rooms_[b]; });
    for (std::size_t k = 0; k < bins.size(); ++k) {
      if (k > 0 && rooms_[bins[k]] == rooms_[bins[k - 1]]) continue;
      if (++tries_ >= kTries) return false;
      rooms_[bins[k]] -= amount;
      bin_of_[order_[at]] = bins[k];
      if (place(at + 1)) return true;
      rooms_[bins[k]] += amount;
    }
    return false;
  }

  const std::vector<double>& amounts_;
  std::vector<double> rooms_;
  std::vector<std::int32_t> order_;
  std::vector<std::int32_t> bin_of_;
  double left_ = 0;
  double blur_ = 0;
  std::int32_t tries_ = 0;
};

}  // namespace

Packing pack(const std::vector<double>& amounts, const std::vector<double>& rooms) {
  return Packer(amounts, rooms).answer();
}

}  // namespace mashang::planning
