// The doorway to door codes.
#include "rooms/residents/access.hpp"

namespace mashang::residents {

bool may_manage_door(const identity::Actor& actor, const places::Situation& household) {
  using identity::Role;
  return actor.has_role(Role::county_officer) || actor.has_role_at(Role::community_officer, household) ||
         actor.has_role_at(Role::grid_leader, household);
}

Result<places::Situation> household_for(storage::Tx& tx, const identity::Actor& actor, PlaceId place) {
  auto household = places::situation_of(tx, actor.county, place);
  if (!household) return household;
  if (!may_manage_door(actor, *household)) return failure(ErrorKind::forbidden, "residents.door_not_yours");
  if (household->kind != places::PlaceKind::household)
    return failure(ErrorKind::unprocessable, "residents.not_a_household");
  return household;
}

}  // namespace mashang::residents
