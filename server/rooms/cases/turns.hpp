// Whose move it is in each state, and the to-dos that follow. Pure, given who works where.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "rooms/cases/case.hpp"
#include "rooms/notify/notify.hpp"

namespace mashang::cases {

/// Who answers for a place.
struct Staffing {
  std::vector<AccountId> leaders;   ///< of the grid
  std::string leader_name;          ///< of the first one; grids make it public by local law
  std::vector<AccountId> workers;   ///< of the grid
  std::vector<AccountId> officers;  ///< of the community
  std::vector<AccountId> county_officers;
  std::string community_name;
};
enum class Depth { intake, everybody };
/// `intake` reads only what a submission needs: leaders, and officers when there is none.
[[nodiscard]] Staffing staffing_of(storage::Tx& tx, const places::Situation& where, Depth depth);

/// The role in which an organisation's staff act.
[[nodiscard]] identity::Role role_of(identity::OrganisationKind kind);
/// None when nobody has to do anything any more.
[[nodiscard]] std::optional<Turn> turn_of(const Case& c, const Staffing& staffing, const Rules& rules);

using Todos = std::set<std::pair<notify::TodoKind, notify::Recipient>>;
/// Never empty while somebody has a turn and anybody works there: a grid without a leader falls to the community's
/// officers, a community without officers to the county's.
[[nodiscard]] Todos todos_of(const Case& c, const Staffing& staffing, const Rules& rules);

}  // namespace mashang::cases
