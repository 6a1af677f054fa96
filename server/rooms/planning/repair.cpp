// Parts of grids are weighed, the lesser ones handed to neighbours.
#include "rooms/planning/repair.hpp"

#include <algorithm>
#include <queue>

namespace mashang::planning {
namespace {

class Repair {
 public:
  Repair(const Units& units, std::int32_t grids, const std::vector<bool>& may_change,
         std::vector<std::int32_t>& grid_of)
      : units_(units), may_change_(may_change), grid_of_(grid_of), households_(static_cast<std::size_t>(grids), 0) {}

  void run() {
    for (std::int32_t unit = 0; unit < units_.count(); ++unit)
      if (may_change(unit) && grid(unit) >= static_cast<std::int32_t>(households_.size())) grid(unit) = kNone;
    bring_pinned_home();
    keep_largest_parts();
    count();
    hand_out();
    fill_empty();
  }

 private:
  std::int32_t& grid(std::int32_t unit) { return grid_of_[static_cast<std::size_t>(unit)]; }
  [[nodiscard]] bool may_change(std::int32_t unit) const {
    return may_change_.empty() || may_change_[static_cast<std::size_t>(unit)];
  }

  /// The nearest units of its grid are looked for; those on the way change to that grid.
  void bring_pinned_home() {
    for (std::int32_t unit = 0; unit < units_.count(); ++unit) {
      const std::int32_t home = units_[unit].pinned;
      if (home == kNone || grid(unit) == home) continue;
      std::vector<std::int32_t> before(units_.all.size(), kNone);
      std::vector<std::int32_t> queue{unit};
      before[static_cast<std::size_t>(unit)] = unit;
      std::int32_t end = unit;
      for (std::size_t next = 0; next < queue.size() && end == unit; ++next)
        for (const std::int32_t other : units_.links.of(queue[next])) {
          if (before[static_cast<std::size_t>(other)] != kNone) continue;
          before[static_cast<std::size_t>(other)] = queue[next];
          if (grid(other) == home) end = other;
          const std::int32_t pinned = units_[other].pinned;
          if (may_change(other) && (pinned == kNone || pinned == home)) queue.push_back(other);
        }
      for (; end != unit; end = before[static_cast<std::size_t>(end)]) grid(end) = home;
      grid(unit) = home;
    }
  }

  struct Part {
    std::int32_t grid = kNone;
    std::int64_t pinned = 0;
    std::int64_t households = 0;
    std::vector<std::int32_t> units;
    [[nodiscard]] auto weight() const { return std::tuple(pinned, households, units.size()); }
  };

  void keep_largest_parts() {
    std::vector<bool> seen(units_.all.size(), false);
    std::vector<Part> kept(households_.size());
    for (std::int32_t unit = 0; unit < units_.count(); ++unit) {
      if (seen[static_cast<std::size_t>(unit)] || grid(unit) == kNone) continue;
      Part part = part_from(unit, seen);
      Part& best = kept[static_cast<std::size_t>(part.grid)];
      if (best.weight() < part.weight()) std::swap(best, part);
      for (const std::int32_t each : part.units)
        if (may_change(each)) grid(each) = kNone;
    }
  }

  Part part_from(std::int32_t unit, std::vector<bool>& seen) {
    Part part{.grid = grid(unit), .units = {unit}};
    seen[static_cast<std::size_t>(unit)] = true;
    for (std::size_t next = 0; next < part.units.size(); ++next) {
      const std::int32_t each = part.units[next];
      part.households += units_[each].households;
      part.pinned += units_[each].pinned == part.grid ? 1 : 0;
      for (const std::int32_t other : units_.links.of(each)) {
        if (seen[static_cast<std::size_t>(other)] || grid(other) != part.grid) continue;
        seen[static_cast<std::size_t>(other)] = true;
        part.units.push_back(other);
      }
    }
    return part;
  }

  void count() {
    for (std::int32_t unit = 0; unit < units_.count(); ++unit)
      if (grid(unit) != kNone) households_[static_cast<std::size_t>(grid(unit))] += units_[unit].households;
  }

  /// The grid with the fewest households takes first. A grid that may not change takes nobody.
  void hand_out() {
    using Offer = std::tuple<std::int64_t, std::int32_t, std::int32_t>;  // households of the taker, unit, taker
    std::priority_queue<Offer, std::vector<Offer>, std::greater<>> offers;
    const auto offer = [&](std::int32_t taken) {
      if (!may_change(taken)) return;
      for (const std::int32_t other : units_.links.of(taken))
        if (grid(other) == kNone)
          offers.emplace(households_[static_cast<std::size_t>(grid(taken))], other, grid(taken));
    };
    for (std::int32_t unit = 0; unit < units_.count(); ++unit)
      if (grid(unit) != kNone) offer(unit);
    while (!offers.empty()) {
      const auto [households, unit, taker] = offers.top();
      offers.pop();
      if (grid(unit) != kNone) continue;
      auto& now = households_[static_cast<std::size_t>(taker)];
      if (now != households) {
        offers.emplace(now, unit, taker);
        continue;
      }
      grid(unit) = taker;
      now += units_[unit].households;
      offer(unit);
    }
  }

  void fill_empty() {
    std::vector<std::vector<std::int32_t>> members(households_.size());
    for (std::int32_t unit = 0; unit < units_.count(); ++unit)
      if (grid(unit) != kNone && may_change(unit)) members[static_cast<std::size_t>(grid(unit))].push_back(unit);
    std::priority_queue<std::pair<std::int64_t, std::int32_t>> largest;
    for (std::size_t each = 0; each < members.size(); ++each)
      if (members[each].size() > 1) largest.emplace(households_[each], static_cast<std::int32_t>(each));
    for (std::size_t empty = 0; empty < members.size(); ++empty) {
      if (!members[empty].empty() || households_[empty] > 0) continue;
      while (!largest.empty() && members[empty].empty()) {
        const std::int32_t from = largest.top().second;
        largest.pop();
        halve(from, static_cast<std::int32_t>(empty), members);
        for (const std::int32_t each : {from, static_cast<std::int32_t>(empty)})
          if (!members[empty].empty() && members[static_cast<std::size_t>(each)].size() > 1)
            largest.emplace(households_[static_cast<std::size_t>(each)], each);
      }
    }
  }

  void halve(std::int32_t from, std::int32_t empty, std::vector<std::vector<std::int32_t>>& members) {
    auto& all = members[static_cast<std::size_t>(from)];
    for (const std::int32_t unit : part_of(units_, all, 0.5)) {
      if (units_[unit].pinned != kNone) continue;
      grid(unit) = empty;
      members[static_cast<std::size_t>(empty)].push_back(unit);
      households_[static_cast<std::size_t>(empty)] += units_[unit].households;
      households_[static_cast<std::size_t>(from)] -= units_[unit].households;
    }
    std::erase_if(all, [&](std::int32_t unit) { return grid(unit) != from; });
  }

  const Units& units_;
  const std::vector<bool>& may_change_;
  std::vector<std::int32_t>& grid_of_;
  std::vector<std::int64_t> households_;
};

}  // namespace

void make_whole(const Units& units, std::int32_t grids, const std::vector<bool>& may_change,
                std::vector<std::int32_t>& grid_of) {
  Repair(units, grids, may_change, grid_of).run();
}

}  // namespace mashang::planning
