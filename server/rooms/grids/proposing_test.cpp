// What the planner proposes keeps the county's own rules: one grid for everybody, in one piece, in one community.
#include <gtest/gtest.h>

#include "rooms/grids/grids_fixture.hpp"
#include "rooms/grids/proposals.hpp"

namespace mashang::grids {
namespace {

using fixture::fault_of;
using fixture::strewn_ground;

TEST(Proposing, EveryGridIsInOnePieceOfTheCountysOwnNeighbourhood) {
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    const Ground ground = strewn_ground(seed, 40);
    ProposalRequest request;
    request.seconds = 1;
    request.seed = seed;
    const auto proposed = propose(ground, division_of_today(ground), request, {});
    ASSERT_TRUE(proposed) << proposed.error().code << " " << proposed.error().detail << ", seed " << seed;
    EXPECT_EQ(fault_of(ground, *proposed), "") << "seed " << seed;
  }
}

TEST(Proposing, WhatWasNotAskedForStaysAsItIs) {
  const Ground ground = strewn_ground(7, 40);
  const Division today = division_of_today(ground);
  ProposalRequest request;
  request.seconds = 1;
  request.communities = {fixture::kEast};
  const auto proposed = propose(ground, today, request, {});
  ASSERT_TRUE(proposed) << proposed.error().code;
  const auto grid_of = [](const Division& division, std::size_t at) {
    return division.grids[static_cast<std::size_t>(division.buildings[at].grid)];
  };
  for (std::size_t i = 0; i < ground.buildings.size(); ++i)
    if (ground.buildings[i].community == fixture::kWest) {
      EXPECT_EQ(grid_of(*proposed, i), grid_of(today, i));
    }
}

TEST(Proposing, CommunitiesAndGridsThatAreNotThereAreRefused) {
  const Ground ground = strewn_ground(3, 12);
  ProposalRequest request;
  request.communities = {PlaceId{99}};
  EXPECT_EQ(propose(ground, division_of_today(ground), request, {}).error().code, "grids.bad_proposal");
  request.communities.clear();
  request.grids = {77};
  EXPECT_EQ(propose(ground, division_of_today(ground), request, {}).error().code, "grids.bad_proposal");
}

}  // namespace
}  // namespace mashang::grids
