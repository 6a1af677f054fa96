// Who works in the demo county: organisations and accounts with their roles. Pure.
#pragma once

#include "rooms/demo/names.hpp"
#include "rooms/demo/tree.hpp"

namespace mashang::demo {

/// Fills organisations and people of `county`. Logins are systematic: leader-001 leads the first grid, worker-001 works
/// in it, head-0001 heads the first building, property-01, owners-01, unit-dept-water, community-1, village-001,
/// county-1…3.
void employ(County& county, const TownPlan& town, const Tree& tree, const std::vector<places::Place>& real,
            Names names);

}  // namespace mashang::demo
