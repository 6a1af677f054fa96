// p-median: multi-start with fast swaps and path relinking among an elite (Resende and Werneck, "A hybrid heuristic for
// the p-median problem", Journal of Heuristics 10, 2004), until the Lagrangean bound proves it optimal or the budget
// ends.
#include "rooms/planning/site_median.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "rooms/planning/random.hpp"
#include "rooms/planning/site_bound.hpp"
#include "rooms/planning/site_problem.hpp"
#include "rooms/planning/site_swap.hpp"

namespace mashang::planning {
namespace {

using Sites = std::vector<std::int32_t>;

struct Solution {
  Sites sites;  ///< ascending
  double cost = std::numeric_limits<double>::infinity();
};

std::size_t difference(const Sites& a, const Sites& b) {
  Sites only;
  std::ranges::set_difference(a, b, std::back_inserter(only));
  return only.size();
}

class MedianSearch {
 public:
  MedianSearch(const MedianProblem& problem, const SiteOptions& options)
      : watch_(options),
        nearness_(problem),
        count_(problem.count),
        random_(options.seed),
        bound_(problem, nearness_),
        search_(nearness_, problem.count) {}

  SitePlan solve() {
    learn(improved(sampled()));
    raise_bound();
    while (!watch_.is_over() && !is_proven()) {
      Solution one = improved(sampled());
      learn(one);
      if (!elite_.empty() && !watch_.is_over()) learn(relinked(one, elite_[far_from(one)]));
    }
    return plan();
  }

 private:
  [[nodiscard]] bool is_proven() const {
    return best_.cost - bound_.bound() <= (nearness_.is_whole() ? 0.5 : 1e-9 * best_.cost);
  }

  /// Sites one by one, each the best of a small random sample.
  Sites sampled() {
    const auto sample = std::max(
        1, static_cast<std::int32_t>(std::ceil(std::log2(static_cast<double>(nearness_.candidates()) / count_))));
    std::vector<double> costs(nearness_.demands(), std::numeric_limits<double>::infinity());
    Sites left(nearness_.candidates());
    std::iota(left.begin(), left.end(), 0);
    Sites sites;
    while (static_cast<std::int32_t>(sites.size()) < count_) {
      std::size_t best = 0;
      double least = std::numeric_limits<double>::infinity();
      for (std::int32_t draw = 0; draw < sample; ++draw) {
        const auto where = static_cast<std::size_t>(random_.below(static_cast<std::int32_t>(left.size())));
        double sum = 0;
        for (std::int32_t i = 0; i < nearness_.demands(); ++i)
          sum += std::min(costs[i], nearness_.cost(i, left[where]));
        if (sum < least) {
          least = sum;
          best = where;
        }
      }
      for (std::int32_t i = 0; i < nearness_.demands(); ++i)
        costs[i] = std::min(costs[i], nearness_.cost(i, left[best]));
      sites.push_back(left[best]);
      left[best] = left.back();
      left.pop_back();
    }
    return sites;
  }

  Solution improved(Sites sites) {
    search_.open(std::move(sites));
    search_.descend(watch_);
    return current();
  }

  [[nodiscard]] Solution current() const {
    Solution solution{search_.sites(), search_.cost()};
    std::ranges::sort(solution.sites);
    return solution;
  }

  /// Walks from one solution to the other by the best swaps, and improves the best met on the way.
  Solution relinked(const Solution& from, const Solution& to) {
    search_.open(from.sites);
    Sites opening;
    Sites closing;
    Solution middle;
    for (std::size_t left = difference(to.sites, from.sites); left > 1 && !watch_.is_over(); --left) {
      opening.clear();
      closing.clear();
      for (const std::int32_t j : to.sites)
        if (!search_.is_open(j)) opening.push_back(j);
      for (std::size_t slot = 0; slot < search_.sites().size(); ++slot)
        if (!std::ranges::binary_search(to.sites, search_.sites()[slot]))
          closing.push_back(static_cast<std::int32_t>(slot));
      search_.swap(search_.best_of(opening, closing));
      watch_.spend(1);
      if (search_.cost() < middle.cost) middle = current();
    }
    return middle.sites.empty() ? from : improved(middle.sites);
  }

