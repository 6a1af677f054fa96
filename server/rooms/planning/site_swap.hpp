// The swap neighbourhood of the p-median, searched fast (Resende and Werneck, "A fast swap-based local search procedure
// for location problems", Annals of Operations Research 150, 2007).
//
// Opening f and closing r changes the cost by  loss(r) - gain(f) - extra(f, r):  gain is what demands save by f, loss
// what they pay for their second nearest instead of r, extra corrects for demands of r that f takes. All three are sums
// over demands, kept up to date for the few whose nearest or second nearest site a swap changes.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "rooms/planning/site_nearness.hpp"
#include "rooms/planning/site_watch.hpp"

namespace mashang::planning {

/// Needs at least two sites, and fewer sites than candidates.
class SwapSearch {
 public:
  explicit SwapSearch(const Nearness& nearness, std::int32_t count);

  struct Swap {
    std::int32_t opens = kNone;  ///< candidate
    std::int32_t slot = kNone;   ///< of the site that closes
    double saves = 0;
  };

  void open(std::vector<std::int32_t> sites);
  /// Swaps the best pair until none saves anything.
  void descend(SiteWatch& watch);
  /// The best swap that opens one of `opening` and closes one of the slots in `closing`.
  [[nodiscard]] Swap best_of(const std::vector<std::int32_t>& opening, const std::vector<std::int32_t>& closing) const;
  void swap(const Swap& swap);

  [[nodiscard]] double cost() const { return cost_; }
  [[nodiscard]] const std::vector<std::int32_t>& sites() const { return sites_; }
  [[nodiscard]] bool is_open(std::int32_t candidate) const { return slot_of_[candidate] != kNone; }

 private:
  struct Served {
    std::int32_t nearest = kNone;  ///< slot
    std::int32_t second = kNone;   ///< slot
    double cost = 0;
    double second_cost = 0;
  };
  enum class Sign { add, remove };
  void account(std::int32_t demand, Sign sign);
  [[nodiscard]] Served serve_anew(std::int32_t demand) const;
  [[nodiscard]] double* extra(std::int32_t candidate) {
    return &extra_[static_cast<std::size_t>(candidate) * sites_.size()];
  }
  [[nodiscard]] const double* extra(std::int32_t candidate) const {
    return &extra_[static_cast<std::size_t>(candidate) * sites_.size()];
  }

  const Nearness& nearness_;
  double cost_ = 0;
  std::vector<std::int32_t> sites_;    ///< slot → candidate
  std::vector<std::int32_t> slot_of_;  ///< candidate → slot
  std::vector<Served> served_;         ///< of each demand
  std::vector<double> gain_, loss_, extra_;
};

}  // namespace mashang::planning
