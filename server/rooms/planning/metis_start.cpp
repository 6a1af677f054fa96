// METIS is asked region by region.
#include <metis.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <numeric>

#include "rooms/planning/start.hpp"

namespace mashang::planning {
namespace {

constexpr idx_t kUneven = 100;  ///< thousandths that a part may be heavier than the mean

struct Part {
  std::vector<idx_t> from{0}, to, households;
};

/// METIS draws from rand(), which all threads share: one caller at a time, so that a seed means the same each time.
std::vector<idx_t> ask_metis(Part& part, idx_t parts, std::uint64_t seed) {
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  idx_t options[METIS_NOPTIONS];
  METIS_SetDefaultOptions(options);
  options[METIS_OPTION_CONTIG] = 1;
  options[METIS_OPTION_UFACTOR] = kUneven;
  options[METIS_OPTION_SEED] = static_cast<idx_t>(seed & 0x7fffffff);
  options[METIS_OPTION_NUMBERING] = 0;
  auto count = static_cast<idx_t>(part.households.size());
  idx_t constraints = 1, cut = 0;
  std::vector<idx_t> part_of(part.households.size(), 0);
  METIS_PartGraphKway(&count, &constraints, part.from.data(), part.to.data(), part.households.data(), nullptr, nullptr,
                      &parts, nullptr, nullptr, options, &cut, part_of.data());
  return part_of;
}

}  // namespace

std::vector<std::int32_t> cut_by_metis(const Units& units, const Regions& regions, std::uint64_t seed) {
  std::vector<std::vector<std::int32_t>> members(regions.grids.size());
  std::vector<idx_t> number(units.all.size());
  for (std::int32_t unit = 0; unit < units.count(); ++unit) {
    auto& own = members[static_cast<std::size_t>(regions.of[static_cast<std::size_t>(unit)])];
    number[static_cast<std::size_t>(unit)] = static_cast<idx_t>(own.size());
    own.push_back(unit);
  }
  std::vector<std::int32_t> grid_of(units.all.size(), kNone);
  std::int32_t first_grid = 0;
  for (std::size_t region = 0; region < members.size(); ++region) {
    Part part;
    for (const std::int32_t unit : members[region]) {
      for (const std::int32_t other : units.links.of(unit))
        if (regions.of[static_cast<std::size_t>(other)] == static_cast<std::int32_t>(region))
          part.to.push_back(number[static_cast<std::size_t>(other)]);
      part.from.push_back(static_cast<idx_t>(part.to.size()));
      part.households.push_back(static_cast<idx_t>(units[unit].households));
    }
    const std::int32_t grids = regions.grids[region];
    const bool is_worth_asking = grids > 1 && static_cast<std::size_t>(grids) < members[region].size();
    const auto part_of = is_worth_asking ? ask_metis(part, grids, seed) : std::vector<idx_t>(members[region].size(), 0);
    for (std::size_t i = 0; i < members[region].size(); ++i)
      grid_of[static_cast<std::size_t>(members[region][i])] = first_grid + static_cast<std::int32_t>(part_of[i]);
    first_grid += grids;
  }
  return grid_of;
}

void keep_numbers(const Units& units, std::int32_t grids, std::vector<std::int32_t>& grid_of) {
  std::map<Link, std::int64_t> shared;  // number, part: households
  constexpr std::int64_t kPin = std::int64_t{1} << 40;
  const auto add = [&](std::int32_t wanted, std::int32_t part, std::int64_t households) {
    if (wanted >= 0 && wanted < grids && part != kNone) shared[{wanted, part}] += households;
  };
  for (std::int32_t unit = 0; unit < units.count(); ++unit) {
    const std::int32_t part = grid_of[static_cast<std::size_t>(unit)];
    add(units[unit].pinned, part, kPin);
    for (auto i = static_cast<std::size_t>(units.first[static_cast<std::size_t>(unit)]);
         i < static_cast<std::size_t>(units.first[static_cast<std::size_t>(unit) + 1]); ++i)
      add(units.today[i], part, 1 + static_cast<std::int64_t>(units.standing[i].households));
  }
  std::vector<std::pair<std::int64_t, Link>> order;
  for (const auto& [pair, households] : shared) order.emplace_back(-households, pair);
  std::sort(order.begin(), order.end());
  std::vector<std::int32_t> number_of(static_cast<std::size_t>(grids), kNone);
  std::vector<bool> is_given(static_cast<std::size_t>(grids), false);
  for (const auto& [households, pair] : order) {
    const auto wanted = static_cast<std::size_t>(pair.first), part = static_cast<std::size_t>(pair.second);
    if (is_given[wanted] || number_of[part] != kNone) continue;
    number_of[part] = pair.first;
    is_given[wanted] = true;
  }
  std::size_t free = 0;
  for (auto& number : number_of) {
    if (number != kNone) continue;
    while (is_given[free]) ++free;
    number = static_cast<std::int32_t>(free);
    is_given[free] = true;
  }
  for (auto& grid : grid_of)
    if (grid != kNone) grid = number_of[static_cast<std::size_t>(grid)];
}

}  // namespace mashang::planning
