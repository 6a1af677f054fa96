// Open cases follow their places when a plan of grids is adopted or undone.
#pragma once

#include <map>
#include <span>
#include <utility>
#include <vector>

#include "rooms/cases/steps.hpp"

namespace mashang::cases {

/// Of the open cases that one of `grids` answers for, those whose place lies in another grid now take a step to it:
/// row, history, log, to-dos and outbox as of every step, in the caller's transaction. `successors` says who goes on
/// for a grid that ended, for cases about the grid itself. Answers how many went over. Fails as Steps::act_in does.
[[nodiscard]] Result<int> follow_grids(storage::Tx& tx, const Steps& steps, std::span<const PlaceId> grids,
                                       const std::map<PlaceId, PlaceId>& successors, Instant now);

/// Reports by building since the day of `since`: what work there is.
[[nodiscard]] std::vector<std::pair<PlaceId, std::int64_t>> reports_by_building(storage::Tx& tx, CountyCode county,
                                                                                Instant since);

}  // namespace mashang::cases
