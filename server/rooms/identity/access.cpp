// What an actor's grants reach: the primitives every room's doorway is built from.
#include <algorithm>

#include "rooms/identity/identity.hpp"

namespace mashang::identity {

bool Actor::has_role_at(Role role, const places::Situation& where) const {
  return where.county == county && std::ranges::any_of(grants, [&](const Grant& grant) {
           return grant.role == role && grant.place && where.is_within(*grant.place);
         });
}

bool Actor::is_staff_of(OrganisationId organisation) const {
  return std::ranges::any_of(grants, [&](const Grant& grant) { return grant.organisation == organisation; });
}

bool Actor::has_role(Role role) const {
  return std::ranges::any_of(grants, [&](const Grant& grant) { return grant.role == role; });
}

}  // namespace mashang::identity
