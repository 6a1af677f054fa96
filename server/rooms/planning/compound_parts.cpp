// Lines sweep over the compound in many directions.
#include "rooms/planning/compound_parts.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

namespace mashang::planning {
namespace {

constexpr int kDirectionsOfTwo = 36;
constexpr int kDirectionsOfMore = 8;

std::int64_t households_of(const Units& buildings, const std::vector<std::int32_t>& members) {
  std::int64_t households = 0;
  for (const std::int32_t building : members) households += buildings[building].households;
  return households;
}

/// `part` ascending.
bool hangs_together(const Units& buildings, const std::vector<std::int32_t>& part) {
  std::vector<std::int32_t> reached{part.front()};
  std::set<std::int32_t> seen{part.front()};
  for (std::size_t next = 0; next < reached.size(); ++next)
    for (const std::int32_t other : buildings.links.of(reached[next]))
      if (std::binary_search(part.begin(), part.end(), other) && seen.insert(other).second) reached.push_back(other);
  return reached.size() == part.size();
}

class Sweep {
 public:
  Sweep(const Units& buildings, const std::vector<std::int32_t>& members, std::int64_t most)
      : buildings_(buildings), members_(members), most_(most) {}

  std::vector<std::vector<std::int32_t>> parts() {
    const bool are_two = fewest_parts_of(buildings_, members_, most_) == 2;
    const int directions = are_two ? kDirectionsOfTwo : kDirectionsOfMore;
    for (int i = 0; i < directions; ++i) {
      turn_to(std::numbers::pi * i / directions);
      for (std::size_t first = 0; first < members_.size(); ++first)
        for (std::size_t last = first + 1; last <= members_.size(); ++last)
          if (!are_two)
            consider(between(first, last));
          else if (first == 0 && last < members_.size())
            consider_halves(last);
    }
    return {parts_.begin(), parts_.end()};
  }

 private:
  /// Orders the buildings along this direction.
  void turn_to(double angle) {
    const auto along = [&](std::int32_t building) {
      const auto at = static_cast<std::size_t>(buildings_.first[static_cast<std::size_t>(building)]);
      return buildings_.standing[at].x * std::cos(angle) + buildings_.standing[at].y * std::sin(angle);
    };
    std::sort(members_.begin(), members_.end(),
              [&](std::int32_t a, std::int32_t b) { return std::pair(along(a), a) < std::pair(along(b), b); });
  }
  [[nodiscard]] std::vector<std::int32_t> between(std::size_t first, std::size_t last) const {
    std::vector<std::int32_t> part(members_.begin() + static_cast<std::ptrdiff_t>(first),
                                   members_.begin() + static_cast<std::ptrdiff_t>(last));
    std::sort(part.begin(), part.end());
    return part;
  }
  [[nodiscard]] bool may_be_one(const std::vector<std::int32_t>& part) const {
    return households_of(buildings_, part) <= most_ && hangs_together(buildings_, part);
  }
  void consider(std::vector<std::int32_t> part) {
    if (may_be_one(part)) parts_.insert(std::move(part));
  }
  void consider_halves(std::size_t border) {
    auto one = between(0, border), other = between(border, members_.size());
    if (!may_be_one(one) || !may_be_one(other)) return;
    parts_.insert(std::move(one));
    parts_.insert(std::move(other));
  }

  const Units& buildings_;
  std::vector<std::int32_t> members_;
  std::int64_t most_;
  std::set<std::vector<std::int32_t>> parts_;
};

}  // namespace

std::vector<std::vector<std::int32_t>> straight_parts(const Units& buildings, const std::vector<std::int32_t>& members,
                                                      std::int64_t most) {
  return Sweep(buildings, members, most).parts();
}

std::int64_t fewest_parts_of(const Units& buildings, const std::vector<std::int32_t>& members, std::int64_t most) {
  return (households_of(buildings, members) + most - 1) / most;
}

}  // namespace mashang::planning
