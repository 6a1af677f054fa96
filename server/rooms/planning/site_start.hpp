// Where a search with capacities begins.
#pragma once

#include <vector>

#include "rooms/planning/random.hpp"
#include "rooms/planning/site_annealing.hpp"
#include "rooms/planning/site_nearness.hpp"
#include "rooms/planning/site_watch.hpp"

namespace mashang::planning {

/// Demands close to each demand: those that its nearest candidate serves cheapest.
[[nodiscard]] Neighbours neighbours_of(const MedianProblem& problem);

struct Start {
  std::vector<std::int32_t> sites;
  std::vector<std::int32_t> cluster_of;
};
/// Random sites, improved as if there were no capacities; demands assigned to them where there is room, those first
/// that would lose most by their second choice (Mulvey and Beck, "Solving capacitated clustering problems", 1984). May
/// be over capacity.
[[nodiscard]] Start random_start(const MedianProblem& problem, const Nearness& nearness, Random& random,
                                 SiteWatch& watch);

}  // namespace mashang::planning
