// Who should handle a matter, and why. The room's face.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "rooms/identity/identity.hpp"
#include "rooms/places/places.hpp"
#include "storage/db.hpp"

namespace mashang::dispatch {

enum class Why {
  property_of_compound,
  community_without_property,
  department_for_category,
  community_of_place,
  village_committee_of_place,
  owners_committee_of_compound,
};
[[nodiscard]] std::string_view to_word(Why why);

struct Offer {
  identity::Organisation organisation;
  Why why;
  std::string place;  ///< the name the sentence speaks of
};

/// Best first; `category` may be empty. `responsible_role` comes from the category's row.
[[nodiscard]] std::vector<Offer> offers_for(storage::Tx& tx, CountyCode county, const places::Situation& where,
                                            std::string_view responsible_role);

}  // namespace mashang::dispatch