  /// An elite member, one that differs much more likely.
  std::size_t far_from(const Solution& one) {
    std::vector<std::size_t> differences;
    for (const Solution& member : elite_) differences.push_back(difference(member.sites, one.sites));
    const auto all = std::accumulate(differences.begin(), differences.end(), std::size_t{0});
    auto draw = static_cast<std::int32_t>(random_.below(std::max<std::size_t>(1, all)));
    for (std::size_t k = 0; k < differences.size(); ++k)
      if ((draw -= static_cast<std::int32_t>(differences[k])) < 0) return k;
    return 0;
  }

  /// Into the elite when it is better than the worst there and different; in place of the member most like it.
  void learn(const Solution& one) {
    constexpr std::size_t kElite = 12;
    if (one.cost < best_.cost) {
      best_ = one;
      watch_.tell(best_.cost, served().site_of);
    }
    if (std::ranges::any_of(elite_, [&](const Solution& member) { return member.sites == one.sites; })) return;
    if (elite_.size() < kElite) {
      elite_.push_back(one);
      return;
    }
    Solution* like = nullptr;
    for (Solution& member : elite_)
      if (member.cost >= one.cost &&
          (like == nullptr || difference(member.sites, one.sites) < difference(like->sites, one.sites)))
        like = &member;
    if (like != nullptr) *like = one;
  }

  void raise_bound() {
    constexpr std::int32_t kBetween = 20;  ///< subgradient steps before the sites they name are tried
    for (std::int32_t step = 1; !bound_.is_done() && !is_proven() && !watch_.is_over(); ++step) {
      const Sites& named = bound_.improve(best_.cost);
      watch_.spend(1);
      if (step % kBetween == 0) learn(improved(named));
    }
  }

  [[nodiscard]] SitePlan served() const {
    SitePlan plan;
    plan.candidates = best_.sites;
    plan.cost = 0;
    for (std::int32_t i = 0; i < nearness_.demands(); ++i) {
      std::int32_t nearest = 0;
      for (std::size_t k = 1; k < best_.sites.size(); ++k)
        if (nearness_.cost(i, best_.sites[k]) < nearness_.cost(i, best_.sites[nearest]))
          nearest = static_cast<std::int32_t>(k);
      plan.site_of.push_back(nearest);
      plan.cost += nearness_.cost(i, best_.sites[nearest]);
    }
    return plan;
  }

  [[nodiscard]] SitePlan plan() const {
    SitePlan plan = served();
    plan.lower_bound = std::min(bound_.bound(), plan.cost);
    return plan;
  }

  SiteWatch watch_;  ///< first: sorting counts too
  Nearness nearness_;
  std::int32_t count_;
  Random random_;
  LagrangeanBound bound_;
  SwapSearch search_;
  std::vector<Solution> elite_;
  Solution best_;
};

/// One site with room for all, or all candidates: nothing to search.
SitePlan trivial(const MedianProblem& problem) {
  const Nearness nearness(problem);
  double load = 0;
  for (std::int32_t i = 0; i < nearness.demands(); ++i) load += value_or_one(problem.amounts, i);
  load *= 1 - 1e-9;  // sums of fractions are blurred
  SitePlan plan;
  plan.candidates.resize(problem.count);
  std::iota(plan.candidates.begin(), plan.candidates.end(), 0);
  if (problem.count == 1) {
    double least = std::numeric_limits<double>::infinity();
    for (std::int32_t j = 0; j < nearness.candidates(); ++j) {
      if (!problem.capacities.empty() && problem.capacities[j] < load) continue;
      double sum = 0;
      for (std::int32_t i = 0; i < nearness.demands(); ++i) sum += nearness.cost(i, j);
      if (sum < least) {
        least = sum;
        plan.candidates[0] = j;
      }
    }
  }
  for (std::int32_t i = 0; i < nearness.demands(); ++i) {
    const std::int32_t site = problem.count == 1 ? 0 : nearness.order(i)[0];
    plan.site_of.push_back(site);
    plan.cost += nearness.cost(i, plan.candidates[site]);
  }
  plan.lower_bound = plan.cost;
  return plan;
}

}  // namespace

SitePlan solve_median(const MedianProblem& problem, const SiteOptions& options) {
  if (problem.count == 1 || problem.count == problem.costs.candidates()) return trivial(problem);
  return MedianSearch(problem, options).solve();
}

}  // namespace mashang::planning
