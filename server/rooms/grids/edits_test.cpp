// Edits at the map: whatever is tried in whatever order, a plan stays one in which everybody has one grid that hangs
// together, or the edit is refused with its reason.
#include "rooms/grids/edits.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "rooms/grids/grids_fixture.hpp"

namespace mashang::grids {
namespace {

using fixture::fault_of;
using fixture::strewn_ground;

class Trying {
 public:
  Trying(const Ground& ground, std::uint32_t seed) : ground_(ground), random_(seed) {}

  Edit next(const Division& division) {
    constexpr std::array<EditKind, 6> kKinds{EditKind::move,  EditKind::draw,    EditKind::split,
                                             EditKind::merge, EditKind::imagine, EditKind::forget};
    Edit edit;
    edit.kind = kKinds[pick(kKinds.size())];
    const auto grids = static_cast<std::uint32_t>(division.grids.size());
    edit.grid = static_cast<std::int32_t>(pick(grids + 1));  // now and then one that is not there
    edit.other = static_cast<std::int32_t>(pick(grids));
    if (edit.kind == EditKind::forget) {
      edit.buildings = {division.imagined.empty() ? -1 : division.imagined[pick(division.imagined.size())].id};
      return edit;
    }
    edit.imagined = {.name = "新楼", .at = ground_.buildings[pick(ground_.buildings.size())].at, .households = 30};
    edit.imagined.at.lon += 0.0003;
    const std::size_t first = pick(ground_.buildings.size());
    const std::size_t count = 1 + pick(4);
    for (std::size_t i = 0; i < count; ++i) edit.buildings.push_back(nearest(first, i));
    if (!division.imagined.empty() && pick(5) == 0) edit.buildings = {division.imagined.front().id};
    return edit;
  }

 private:
  std::size_t pick(std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_); }

  /// The building that is the `rank`-th nearest to another.
  std::int64_t nearest(std::size_t to, std::size_t rank) const {
    std::vector<std::pair<double, std::int64_t>> away;
    const planning::Spot at = ground_.spot_of(ground_.buildings[to].at);
    for (const auto& building : ground_.buildings) {
      const planning::Spot there = ground_.spot_of(building.at);
      away.emplace_back((there.x - at.x) * (there.x - at.x) + (there.y - at.y) * (there.y - at.y), building.id.value);
    }
    std::ranges::sort(away);
    return away[rank].second;
  }

  const Ground& ground_;
  std::mt19937 random_;
};

TEST(GridEdits, AnySequenceKeepsEveryBuildingInOneContiguousGridOrIsRefusedWithItsReason) {
  const std::set<std::string_view> reasons{
      "planning.would_cut_grid",   "planning.not_adjacent",   "planning.would_empty_grid",
      "planning.unknown_grid",     "planning.nothing_chosen", "planning.too_small_to_split",
      "planning.unknown_building", "grids.other_community",   "grids.bad_edit"};
  std::map<EditKind, int> done;
  int refused = 0;
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    const Ground ground = strewn_ground(seed, 30);
    Division division = division_of_today(ground);
    ASSERT_EQ(fault_of(ground, division), "") << "seed " << seed;
    Trying trying(ground, seed);
    for (int step = 0; step < 150; ++step) {
      const Edit edit = trying.next(division);
      const auto after = apply_edit(ground, division, edit);
      if (!after) {
        EXPECT_TRUE(reasons.contains(after.error().code)) << after.error().code;
        ++refused;
        continue;
      }
      ASSERT_EQ(fault_of(ground, *after), "") << to_word(edit.kind) << ", seed " << seed << ", step " << step;
      ++done[edit.kind];
      division = *after;
    }
  }
  for (const EditKind kind :
       {EditKind::move, EditKind::draw, EditKind::split, EditKind::merge, EditKind::imagine, EditKind::forget})
    EXPECT_GT(done[kind], 5) << to_word(kind) << " was hardly ever possible";
  EXPECT_GT(refused, 50);
}

TEST(GridEdits, ADivisionIsTheSameAfterItsJson) {
  const Ground ground = strewn_ground(3, 12);
  Division division = division_of_today(ground);
  Edit edit{.kind = EditKind::imagine};
  edit.imagined = {.name = "“新”楼\\", .at = ground.buildings[0].at, .households = 3};
  division = apply_edit(ground, division, edit).value();
  division.grids.emplace_back();
  const Division read = parse_division(to_json(division));
  EXPECT_EQ(to_json(read), to_json(division));
  EXPECT_EQ(read.grids, division.grids);
  EXPECT_EQ(read.buildings.size(), division.buildings.size());
  ASSERT_EQ(read.imagined.size(), 1u);
  EXPECT_EQ(read.imagined[0].name, "“新”楼\\");
  EXPECT_EQ(read.imagined[0].at.lon, division.imagined[0].at.lon);
  EXPECT_THROW((void)parse_division("[1"), std::runtime_error);
}

TEST(GridEdits, AnAppointmentGoesWithItsGridAndEndsWithIt) {
  const Ground ground = strewn_ground(4, 30);
  Division division = division_of_today(ground);
  const auto apply = [&](Edit edit) {
    auto after = apply_edit(ground, division, edit);
    ASSERT_TRUE(after) << after.error().code;
    division = std::move(*after);
  };
  const auto appointed = [&] {
    std::map<std::int32_t, std::int64_t> by_grid;
    for (const Appointment& one : division.appointments) by_grid[one.grid] = one.account.value;
    return by_grid;
  };
  using identity::Role;
  apply({.kind = EditKind::split, .grid = 0});
  apply({.kind = EditKind::split, .grid = 2});
  ASSERT_EQ(division.grids.size(), 6u);
  apply({.kind = EditKind::appoint, .grid = 4, .role = Role::grid_leader, .account = AccountId{7}});
  apply({.kind = EditKind::appoint, .grid = 5, .role = Role::grid_leader, .account = AccountId{8}});
  EXPECT_EQ(appointed(), (std::map<std::int32_t, std::int64_t>{{4, 7}, {5, 8}}));
  EXPECT_EQ(to_json(parse_division(to_json(division))), to_json(division));
  apply({.kind = EditKind::merge, .grid = 0, .other = 4});
  EXPECT_EQ(appointed(), (std::map<std::int32_t, std::int64_t>{{4, 8}})) << "the last grid took the free number";
  apply({.kind = EditKind::appoint, .grid = 4, .role = Role::grid_leader});
  EXPECT_TRUE(division.appointments.empty());
  apply({.kind = EditKind::appoint, .grid = 4, .role = Role::grid_worker, .account = AccountId{8}});
  apply({.kind = EditKind::merge, .grid = 4, .other = 2});
  EXPECT_TRUE(division.grids[2]);
  EXPECT_TRUE(division.appointments.empty()) << "it goes on as one of today's, which has its people";
}

TEST(GridEdits, WhatWasBuiltSinceIsTakenInWhereItLiesToday) {
  Ground ground = strewn_ground(5, 12);
  const Division division = division_of_today(ground);
  GroundBuilding fresh = ground.buildings.back();
  fresh.id = PlaceId{5000};
  fresh.at.lon += 0.0001;
  ground.buildings.push_back(fresh);
  EXPECT_EQ(lay_out(ground, division).strangers, 1);
  const auto after = apply_edit(ground, division, Edit{.kind = EditKind::take_in});
  ASSERT_TRUE(after);
  EXPECT_EQ(lay_out(ground, *after).strangers, 0);
  EXPECT_EQ(after->grids[static_cast<std::size_t>(after->buildings.back().grid)], fresh.grid);
}

}  // namespace
}  // namespace mashang::grids
