// Neighbours are those of the Delaunay triangulation, on the same side of every barrier.
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "rooms/planning/barrier_lines.hpp"
#include "rooms/planning/delaunay.hpp"
#include "rooms/planning/planning_fixture.hpp"

namespace mashang::planning {
namespace {

GridProblem at(const std::vector<Spot>& spots, std::vector<Barrier> barriers = {}) {
  GridProblem problem;
  for (const Spot spot : spots) problem.buildings.push_back({.at = spot, .households = 10});
  problem.barriers = std::move(barriers);
  return problem;
}

bool are_neighbours(const Neighbourhood& neighbourhood, std::int32_t a, std::int32_t b) {
  const auto ring = neighbourhood.links.of(a);
  return std::find(ring.begin(), ring.end(), b) != ring.end();
}

/// Whether a circle through a, b and a third point holds no other point: a and b are Delaunay neighbours.
bool has_empty_circle(const std::vector<LatticePoint>& points, std::size_t a, std::size_t b) {
  for (std::size_t c = 0; c < points.size(); ++c) {
    if (c == a || c == b || side_of(points[a], points[b], points[c]) == 0) continue;
    const double bx = points[b].x - points[a].x, by = points[b].y - points[a].y;
    const double cx = points[c].x - points[a].x, cy = points[c].y - points[a].y;
    const double d = 2 * (bx * cy - by * cx);
    const double ux = (cy * (bx * bx + by * by) - by * (cx * cx + cy * cy)) / d;
    const double uy = (bx * (cx * cx + cy * cy) - cx * (bx * bx + by * by)) / d;
    const double radius = std::hypot(ux, uy);
    bool is_empty = true;
    for (std::size_t p = 0; p < points.size() && is_empty; ++p)
      if (p != a && p != b && p != c)
        is_empty = std::hypot(points[p].x - points[a].x - ux, points[p].y - points[a].y - uy) > radius;
    if (is_empty) return true;
  }
  return false;
}

TEST(Delaunay, LinksThoseWhoseCircleIsEmpty) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Random random(seed);
    std::set<LatticePoint> distinct;
    while (distinct.size() < 30)
      distinct.insert(
          {static_cast<std::int32_t>(random.below(100'000)), static_cast<std::int32_t>(random.below(100'000))});
    const std::vector<LatticePoint> points(distinct.begin(), distinct.end());
    std::set<Link> links;
    for (const auto& [a, b] : delaunay_links(points)) links.insert(std::minmax(a, b));
    for (std::size_t a = 0; a < points.size(); ++a)
      for (std::size_t b = a + 1; b < points.size(); ++b)
        EXPECT_EQ(links.contains({static_cast<std::int32_t>(a), static_cast<std::int32_t>(b)}),
                  has_empty_circle(points, a, b))
            << "seed " << seed << ": " << a << " " << b;
  }
}

TEST(Neighbourhood, BuildingsOnOneSpotAreNeighboursAndShareTheirSpotsNeighbours) {
  const Neighbourhood neighbourhood = neighbourhood_of(at({{0, 0}, {0, 0}, {0, 0.001}, {30, 0}}));
  EXPECT_TRUE(are_neighbours(neighbourhood, 0, 1));
  EXPECT_TRUE(are_neighbours(neighbourhood, 1, 2));
  EXPECT_TRUE(are_neighbours(neighbourhood, 0, 2));
  for (const std::int32_t i : {0, 1, 2}) EXPECT_TRUE(are_neighbours(neighbourhood, i, 3));
  EXPECT_EQ(neighbourhood.pieces, 1);
}

