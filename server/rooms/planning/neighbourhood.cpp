// From where buildings stand to who is whose neighbour.
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "rooms/planning/barrier_lines.hpp"
#include "rooms/planning/delaunay.hpp"
#include "rooms/planning/planning.hpp"
#include "rooms/planning/union_find.hpp"

namespace mashang::planning {
namespace {

constexpr double kFarLonger = 5;         ///< times what is usual at both ends
constexpr double kNeverTooLong = 5'000;  ///< centimetres
constexpr std::size_t kUsual = 1;        ///< the second-shortest link of a spot is the usual length there
constexpr std::int32_t kNearby = 16;     ///< spots looked at when a barrier took a spot's links
constexpr std::size_t kSpan = 8;         ///< neighbours to each side among buildings on one spot

/// Spots with at least one building, in the order of their coordinates, and who stands there.
struct Spots {
  std::vector<LatticePoint> at;
  std::vector<std::vector<std::int32_t>> buildings;
};

Spots spots_of(const std::vector<Building>& buildings) {
  std::vector<std::pair<LatticePoint, std::int32_t>> order;
  for (std::size_t i = 0; i < buildings.size(); ++i)
    order.emplace_back(on_lattice(buildings[i].at), static_cast<std::int32_t>(i));
  std::sort(order.begin(), order.end());
  Spots spots;
  for (const auto& [at, building] : order) {
    if (spots.at.empty() || spots.at.back() != at) {
      spots.at.push_back(at);
      spots.buildings.emplace_back();
    }
    spots.buildings.back().push_back(building);
  }
  return spots;
}

double length(LatticePoint a, LatticePoint b) {
  return std::hypot(static_cast<double>(a.x) - b.x, static_cast<double>(a.y) - b.y);
}

struct Measured {
  double length;
  Link link;
  friend bool operator<(const Measured& a, const Measured& b) {
    return std::pair(a.length, a.link) < std::pair(b.length, b.link);
  }
};

/// Moves from `links` those that are far longer than is usual at both of their ends.
std::vector<Measured> take_long_ones(std::vector<Link>& links, const std::vector<LatticePoint>& at) {
  std::vector<std::vector<double>> lengths(at.size());
  for (const auto& [a, b] : links) {
    const double each = length(at[static_cast<std::size_t>(a)], at[static_cast<std::size_t>(b)]);
    lengths[static_cast<std::size_t>(a)].push_back(each);
    lengths[static_cast<std::size_t>(b)].push_back(each);
  }
  const auto usual = [&](std::int32_t spot) {
    auto& all = lengths[static_cast<std::size_t>(spot)];
    std::sort(all.begin(), all.end());
    return all[std::min(kUsual, all.size() - 1)];
  };
  std::vector<double> longest(at.size(), kNeverTooLong);
  for (std::size_t i = 0; i < at.size(); ++i)
    if (!lengths[i].empty()) longest[i] = std::max(kNeverTooLong, kFarLonger * usual(static_cast<std::int32_t>(i)));
  std::vector<Measured> taken;
  std::erase_if(links, [&](const Link& link) {
    const auto a = static_cast<std::size_t>(link.first), b = static_cast<std::size_t>(link.second);
    const double own = length(at[a], at[b]);
    if (own <= std::max(longest[a], longest[b])) return false;
    taken.push_back({own, link});
    return true;
  });
  return taken;
}

/// Removes the links that a barrier crosses; says which spots lost one.
std::vector<std::int32_t> cut(std::vector<Link>& links, const std::vector<LatticePoint>& at,
                              const BarrierLines& barriers) {
  std::vector<std::int32_t> losers;
  std::erase_if(links, [&](const Link& link) {
    if (!barriers.part(at[static_cast<std::size_t>(link.first)], at[static_cast<std::size_t>(link.second)]))
      return false;
    losers.push_back(link.first);
    losers.push_back(link.second);
    return true;
  });
  std::sort(losers.begin(), losers.end());
  losers.erase(std::unique(losers.begin(), losers.end()), losers.end());
  return losers;
}

/// Ways from each of `spots` to the nearest others of another set that no barrier crosses: behind the houses across the
/// river there may be more on this side.
std::vector<Measured> ways_round(const std::vector<std::int32_t>& spots, const std::vector<LatticePoint>& at,
                                 const Adjacency& all_links, const BarrierLines& barriers, UnionFind& joined) {
  std::vector<Measured> ways;
  std::vector<std::int32_t> queue;
  std::vector<std::int32_t> seen(at.size(), kNone);
  for (const std::int32_t spot : spots) {
    queue.assign(1, spot);
    seen[static_cast<std::size_t>(spot)] = spot;
    for (std::size_t next = 0; next < queue.size() && next < kNearby; ++next)
      for (const std::int32_t other : all_links.of(queue[next])) {
        if (std::exchange(seen[static_cast<std::size_t>(other)], spot) == spot) continue;
        queue.push_back(other);
        const LatticePoint a = at[static_cast<std::size_t>(spot)], b = at[static_cast<std::size_t>(other)];
        if (joined.find(spot) != joined.find(other) && !barriers.part(a, b))
          ways.push_back({length(a, b), {spot, other}});
      }
  }
  return ways;
}

/// Kruskal's algorithm: of `candidates` the shortest that join what is apart.
void join_apart(std::vector<Measured> candidates, UnionFind& joined, std::vector<Link>& links) {
  std::sort(candidates.begin(), candidates.end());
  for (const Measured& candidate : candidates)
    if (joined.join(candidate.link.first, candidate.link.second)) links.push_back(candidate.link);
}

std::vector<Link> links_of_spots(const std::vector<LatticePoint>& at, const std::vector<Barrier>& lines) {
  std::vector<Link> links = delaunay_links(at);
  const BarrierLines barriers(lines);
  const Adjacency uncut = barriers.empty() ? Adjacency() : adjacency_of(at.size(), links);
  std::vector<Measured> long_ones = take_long_ones(links, at);
  const std::vector<std::int32_t> losers = cut(links, at, barriers);
  std::erase_if(long_ones, [&](const Measured& each) {
    return barriers.part(at[static_cast<std::size_t>(each.link.first)], at[static_cast<std::size_t>(each.link.second)]);
  });
  UnionFind joined(at.size());
  for (const auto& [a, b] : links) joined.join(a, b);
  join_apart(std::move(long_ones), joined, links);
  if (!losers.empty()) join_apart(ways_round(losers, at, uncut, barriers, joined), joined, links);
  return links;
}

/// Links of spots become links of the buildings there. On a crowded spot not everybody is everybody's neighbour, since
/// that would be a square of links: each has the `kSpan` next on both sides of a ring.
std::vector<Link> links_of_buildings(const Spots& spots, const std::vector<Link>& links) {
  std::vector<Link> made;
  for (const auto& here : spots.buildings)
    for (std::size_t i = 0; i < here.size(); ++i)
      for (std::size_t step = 1; step <= std::min(kSpan, here.size() - 1); ++step)
        made.emplace_back(here[i], here[(i + step) % here.size()]);
  for (const auto& [a, b] : links) {
    const auto& some = spots.buildings[static_cast<std::size_t>(a)];
    const auto& others = spots.buildings[static_cast<std::size_t>(b)];
    for (std::size_t i = 0; i < std::max(some.size(), others.size()); ++i)
      made.emplace_back(some[i % some.size()], others[i % others.size()]);
  }
  return made;
}

}  // namespace

Neighbourhood neighbourhood_of(const GridProblem& problem) {
  const Spots spots = spots_of(problem.buildings);
  const auto links = links_of_buildings(spots, links_of_spots(spots.at, problem.barriers));
  UnionFind joined(problem.buildings.size());
  for (const auto& [a, b] : links) joined.join(a, b);
  Neighbourhood made;
  made.links = adjacency_of(problem.buildings.size(), links);
  std::tie(made.piece_of, made.pieces) = joined.numbered();
  return made;
}

}  // namespace mashang::planning
