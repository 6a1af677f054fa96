// Weighted costs in both orders, and for each demand its candidates from near to far: what p-median searches walk over.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "rooms/planning/sites.hpp"

namespace mashang::planning {

class Nearness {
 public:
  explicit Nearness(const MedianProblem& problem);
  [[nodiscard]] std::int32_t demands() const { return demands_; }
  [[nodiscard]] std::int32_t candidates() const { return candidates_; }
  [[nodiscard]] double cost(std::int32_t demand, std::int32_t candidate) const { return of(demand)[candidate]; }
  /// Weighted costs of a demand, by candidate.
  [[nodiscard]] std::span<const double> of(std::int32_t demand) const { return row(costs_, demand); }
  /// Candidates of a demand from cheap to dear; ties by index.
  [[nodiscard]] std::span<const std::int32_t> order(std::int32_t demand) const { return row(order_, demand); }
  /// All costs are whole numbers, so that a bound may be rounded up.
  [[nodiscard]] bool is_whole() const { return is_whole_; }

 private:
  template <class T>
  [[nodiscard]] std::span<const T> row(const std::vector<T>& all, std::int32_t demand) const {
    return std::span(all).subspan(static_cast<std::size_t>(demand) * candidates_, candidates_);
  }
  std::int32_t demands_;
  std::int32_t candidates_;
  bool is_whole_ = true;
  std::vector<double> costs_;
  std::vector<std::int32_t> order_;
};

/// The least cost that any plan can have, given a lower bound that arithmetic has blurred.
[[nodiscard]] double rounded_up(double bound, bool is_whole);

}  // namespace mashang::planning
