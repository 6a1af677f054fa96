// Keeps gain, loss and extra up to date from swap to swap.
#include "rooms/planning/site_swap.hpp"

#include <algorithm>
#include <numeric>

namespace mashang::planning {

SwapSearch::SwapSearch(const Nearness& nearness, std::int32_t count)
    : nearness_(nearness),
      sites_(count, kNone),
      slot_of_(nearness.candidates(), kNone),
      served_(nearness.demands()),
      gain_(nearness.candidates()),
      loss_(count),
      extra_(static_cast<std::size_t>(nearness.candidates()) * count) {}

void SwapSearch::open(std::vector<std::int32_t> sites) {
  sites_ = std::move(sites);
  std::ranges::fill(slot_of_, kNone);
  std::ranges::fill(gain_, 0.0);
  std::ranges::fill(loss_, 0.0);
  std::ranges::fill(extra_, 0.0);
  for (std::size_t slot = 0; slot < sites_.size(); ++slot) slot_of_[sites_[slot]] = static_cast<std::int32_t>(slot);
  cost_ = 0;
  for (std::int32_t i = 0; i < nearness_.demands(); ++i) {
    served_[i] = serve_anew(i);
    cost_ += served_[i].cost;
    account(i, Sign::add);
  }
}

SwapSearch::Served SwapSearch::serve_anew(std::int32_t demand) const {
  Served served;
  const auto costs = nearness_.of(demand);
  for (const std::int32_t candidate : nearness_.order(demand)) {
    const std::int32_t slot = slot_of_[candidate];
    if (slot == kNone) continue;
    if (served.nearest != kNone) return {served.nearest, slot, served.cost, costs[candidate]};
    served.nearest = slot;
    served.cost = costs[candidate];
  }
  return served;
}

void SwapSearch::account(std::int32_t demand, Sign sign) {
  const Served& served = served_[demand];
  const auto costs = nearness_.of(demand);
  const double direction = sign == Sign::add ? 1 : -1;
  loss_[served.nearest] += direction * (served.second_cost - served.cost);
  for (const std::int32_t candidate : nearness_.order(demand)) {
    const double cost = costs[candidate];
    if (cost >= served.second_cost) break;
    if (cost < served.cost) gain_[candidate] += direction * (served.cost - cost);
    extra(candidate)[served.nearest] += direction * (served.second_cost - std::max(cost, served.cost));
  }
}

SwapSearch::Swap SwapSearch::best_of(const std::vector<std::int32_t>& opening,
                                     const std::vector<std::int32_t>& closing) const {
  Swap best{.saves = -std::numeric_limits<double>::infinity()};
  for (const std::int32_t candidate : opening) {
    const double* corrections = extra(candidate);
    double most = -std::numeric_limits<double>::infinity();
    std::int32_t where = kNone;
    for (const std::int32_t slot : closing) {
      const double saves = corrections[slot] - loss_[slot];
      if (saves > most) {
        most = saves;
        where = slot;
      }
    }
    if (gain_[candidate] + most > best.saves) best = {candidate, where, gain_[candidate] + most};
  }
  return best;
}

void SwapSearch::swap(const Swap& swap) {
  const std::int32_t slot = swap.slot;
  const auto touched = [&](std::int32_t i) {
    return served_[i].nearest == slot || served_[i].second == slot ||
           nearness_.cost(i, swap.opens) < served_[i].second_cost;
  };
  std::vector<std::int32_t> changed;
  for (std::int32_t i = 0; i < nearness_.demands(); ++i)
    if (touched(i)) changed.push_back(i);
  for (const std::int32_t i : changed) account(i, Sign::remove);
  slot_of_[sites_[slot]] = kNone;
  slot_of_[swap.opens] = slot;
  sites_[slot] = swap.opens;
  for (const std::int32_t i : changed) {
    const double before = served_[i].cost;
    served_[i] = serve_anew(i);
    cost_ += served_[i].cost - before;
    account(i, Sign::add);
  }
}

void SwapSearch::descend(SiteWatch& watch) {
  std::vector<std::int32_t> closing(sites_.size());
  std::iota(closing.begin(), closing.end(), 0);
  std::vector<std::int32_t> opening;
  while (!watch.is_over()) {
    opening.clear();
    for (std::int32_t j = 0; j < nearness_.candidates(); ++j)
      if (!is_open(j)) opening.push_back(j);
    const Swap best = best_of(opening, closing);
    watch.spend(1);
    // Sums of fractions are blurred: a saving smaller than that could go round in circles.
    if (best.saves <= 1e-9 * std::max(1.0, cost_)) return;
    swap(best);
  }
}

}  // namespace mashang::planning
