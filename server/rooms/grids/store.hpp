// Plans and their versions in their tables.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "rooms/grids/plan.hpp"
#include "storage/db.hpp"

namespace mashang::grids {

[[nodiscard]] std::vector<Plan> plans_in(storage::Tx& tx, CountyCode county);  ///< newest first
/// Fails with grids.unknown_plan.
[[nodiscard]] Result<Plan> plan_of(storage::Tx& tx, CountyCode county, PlanId id);

struct Version {
  Division division;
  std::optional<std::int64_t> returns_to;  ///< the version that `take_back` goes back to
};
[[nodiscard]] Version version_of(storage::Tx& tx, const Plan& plan, std::int64_t version);
/// The newest.
[[nodiscard]] Version version_of(storage::Tx& tx, const Plan& plan);

/// Who changes it, and when.
struct Hand {
  std::optional<AccountId> account;
  Instant at;
};
[[nodiscard]] Plan insert_plan(storage::Tx& tx, CountyCode county, std::string_view name, const Division& division,
                               const Hand& hand);
/// A further version of a draft that is at `plan.version`; else the whole write fails with grids.version_stale.
void insert_version(storage::Tx& tx, Plan& plan, std::string_view edit, const Version& version, const Hand& hand);

/// Writes what was decided of a plan that is still at its version and in `before`; else the whole write fails with
/// grids.version_stale.
void decide(storage::Tx& tx, const Plan& plan, State before);

}  // namespace mashang::grids
