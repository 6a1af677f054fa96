// One division after the other, and their numbers put together.
#include "rooms/planning/division_by_region.hpp"

#include <algorithm>
#include <map>

namespace mashang::planning {
namespace {

std::vector<std::int32_t> members_of(const Regions& regions, std::int32_t region) {
  std::vector<std::int32_t> members;
  for (std::size_t i = 0; i < regions.of.size(); ++i)
    if (regions.of[i] == region) members.push_back(static_cast<std::int32_t>(i));
  return members;
}

/// Today's grids of the part, those with most households first: their numbers there.
std::vector<std::int32_t> renumber_today(GridProblem& part) {
  std::map<std::int32_t, std::int64_t> households;
  for (const Building& building : part.buildings)
    if (building.grid != kNone) households[building.grid] += building.households + 1;
  std::vector<std::int32_t> today;
  for (const auto& each : households) today.push_back(each.first);
  std::stable_sort(today.begin(), today.end(),
                   [&](std::int32_t a, std::int32_t b) { return households[a] > households[b]; });
  for (Building& building : part.buildings)
    if (building.grid != kNone)
      building.grid = static_cast<std::int32_t>(std::find(today.begin(), today.end(), building.grid) - today.begin());
  return today;
}

/// Numbers of the county: today's where a part kept it and nobody else did, the free ones for all others.
class Numbers {
 public:
  explicit Numbers(std::int32_t grids) : is_given_(static_cast<std::size_t>(grids), false) {}

  /// The county's number for each grid of a part; kNone for one that kept nobody's.
  std::vector<std::int32_t> keep(const std::vector<std::int32_t>& today, std::int32_t grids) {
    std::vector<std::int32_t> numbers(static_cast<std::size_t>(grids), kNone);
    for (std::size_t i = 0; i < std::min(today.size(), numbers.size()); ++i) {
      const auto wanted = static_cast<std::size_t>(today[i]);
      if (wanted >= is_given_.size() || is_given_[wanted]) continue;
      is_given_[wanted] = true;
      numbers[i] = today[i];
    }
    return numbers;
  }

  std::int32_t next_free() {
    while (is_given_[next_]) ++next_;
    is_given_[next_] = true;
    return static_cast<std::int32_t>(next_);
  }

 private:
  std::vector<bool> is_given_;
  std::size_t next_ = 0;
};

struct Divided {
  std::vector<std::int32_t> buildings;
  GridPlan plan;
  std::vector<std::int32_t> numbers;
};

GridPlan put_together(std::size_t buildings, std::int32_t grids, std::vector<Divided>& parts, Numbers& numbers) {
  GridPlan plan{std::vector<std::int32_t>(buildings, kNone), grids};
  for (Divided& part : parts) {
    for (std::int32_t& number : part.numbers)
      if (number == kNone) number = numbers.next_free();
    for (std::size_t i = 0; i < part.buildings.size(); ++i)
      plan.grid_of[static_cast<std::size_t>(part.buildings[i])] =
          part.numbers[static_cast<std::size_t>(part.plan.grid_of[i])];
  }
  return plan;
}

/// What a part tells of itself, as the county's: its share of the work.
std::function<void(const Progress&)> telling(const SolveOptions& options, double seconds, double from, double share) {
  if (!options.progress) return {};
  return [&options, seconds, from, share](const Progress& part) {
    Progress told = part;
    told.best = nullptr;
    told.seconds += seconds;
    told.share = from + share * part.share;
    options.progress(told);
  };
}

}  // namespace

std::optional<GridPlan> divide_by_region(const GridProblem& problem, const Neighbourhood& neighbourhood,
                                         const SolveOptions& options, const Regions& regions) {
  const auto count = static_cast<std::int32_t>(regions.grids.size());
  const double all = static_cast<double>(problem.buildings.size());
  std::int32_t grids = 0;
  for (const std::int32_t of_region : regions.grids) grids += of_region;
  Numbers numbers(grids);
  std::vector<Divided> parts;
  double done = 0;
  for (std::int32_t region = 0; region < count; ++region) {
    CountyPart part = part_of(problem, neighbourhood, members_of(regions, region));
    part.problem.grids = regions.grids[static_cast<std::size_t>(region)];
    const std::vector<std::int32_t> today = renumber_today(part.problem);
    const double share = static_cast<double>(part.buildings.size()) / all;
    SolveOptions own = options;
    own.seconds = options.seconds * share;
    if (options.steps > 0)
      own.steps = std::max<std::int64_t>(1, static_cast<std::int64_t>(static_cast<double>(options.steps) * share));
    own.progress = telling(options, options.seconds * done, done, share);
    auto plan = divide(part.problem, part.neighbourhood, own);
    if (!plan) return {};
    auto kept = numbers.keep(today, plan->grids);
    parts.push_back({std::move(part.buildings), std::move(*plan), std::move(kept)});
    done += share;
  }
  return put_together(problem.buildings.size(), grids, parts, numbers);
}

}  // namespace mashang::planning
