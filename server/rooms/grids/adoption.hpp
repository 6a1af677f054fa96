// A plan becomes the county's grids, or is taken back within the day: all in the caller's transaction.
#pragma once

#include <functional>
#include <map>
#include <span>

#include "rooms/grids/ground.hpp"
#include "rooms/grids/store.hpp"

namespace mashang::grids {

/// What the cases room lends: open cases of these grids go to the grid that their place lies in now; `successors` says
/// who goes on for a grid that ended. Answers how many went over.
using CasesFollow = std::function<Result<int>(storage::Tx&, std::span<const PlaceId> grids,
                                              const std::map<PlaceId, PlaceId>& successors, Instant now)>;

/// Fails with grids.has_strangers, grids.in_pieces, grids.other_community, and grids.reason_needed when a grid lies
/// outside the band and no reason says why. What is only imagined does not count.
[[nodiscard]] Result<void> check_adoptable(const Ground& ground, const Division& division, std::string_view reason);

/// Leaders and workers of today's grids may be given a new one; others first by whoever grants roles. Fails with
/// grids.not_grid_staff.
[[nodiscard]] Result<void> check_appointable(storage::Tx& tx, CountyCode county, AccountId account);

/// New grids are founded, buildings linked, grids without buildings ended, their leaders and workers go where most of
/// their households go, people are appointed in new ones, outlines are drawn anew, open cases follow. `plan` becomes
/// `adopted` and the one before it `replaced`. Fails as check_adoptable, and with grids.still_inhabited where somebody
/// lives in a grid outside any building, so that it cannot end, or as check_appointable.
[[nodiscard]] Result<void> adopt(storage::Tx& tx, Plan plan, const Ground& ground, const Division& division,
                                 const CasesFollow& follow, const Hand& hand);

/// Grids that the plan's adoption founded, in the order of their numbers.
[[nodiscard]] std::vector<PlaceId> founded_by(storage::Tx& tx, const Plan& plan);

/// Until when it can be undone: midnight at UTC+8 of the day it was adopted on.
[[nodiscard]] Instant undo_until(Instant adopted_at);
/// Everything goes back to where it was; what was reported in the meantime too. Fails with grids.undo_too_late,
/// grids.newer_adoption.
[[nodiscard]] Result<void> undo(storage::Tx& tx, const Plan& plan, const CasesFollow& follow, const Hand& hand);

}  // namespace mashang::grids
