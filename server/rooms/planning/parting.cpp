// Growing a part of a grid from each of its ends in turn.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <set>

#include "rooms/planning/repair.hpp"

namespace mashang::planning {
namespace {

struct Ends {
  double east;
  double north;
};
constexpr Ends kDirections[] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}, {1, 1}, {-1, 1}, {-1, -1}, {1, -1}};

Spot middle_of(const Units& units, std::int32_t unit) {
  Spot sum;
  const auto first = static_cast<std::size_t>(units.first[static_cast<std::size_t>(unit)]);
  const auto last = static_cast<std::size_t>(units.first[static_cast<std::size_t>(unit) + 1]);
  for (std::size_t i = first; i < last; ++i) sum = {sum.x + units.standing[i].x, sum.y + units.standing[i].y};
  const auto count = static_cast<double>(last - first);
  return {sum.x / count, sum.y / count};
}

/// Members of one grid with their own numbering.
class Parting {
 public:
  Parting(const Units& units, const std::vector<std::int32_t>& members, double share)
      : units_(units), members_(members) {
    std::sort(members_.begin(), members_.end());
    for (const std::int32_t unit : members_) wanted_ += share * static_cast<double>(units[unit].households);
  }

  /// Takes members from the farthest in this direction onwards; what gets parted from the rest by that goes along. The
  /// best moment to stop is kept.
  void grow(Ends towards) {
    std::vector<bool> taken(members_.size(), false);
    const auto key = [&](std::size_t i) {
      const Spot at = middle_of(units_, members_[i]);
      return -(at.x * towards.east + at.y * towards.north);
    };
    std::set<std::pair<double, std::size_t>> open;
    std::pair<double, std::size_t> first{key(0), 0};
    for (std::size_t i = 1; i < members_.size(); ++i) first = std::min(first, {key(i), i});
    open.insert(first);
    std::int64_t households = 0;
    while (!open.empty() && static_cast<double>(households) < wanted_) {
      const std::size_t next = open.begin()->second;
      open.erase(open.begin());
      if (taken[next]) continue;
      taken[next] = true;
      take_what_is_parted(taken);
      households = 0;
      for (std::size_t i = 0; i < members_.size(); ++i) households += taken[i] ? units_[members_[i]].households : 0;
      consider(taken, households);
      for (std::size_t i = 0; i < members_.size(); ++i)
        if (taken[i])
          for (const std::size_t other : neighbours(i))
            if (!taken[other]) open.insert({key(other), other});
    }
  }

  [[nodiscard]] std::vector<std::int32_t> best() const {
    std::vector<std::int32_t> part;
    for (std::size_t i = 0; i < best_.size(); ++i)
      if (best_[i]) part.push_back(members_[i]);
    return part;
  }

 private:
  [[nodiscard]] std::vector<std::size_t> neighbours(std::size_t i) const {
    std::vector<std::size_t> found;
    for (const std::int32_t other : units_.links.of(members_[i])) {
      const auto at = std::lower_bound(members_.begin(), members_.end(), other);
      if (at != members_.end() && *at == other) found.push_back(static_cast<std::size_t>(at - members_.begin()));
    }
    return found;
  }

  /// Of what is not taken, only the part with the most households stays.
  void take_what_is_parted(std::vector<bool>& taken) const {
    std::vector<std::int32_t> part(members_.size(), kNone);
    std::vector<std::int64_t> weight;
    for (std::size_t i = 0; i < members_.size(); ++i) {
      if (taken[i] || part[i] != kNone) continue;
      std::vector<std::size_t> queue{i};
      part[i] = static_cast<std::int32_t>(weight.size());
      std::int64_t households = 0;
      for (std::size_t next = 0; next < queue.size(); ++next) {
        households += units_[members_[queue[next]]].households;
        for (const std::size_t other : neighbours(queue[next]))
          if (!taken[other] && part[other] == kNone) {
            part[other] = part[i];
            queue.push_back(other);
          }
      }
      weight.push_back(households);
    }
    if (weight.size() < 2) return;
    const auto kept = std::max_element(weight.begin(), weight.end()) - weight.begin();
    for (std::size_t i = 0; i < members_.size(); ++i)
      if (part[i] != kNone && part[i] != kept) taken[i] = true;
  }

  void consider(const std::vector<bool>& taken, std::int64_t households) {
    if (std::find(taken.begin(), taken.end(), false) == taken.end()) return;
    const double uneven = std::abs(wanted_ - static_cast<double>(households));
    if (!best_.empty() && uneven >= uneven_) return;
    best_ = taken;
    uneven_ = uneven;
  }

  const Units& units_;
  std::vector<std::int32_t> members_;
  double wanted_ = 0;  ///< households
  std::vector<bool> best_;
  double uneven_ = 0;
};

}  // namespace

std::vector<std::int32_t> part_of(const Units& units, const std::vector<std::int32_t>& members, double share) {
  if (members.size() < 2) return {};
  Parting parting(units, members, share);
  for (const Ends towards : kDirections) parting.grow(towards);
  return parting.best();
}

}  // namespace mashang::planning
