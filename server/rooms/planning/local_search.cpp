// Moves, swaps and chains with Metropolis' rule (Kirkpatrick, Gelatt, Vecchi 1983).
#include "rooms/planning/local_search.hpp"

#include <algorithm>
#include <cmath>
#include <thread>

namespace mashang::planning {

/// One thread's walk through its stripe.
class LocalSearch::Walker {
 public:
  Walker(LocalSearch& search, std::int32_t stripe, std::uint64_t seed, Heat heat)
      : search_(search), districts_(search.districts_), stripe_(stripe), random_(seed), heat_(heat) {
    for (std::int32_t grid = 0; grid < districts_.grids(); ++grid)
      if (search.stripe_of_[static_cast<std::size_t>(grid)] == stripe)
        units_.insert(units_.end(), districts_.members(grid).begin(), districts_.members(grid).end());
  }

  void walk(std::int64_t steps) {
    if (units_.empty()) return;
    for (std::int64_t step = 0; step < steps; ++step) attempt(units_[random_.below(units_.size())]);
  }
  [[nodiscard]] std::size_t units() const { return units_.size(); }

 private:
  struct Move {
    std::int32_t unit = kNone;
    std::int32_t to = kNone;
  };

  void attempt(std::int32_t unit) {
    const Move first{unit, some_neighbouring_grid(unit)};
    if (first.to == kNone || !may_leave(unit)) return;
    const double bearable = -heat_.temperature * std::log(1 - random_.share());
    const std::int64_t outside = outside_after(first);
    if (outside <= 0) {
      if (points_after(first) + heat_.outside * static_cast<double>(outside) <= bearable)
        districts_.move(first.unit, first.to);
    } else if (random_.below(4) == 0) {
      if (points_after(first) + heat_.outside * static_cast<double>(outside) <= bearable)
        districts_.move(first.unit, first.to);
    } else {
      attempt_chain(first, bearable);
    }
  }

  /// The first move alone would leave the band: another unit leaves the grid that it joins, to anywhere.
  void attempt_chain(Move first, double bearable) {
    const std::int32_t from = districts_.grid_of(first.unit);
    const double before = value(from) + value(first.to);
    const Move second = second_move(first);
    if (second.to == kNone) return;
    const double third = second.to == from ? 0 : value(second.to);
    districts_.move(first.unit, first.to);
    if (!touches(second.unit, second.to) || !may_leave(second.unit)) {
      districts_.move(first.unit, from);
      return;
    }
    districts_.move(second.unit, second.to);
    const double after = value(from) + value(first.to) + (second.to == from ? 0 : value(second.to));
    if (after - before - third <= bearable) return;
    districts_.move(second.unit, first.to);
    districts_.move(first.unit, from);
  }

  Move second_move(Move first) {
    constexpr int kTries = 4;
    const auto& members = districts_.members(first.to);
    for (int i = 0; i < kTries; ++i) {
      const std::int32_t unit = members[random_.below(members.size())];
      const std::int32_t to = some_neighbouring_grid(unit);
      if (to != kNone) return {unit, to};
    }
    return {};
  }

  /// A grid that the unit touches and may join; kNone when the neighbour drawn is of its own grid or of another stripe.
  std::int32_t some_neighbouring_grid(std::int32_t unit) {
    if (search_.units_[unit].pinned != kNone) return kNone;
    const auto ring = search_.units_.links.of(unit);
    if (ring.empty()) return kNone;
    const std::int32_t grid = districts_.grid_of(ring[random_.below(ring.size())]);
    const bool is_other =
        grid != districts_.grid_of(unit) && search_.stripe_of_[static_cast<std::size_t>(grid)] == stripe_;
    return is_other ? grid : kNone;
  }
  [[nodiscard]] bool touches(std::int32_t unit, std::int32_t grid) const {
    const auto ring = search_.units_.links.of(unit);
    return std::any_of(ring.begin(), ring.end(), [&](std::int32_t other) { return districts_.grid_of(other) == grid; });
  }
  bool may_leave(std::int32_t unit) { return search_.contiguity_.may_leave(unit); }

  /// How many households more are outside the band after the move.
  [[nodiscard]] std::int64_t outside_after(Move move) const {
    const Pricing& pricing = search_.pricing_;
    const std::int64_t households = search_.units_[move.unit].households;
    const std::int64_t left = districts_.households(districts_.grid_of(move.unit)),
                       joined = districts_.households(move.to);
    return pricing.outside(left - households) - pricing.outside(left) + pricing.outside(joined + households) -
           pricing.outside(joined);
  }
  [[nodiscard]] double points_after(Move move) const {
    const std::int32_t from = districts_.grid_of(move.unit);
    return districts_.points_without(from, move.unit) - districts_.points(from) +
           districts_.points_with(move.to, move.unit) - districts_.points(move.to);
  }
  [[nodiscard]] double value(std::int32_t grid) const {
    return districts_.points(grid) +
           heat_.outside * static_cast<double>(search_.pricing_.outside(districts_.households(grid)));
  }

  LocalSearch& search_;
  Districts& districts_;
  std::int32_t stripe_;
  Random random_;
  Heat heat_;
  std::vector<std::int32_t> units_;
};

LocalSearch::LocalSearch(const Units& units, const Pricing& pricing, Districts& districts,
                         const std::vector<bool>& may_change, std::uint64_t seed, std::int32_t threads)
    : units_(units),
      pricing_(pricing),
      districts_(districts),
      contiguity_(units, districts),
      may_change_(may_change),
      random_(seed),
      threads_(std::clamp(threads, 1, std::max(1, districts.grids() / 4))),
      stripe_of_(static_cast<std::size_t>(districts.grids()), kNone) {}

void LocalSearch::draw_stripes() {
  constexpr double kGoldenAngle = 2.399963229728653;
  const double angle = kGoldenAngle * rounds_++;
  std::vector<std::pair<double, std::int32_t>> order;
  std::size_t units = 0;
  for (std::int32_t grid = 0; grid < districts_.grids(); ++grid) {
    if (!may_change_.empty() && !may_change_[static_cast<std::size_t>(grid)]) continue;
    const Spot middle = districts_.tally(grid).middle();
    order.emplace_back(middle.x * std::cos(angle) + middle.y * std::sin(angle), grid);
    units += districts_.members(grid).size();
  }
  std::sort(order.begin(), order.end());
  std::size_t before = 0;
  for (const auto& [along, grid] : order) {
    stripe_of_[static_cast<std::size_t>(grid)] =
        static_cast<std::int32_t>(before * static_cast<std::size_t>(threads_) / std::max<std::size_t>(units, 1));
    before += districts_.members(grid).size();
  }
}

void LocalSearch::round(std::int64_t steps, Heat heat) {
  draw_stripes();
  std::vector<Walker> walkers;
  std::size_t units = 0;
  for (std::int32_t stripe = 0; stripe < threads_; ++stripe) {
    walkers.emplace_back(*this, stripe, random_.next(), heat);
    units += walkers.back().units();
  }
  const auto walk = [&](Walker& walker) {
    walker.walk(steps * static_cast<std::int64_t>(walker.units()) /
                static_cast<std::int64_t>(std::max<std::size_t>(units, 1)));
  };
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < walkers.size(); ++i) others.emplace_back([&, i] { walk(walkers[i]); });
  walk(walkers.front());
}

}  // namespace mashang::planning
