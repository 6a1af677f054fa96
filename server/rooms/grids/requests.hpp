// What the bodies of this room's requests say.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "rooms/grids/edits.hpp"
#include "rooms/grids/proposals.hpp"

namespace mashang::grids {

// All fail as json::Fields does.
struct NewPlan {
  std::string name;
  std::optional<PlanId> copy_of;
};
[[nodiscard]] Result<NewPlan> new_plan_in(std::string_view body);

template <class T>
struct OfVersion {
  std::int64_t version = 0;
  T wish;
};
/// Fails with grids.bad_edit too.
[[nodiscard]] Result<OfVersion<Edit>> edit_in(std::string_view body);
/// Fails with grids.bad_proposal too.
[[nodiscard]] Result<OfVersion<ProposalRequest>> proposal_in(std::string_view body);

struct AdoptionWish {
  std::int32_t on = 0;  ///< yymmdd at UTC+8
  std::string reason;
};
/// Fails with grids.bad_date, grids.date_past, grids.date_too_far (a year) too.
[[nodiscard]] Result<OfVersion<AdoptionWish>> adoption_in(std::string_view body, Instant now);

}  // namespace mashang::grids
