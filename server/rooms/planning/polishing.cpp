// Grids outside the band come first; what was tried and has not changed since is left out.
#include "rooms/planning/polishing.hpp"

#include <algorithm>

namespace mashang::planning {
namespace {

constexpr ExactLimits kCommunity{.units = 48, .columns = 20'000};
constexpr ExactLimits kFewUnits{.units = 28, .columns = 5'000};
constexpr ExactLimits kManyUnits{.units = 16, .columns = 5'000};
constexpr std::int32_t kFew = 4;            // units in a grid, mean
constexpr std::size_t kFewestTogether = 3;  // grids
constexpr std::int64_t kEffort = 20'000;    // attempts of annealing that one exact division counts for
constexpr std::size_t kFruitless = 4;       // draws for each grid without an improvement

}  // namespace

Polishing::Polishing(const Units& units, const Pricing& pricing, const std::vector<bool>& may_change,
                     std::uint64_t seed, Districts& districts, Effort& effort, BestPlan& best)
    : units_(units),
      pricing_(pricing),
      may_change_(may_change),
      random_(seed),
      districts_(districts),
      effort_(effort),
      best_(best),
      has_few_units_(are_few(units, districts.grids())) {
  for (std::int32_t grid = 0; grid < districts.grids(); ++grid)
    if (this->may_change(grid)) grids_.push_back(grid);
}

bool Polishing::are_few(const Units& units, std::int32_t grids) { return units.count() <= kFew * grids; }

void Polishing::run(double until) {
  if (grids_.size() < 2) return;
  for (bool helps = true; helps && effort_.used() < until;) {
    helps = has_few_units_ && redivide_communities(until);
    helps = redivide_around_each(until) || helps;
  }
  if (has_few_units_) redivide_by_lot(until);
}

bool Polishing::redivide(Grids grids, ExactLimits limits) {
  std::sort(grids.begin(), grids.end());
  const auto editions = [&] {
    std::uint64_t sum = 1;
    for (const std::int32_t each : grids) sum += districts_.edition(each);
    return sum;
  };
  auto& tried = tried_[grids];
  if (grids.size() < 2 || tried == editions()) return false;
  const bool is_better = divide_exactly(units_, pricing_, grids, limits, districts_).is_better;
  tried = editions();
  effort_.add(kEffort);
  best_.offer(units_, districts_);
  return is_better;
}

/// The grids that lie in one community, if they are not too many.
bool Polishing::redivide_communities(double until) {
  std::map<std::int32_t, Grids> grids_of;
  std::map<std::int32_t, std::size_t> units_in;
  for (const std::int32_t grid : grids_) {
    const auto& members = districts_.members(grid);
    if (members.empty()) continue;
    const std::int32_t community = units_[members.front()].community;
    grids_of[community].push_back(grid);
    units_in[community] += members.size();
  }
  bool helps = false;
  for (const auto& [community, grids] : grids_of) {
    if (effort_.used() >= until) break;
    if (units_in[community] <= kCommunity.units) helps = redivide(grids, kCommunity) || helps;
  }
  return helps;
}

bool Polishing::redivide_around_each(double until) {
  Grids order = grids_;
  const auto outside = [&](std::int32_t grid) { return pricing_.outside(districts_.households(grid)); };
  std::stable_sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) { return outside(a) > outside(b); });
  bool helps = false;
  for (const std::int32_t grid : order) {
    if (effort_.used() >= until) break;
    helps = redivide(around(grid, Growth::nearest), has_few_units_ ? kFewUnits : kManyUnits) || helps;
  }
  return helps;
}

void Polishing::redivide_by_lot(double until) {
  for (std::size_t fruitless = 0; fruitless < kFruitless * grids_.size() && effort_.used() < until; ++fruitless)
    if (redivide(around(grids_[random_.below(grids_.size())], Growth::by_lot), kFewUnits)) fruitless = 0;
}

/// The grid and others, one after another: the one that touches them most, or one drawn by how much it does.
Polishing::Grids Polishing::around(std::int32_t grid, Growth growth) {
  const std::size_t most = has_few_units_ ? kFewUnits.units : kManyUnits.units;
  Grids grids{grid};
  std::size_t count = districts_.members(grid).size();
  while (true) {
    std::map<std::int32_t, std::uint32_t> touching;
    std::uint32_t all = 0;
    for (const std::int32_t own : grids)
      for (const std::int32_t unit : districts_.members(own))
        for (const std::int32_t other : units_.links.of(unit)) {
          const std::int32_t to = districts_.grid_of(other);
          if (!may_change(to) || std::find(grids.begin(), grids.end(), to) != grids.end()) continue;
          ++touching[to];
          ++all;
        }
    if (touching.empty()) return grids;
    auto next = std::max_element(touching.begin(), touching.end(),
                                 [](const auto& a, const auto& b) { return a.second < b.second; });
    if (growth == Growth::by_lot) {
      next = touching.begin();
      for (std::uint32_t lot = random_.below(all); lot >= next->second; ++next) lot -= next->second;
    }
    count += districts_.members(next->first).size();
    if (grids.size() >= kFewestTogether && count > most) return grids;
    grids.push_back(next->first);
  }
}

}  // namespace mashang::planning
