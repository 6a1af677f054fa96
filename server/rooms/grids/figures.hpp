// JSON of plans, their figures, the ground and proposals.
#pragma once

#include <string>

#include "rooms/grids/ground.hpp"
#include "rooms/grids/proposals.hpp"
#include "rooms/grids/store.hpp"

namespace mashang::grids {

[[nodiscard]] std::string ground_json(const Ground& ground);
/// Who leads today's grids and who works there.
[[nodiscard]] std::string staff_json(storage::Tx& tx, CountyCode county, const Ground& ground);
[[nodiscard]] std::string plans_json(storage::Tx& tx, const std::vector<Plan>& plans, Instant now);
[[nodiscard]] std::string plan_json(storage::Tx& tx, const Plan& plan, const Version& version, const Ground& ground,
                                    Instant now);
[[nodiscard]] std::string proposal_json(const Proposal& proposal);

}  // namespace mashang::grids
