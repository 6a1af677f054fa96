// Prices are worked out anew from a grid's buildings, some tens of them; sums and counts are carried along.
#include "rooms/planning/districts.hpp"

#include <algorithm>

namespace mashang::planning {
namespace {

template <class Holdings>
std::int32_t held(const Holdings& holdings, std::int32_t id) {
  for (const auto& each : holdings)
    if (each.id == id) return each.units;
  return 0;
}

/// Counts one unit more (`sign` 1) or less (-1) of `id`.
template <class Holdings>
void count(Holdings& holdings, std::int32_t id, std::int32_t sign) {
  if (id == kNone) return;
  for (auto& each : holdings) {
    if (each.id != id) continue;
    each.units += sign;
    if (each.units == 0) {
      each = holdings.back();
      holdings.pop_back();
    }
    return;
  }
  holdings.push_back({id, 1});
}

void add_sums(Tally& tally, const Unit& unit, std::int64_t kept, std::int32_t sign) {
  tally.households += sign * unit.households;
  tally.east += sign * unit.east;
  tally.north += sign * unit.north;
  tally.work += sign * unit.work;
  tally.kept += sign * kept;
}

}  // namespace

Districts::Districts(const Units& units, const Pricing& pricing, const std::vector<std::int32_t>& grid_of,
                     std::int32_t grids)
    : units_(units), pricing_(pricing), grid_of_(grid_of), position_(grid_of.size()) {
  districts_.resize(static_cast<std::size_t>(grids));
  for (std::int32_t unit = 0; unit < units.count(); ++unit) {
    const std::int32_t grid = grid_of_[static_cast<std::size_t>(unit)];
    District& district = districts_[static_cast<std::size_t>(grid)];
    position_[static_cast<std::size_t>(unit)] = static_cast<std::int32_t>(district.members.size());
    district.members.push_back(unit);
    add(district, grid, unit, 1);
  }
  for (std::int32_t grid = 0; grid < grids; ++grid) refresh(grid);
}

std::int64_t Districts::kept_of(std::int32_t unit, std::int32_t grid) const {
  std::int64_t kept = 0;
  for (auto i = static_cast<std::size_t>(units_.first[static_cast<std::size_t>(unit)]);
       i < static_cast<std::size_t>(units_.first[static_cast<std::size_t>(unit) + 1]); ++i)
    if (units_.today[i] == grid) kept += static_cast<std::int64_t>(units_.standing[i].households);
  return kept;
}

std::span<const Standing> Districts::standing_of(std::int32_t unit) const {
  const auto first = static_cast<std::size_t>(units_.first[static_cast<std::size_t>(unit)]);
  const auto last = static_cast<std::size_t>(units_.first[static_cast<std::size_t>(unit) + 1]);
  return {units_.standing.data() + first, last - first};
}

void Districts::add(District& district, std::int32_t grid, std::int32_t unit, std::int32_t sign) const {
  add_sums(district.tally, units_[unit], kept_of(unit, grid), sign);
  count(district.compounds, units_[unit].compound, sign);
  count(district.communities, units_[unit].community, sign);
  district.tally.compounds = static_cast<std::int32_t>(district.compounds.size());
  district.tally.communities = static_cast<std::int32_t>(district.communities.size());
}

void Districts::refresh(std::int32_t grid) {
  District& district = districts_[static_cast<std::size_t>(grid)];
  district.standing.clear();
  for (const std::int32_t unit : district.members) {
    const auto standing = standing_of(unit);
    district.standing.insert(district.standing.end(), standing.begin(), standing.end());
  }
  district.points = pricing_.points(grid, district.tally, distances(district.standing, district.tally.middle()));
  ++district.edition;
}

double Districts::points_without(std::int32_t grid, std::int32_t unit) const {
  const District& district = of(grid);
  Tally tally = district.tally;
  add_sums(tally, units_[unit], kept_of(unit, grid), -1);
  if (held(district.compounds, units_[unit].compound) == 1) --tally.compounds;
  if (held(district.communities, units_[unit].community) == 1) --tally.communities;
  const Spot middle = tally.middle();
  return pricing_.points(grid, tally, distances(district.standing, middle) - distances(standing_of(unit), middle));
}

double Districts::points_with(std::int32_t grid, std::int32_t unit) const {
  const District& district = of(grid);
  Tally tally = district.tally;
  add_sums(tally, units_[unit], kept_of(unit, grid), 1);
  const auto is_new = [](const std::vector<Holding>& holdings, std::int32_t id) {
    return id != kNone && held(holdings, id) == 0;
  };
  if (is_new(district.compounds, units_[unit].compound)) ++tally.compounds;
  if (is_new(district.communities, units_[unit].community)) ++tally.communities;
  const Spot middle = tally.middle();
  return pricing_.points(grid, tally, distances(district.standing, middle) + distances(standing_of(unit), middle));
}

double Districts::points_of(std::int32_t grid, const std::vector<std::int32_t>& units) const {
  District district;
  for (const std::int32_t unit : units) add(district, grid, unit, 1);
  const Spot middle = district.tally.middle();
  double distance = 0;
  for (const std::int32_t unit : units) distance += distances(standing_of(unit), middle);
  return pricing_.points(grid, district.tally, distance);
}

void Districts::move(std::int32_t unit, std::int32_t to) {
  const std::int32_t grid = grid_of_[static_cast<std::size_t>(unit)];
  District& left = districts_[static_cast<std::size_t>(grid)];
  District& joined = districts_[static_cast<std::size_t>(to)];
  auto& place = position_[static_cast<std::size_t>(unit)];
  const std::int32_t last = left.members.back();
  left.members[static_cast<std::size_t>(place)] = last;
  position_[static_cast<std::size_t>(last)] = place;
  left.members.pop_back();
  place = static_cast<std::int32_t>(joined.members.size());
  joined.members.push_back(unit);
  std::atomic_ref(grid_of_[static_cast<std::size_t>(unit)]).store(to, std::memory_order_relaxed);
  add(left, grid, unit, -1);
  add(joined, to, unit, 1);
  refresh(grid);
  refresh(to);
}

double Districts::points() const {
  double points = 0;
  for (const District& district : districts_) points += district.points;
  return points;
}

double Districts::distance() const {
  double distance = 0;
  for (const District& district : districts_) distance += distances(district.standing, district.tally.middle());
  return distance;
}

std::int64_t Districts::outside() const {
  std::int64_t outside = 0;
  for (const District& district : districts_) outside += pricing_.outside(district.tally.households);
  return outside;
}

}  // namespace mashang::planning
