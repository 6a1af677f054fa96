// Who may renew or revoke a household's door code: the room's one doorway.
#pragma once

#include "rooms/identity/identity.hpp"

namespace mashang::residents {

/// The grid leader and the community officers of the household's own area, and the county's officers.
[[nodiscard]] bool may_manage_door(const identity::Actor& actor, const places::Situation& household);

/// Loads the household for somebody who may manage its code.
/// Fails with places.unknown_place, residents.not_a_household, residents.door_not_yours.
[[nodiscard]] Result<places::Situation> household_for(storage::Tx& tx, const identity::Actor& actor, PlaceId place);

}  // namespace mashang::residents