TEST(Neighbourhood, ACrowdedSpotHasFewLinksAndStillHangsTogether) {
  const Neighbourhood neighbourhood = neighbourhood_of(at(std::vector<Spot>(5'000, Spot{7, 7})));
  EXPECT_EQ(neighbourhood.pieces, 1);
  EXPECT_LE(neighbourhood.links.to.size(), 5'000u * 16);
}

TEST(Neighbourhood, OneBuildingOrARowOfThemWorks) {
  EXPECT_EQ(neighbourhood_of(at({{5, 5}})).pieces, 1);
  const Neighbourhood row = neighbourhood_of(at({{0, 0}, {10, 0}, {20, 0}, {30, 0}}));
  EXPECT_EQ(row.pieces, 1);
  EXPECT_TRUE(are_neighbours(row, 1, 2));
  EXPECT_FALSE(are_neighbours(row, 0, 2));
}

TEST(Neighbourhood, ALoneFarmhouseKeepsALink) {
  std::vector<Spot> spots;
  for (int i = 0; i < 100; ++i) spots.push_back({i % 10 * 20.0, i / 10 * 20.0});
  spots.push_back({5'000, 3'000});
  const Neighbourhood neighbourhood = neighbourhood_of(at(spots));
  EXPECT_EQ(neighbourhood.pieces, 1);
  EXPECT_GE(neighbourhood.links.of(100).size(), 1u);
}

TEST(Neighbourhood, OverlongLinksBetweenTownsAreLeftOutButForTheShortest) {
  std::vector<Spot> spots;
  for (int town = 0; town < 2; ++town)
    for (int i = 0; i < 100; ++i) spots.push_back({town * 3'000 + i % 10 * 20.0, i / 10 * 20.0 + i % 3});
  const Neighbourhood neighbourhood = neighbourhood_of(at(spots));
  int between = 0;
  for (std::int32_t i = 0; i < 100; ++i)
    for (const std::int32_t other : neighbourhood.links.of(i)) between += other >= 100 ? 1 : 0;
  EXPECT_EQ(between, 1);
  EXPECT_EQ(neighbourhood.pieces, 1);
}

TEST(Neighbourhood, ARiverPartsAndItsBridgeJoins) {
  std::vector<Spot> spots;
  for (int i = 0; i < 60; ++i) spots.push_back({i % 10 * 30.0, i / 10 * 30.0});
  const Barrier river{{-100, 75}, {1'000, 75}};
  const Neighbourhood parted = neighbourhood_of(at(spots, {river}));
  EXPECT_EQ(parted.pieces, 2);
  EXPECT_NE(parted.piece_of[0], parted.piece_of[59]);
  const Neighbourhood bridged = neighbourhood_of(at(spots, {{{-100, 75}, {100, 75}}, {{140, 75}, {1'000, 75}}}));
  EXPECT_EQ(bridged.pieces, 1);
}

TEST(Neighbourhood, NoLinkCrossesABarrierAndVisibleBuildingsOfOneSideHangTogether) {
  Random random(3);
  std::vector<Spot> spots;
  for (int i = 0; i < 400; ++i) spots.push_back({1'000 * random.share(), 1'000 * random.share()});
  Barrier river;
  for (int i = 0; i <= 50; ++i) river.push_back({-10 + i * 20.4, 500 + 150 * std::sin(i * 0.35)});
  const GridProblem problem = at(spots, {river});
  const Neighbourhood neighbourhood = neighbourhood_of(problem);
  const BarrierLines barriers(problem.barriers);
  for (std::int32_t i = 0; i < 400; ++i)
    for (const std::int32_t other : neighbourhood.links.of(i))
      EXPECT_FALSE(barriers.part(on_lattice(spots[static_cast<std::size_t>(i)]),
                                 on_lattice(spots[static_cast<std::size_t>(other)])));
  EXPECT_EQ(neighbourhood.pieces, 2);
}

TEST(BarrierLines, AgreeWithAskingEverySegment) {
  Random random(8);
  std::vector<Barrier> barriers;
  for (int i = 0; i < 60; ++i) {
    const Spot from{5'000 * random.share(), 5'000 * random.share()};
    barriers.push_back({from, {from.x + 400 * random.share() - 200, from.y + 400 * random.share() - 200}});
  }
  const BarrierLines all(barriers);
  for (int i = 0; i < 3'000; ++i) {
    const Spot a{5'000 * random.share(), 5'000 * random.share()};
    const Spot b{a.x + 800 * random.share() - 400, a.y + 800 * random.share() - 400};
    bool expected = false;
    for (const Barrier& barrier : barriers)
      expected = expected || BarrierLines({barrier}).part(on_lattice(a), on_lattice(b));
    EXPECT_EQ(all.part(on_lattice(a), on_lattice(b)), expected);
  }
}

TEST(BarrierLines, AWayThroughTheBendOfABarrierCrossesIt) {
  const BarrierLines bend({{{-100, 0}, {0, 0}, {100, 10}}});
  EXPECT_TRUE(bend.part(on_lattice({0, -5}), on_lattice({0, 5})));
  EXPECT_FALSE(bend.part(on_lattice({-50, 0}), on_lattice({-50, 5})));
}

}  // namespace
}  // namespace mashang::planning
