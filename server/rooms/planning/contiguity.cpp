// Neighbours as bits, then a depth-first search without recursion.
#include "rooms/planning/contiguity.hpp"

#include <algorithm>
#include <bit>

namespace mashang::planning {
namespace {

constexpr std::size_t kBits = 64;

}  // namespace

Contiguity::Contiguity(const Units& units, const Districts& districts)
    : units_(units),
      districts_(districts),
      around_(units.links.to.size(), 0),
      found_(static_cast<std::size_t>(districts.grids()), 0),
      is_articulation_(units.all.size(), 0),
      entered_(units.all.size(), 0),
      low_(units.all.size(), 0) {
  for (std::int32_t unit = 0; unit < units.count(); ++unit) {
    const auto ring = units.links.of(unit);
    const auto first = static_cast<std::size_t>(units.links.from[static_cast<std::size_t>(unit)]);
    for (std::size_t i = 0; i < std::min(ring.size(), kBits); ++i)
      for (const std::int32_t other : units.links.of(ring[i])) {
        const auto at = std::lower_bound(ring.begin(), ring.end(), other);
        const auto bit = static_cast<std::size_t>(at - ring.begin());
        if (at != ring.end() && *at == other && bit < kBits) around_[first + i] |= std::uint64_t{1} << bit;
      }
  }
}

bool Contiguity::hang_together_around(std::int32_t unit, std::int32_t grid) const {
  const auto ring = units_.links.of(unit);
  if (ring.size() > kBits) return false;
  const std::uint64_t* around = around_.data() + units_.links.from[static_cast<std::size_t>(unit)];
  std::uint64_t own = 0;
  for (std::size_t i = 0; i < ring.size(); ++i)
    if (districts_.grid_of(ring[i]) == grid) own |= std::uint64_t{1} << i;
  std::uint64_t open = own & (~own + 1);
  std::uint64_t reached = open;
  while (open != 0) {
    const std::uint64_t met = around[std::countr_zero(open)] & own & ~reached;
    reached |= met;
    open = (open & (open - 1)) | met;
  }
  return reached == own;
}

bool Contiguity::may_leave(std::int32_t unit) {
  const std::int32_t grid = districts_.grid_of(unit);
  if (districts_.members(grid).size() < 2) return false;
  if (hang_together_around(unit, grid)) return true;
  if (found_[static_cast<std::size_t>(grid)] != districts_.edition(grid)) find_articulations(grid);
  return is_articulation_[static_cast<std::size_t>(unit)] == 0;
}

void Contiguity::find_articulations(std::int32_t grid) {
  const auto& members = districts_.members(grid);
  for (const std::int32_t unit : members) {
    entered_[static_cast<std::size_t>(unit)] = 0;
    is_articulation_[static_cast<std::size_t>(unit)] = 0;
  }
  const std::int32_t root = members.front();
  std::int32_t order = 1, children_of_root = 0;
  std::vector<Visit> path{{root, 0}};
  entered_[static_cast<std::size_t>(root)] = low_[static_cast<std::size_t>(root)] = order++;
  while (!path.empty()) {
    const std::int32_t unit = path.back().unit;
    const auto own = static_cast<std::size_t>(unit);
    const auto ring = units_.links.of(unit);
    if (path.back().next < ring.size()) {
      const std::int32_t other = ring[path.back().next++];
      if (districts_.grid_of(other) != grid) continue;
      auto& entered = entered_[static_cast<std::size_t>(other)];
      if (entered != 0) {
        low_[own] = std::min(low_[own], entered);
        continue;
      }
      entered = low_[static_cast<std::size_t>(other)] = order++;
      path.push_back({other, 0});
      continue;
    }
    path.pop_back();
    if (path.empty()) break;
    const auto above = static_cast<std::size_t>(path.back().unit);
    low_[above] = std::min(low_[above], low_[own]);
    if (path.back().unit == root)
      ++children_of_root;
    else if (low_[own] >= entered_[above])
      is_articulation_[above] = 1;
  }
  if (children_of_root > 1) is_articulation_[static_cast<std::size_t>(root)] = 1;
  found_[static_cast<std::size_t>(grid)] = districts_.edition(grid);
}

}  // namespace mashang::planning
