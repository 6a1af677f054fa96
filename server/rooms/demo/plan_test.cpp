// The made-up town keeps its numbers and its houses apart, whatever the seed.
#include "rooms/demo/plan.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "rooms/demo/blocks.hpp"

namespace mashang::demo {
namespace {

class EverySeed : public testing::TestWithParam<std::uint64_t> {
 protected:
  const TownPlan town_ = plan_town(GetParam());
};

TEST_P(EverySeed, HasThePromisedNumbers) {
  EXPECT_EQ(town_.communities.size(), 9u);
  EXPECT_EQ(town_.grids.size(), 109u);
  EXPECT_EQ(town_.buildings.size(), 2277u);
  int households = 0;
  for (const auto& building : town_.buildings) households += building.households();
  EXPECT_NEAR(households, 45'000, 1'500);
}

TEST_P(EverySeed, EveryGridHoldsThreeToFiveHundredHouseholds) {
  std::map<int, int> counted;
  for (const auto& building : town_.buildings) counted[building.grid] += building.households();
  for (std::size_t i = 0; i < town_.grids.size(); ++i) {
    EXPECT_EQ(town_.grids[i].households, counted[static_cast<int>(i)]);
    EXPECT_GE(town_.grids[i].households, kFewestHouseholds) << "grid " << i;
    EXPECT_LE(town_.grids[i].households, kMostHouseholds) << "grid " << i;
  }
}

TEST_P(EverySeed, CompoundNamesAreUniqueAndTheStoryCompoundHasItsFlat) {
  std::set<std::string> names;
  const CompoundPlan* story = nullptr;
  bool has_courtyard = false;
  for (const auto& compound : town_.compounds) {
    EXPECT_TRUE(names.insert(compound.name).second) << compound.name;
    EXPECT_FALSE(compound.buildings.empty()) << compound.name;
    if (compound.name == kStoryCompound) story = &compound;
    has_courtyard = has_courtyard || compound.name == kCompoundWithoutProperty;
  }
  EXPECT_TRUE(has_courtyard);
  ASSERT_NE(story, nullptr);
  ASSERT_GE(story->buildings.size(), 14u);
  const BuildingPlan& building = town_.buildings[static_cast<std::size_t>(story->buildings[13])];
  EXPECT_EQ(building.number, 14);
  EXPECT_EQ(building.units, 0);
  EXPECT_GE(building.floors, 4);
}

TEST_P(EverySeed, SomeCompoundsNeedTwoGridsButNeverTwoCommunities) {
  int with_two = 0;
  for (const auto& compound : town_.compounds) {
    std::set<int> grids;
    for (const int at : compound.buildings) grids.insert(town_.buildings[static_cast<std::size_t>(at)].grid);
    for (const int grid : grids) EXPECT_EQ(town_.grids[static_cast<std::size_t>(grid)].community, compound.community);
    if (grids.size() == 2) ++with_two;
    EXPECT_LE(grids.size(), 2u);
  }
  EXPECT_EQ(with_two, 9);
}

bool overlap(const Outline& a, const Outline& b) {
  return a[0].x < b[2].x && b[0].x < a[2].x && a[0].y < b[2].y && b[0].y < a[2].y;
}

TEST_P(EverySeed, NoTwoBuildingsOverlapAndEachStandsInsideItsGridAndCompound) {
  for (std::size_t i = 0; i < town_.buildings.size(); ++i) {
    const auto& one = town_.buildings[i];
    for (const Outline* around : {&town_.grids[static_cast<std::size_t>(one.grid)].outline,
                                  &town_.compounds[static_cast<std::size_t>(one.compound)].outline}) {
      EXPECT_LT((*around)[0].x, one.footprint[0].x);
      EXPECT_LT((*around)[0].y, one.footprint[0].y);
      EXPECT_GT((*around)[2].x, one.footprint[2].x);
      EXPECT_GT((*around)[2].y, one.footprint[2].y);
    }
    for (std::size_t j = i + 1; j < town_.buildings.size(); ++j)
      ASSERT_FALSE(overlap(one.footprint, town_.buildings[j].footprint)) << i << " and " << j;
  }
}

TEST_P(EverySeed, NoTwoCompoundsAndNoTwoGridsOverlap) {
  for (std::size_t i = 0; i < town_.compounds.size(); ++i)
    for (std::size_t j = i + 1; j < town_.compounds.size(); ++j)
      EXPECT_FALSE(overlap(town_.compounds[i].outline, town_.compounds[j].outline)) << i << " and " << j;
  for (std::size_t i = 0; i < town_.grids.size(); ++i)
    for (std::size_t j = i + 1; j < town_.grids.size(); ++j)
      EXPECT_FALSE(overlap(town_.grids[i].outline, town_.grids[j].outline)) << i << " and " << j;
}

INSTANTIATE_TEST_SUITE_P(Seeds, EverySeed, testing::Values(1u, 2u, 7u, 20261122u));

TEST(Plan, TheSameSeedGivesTheSameTownAndAnotherSeedAnother) {
  const TownPlan one = plan_town(1), again = plan_town(1), other = plan_town(2);
  ASSERT_EQ(one.compounds.size(), again.compounds.size());
  bool differs = one.compounds.size() != other.compounds.size();
  for (std::size_t i = 0; i < one.compounds.size(); ++i) EXPECT_EQ(one.compounds[i].name, again.compounds[i].name);
  for (std::size_t i = 0; i < one.buildings.size(); ++i) {
    EXPECT_EQ(one.buildings[i].households(), again.buildings[i].households());
    EXPECT_EQ(one.buildings[i].footprint[0].x, again.buildings[i].footprint[0].x);
    differs = differs || one.buildings[i].households() != other.buildings[i].households();
  }
  EXPECT_TRUE(differs);
}

TEST(Plan, ACommunityIsEdgedByEveryStreetOfItsBlocksOnce) {
  const std::vector<Block> corner{{.column = 0, .row = 0}, {.column = 1, .row = 0}, {.column = 0, .row = 1}};
  EXPECT_EQ(outer_edge(corner).size(), 8u);
}

}  // namespace
}  // namespace mashang::demo
