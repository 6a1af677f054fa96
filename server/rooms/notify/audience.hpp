// Whom an event is for, and what a listener may hear: the one place where the two are compared.
#pragma once

#include <vector>

#include "rooms/identity/identity.hpp"

namespace mashang::notify {

/// One way of reaching people.
struct Address {
  enum class Kind { account, organisation, area, officers, county };
  Kind kind = Kind::account;
  /// A place for `area` (whoever may open its cases) and `officers` (its leaders and officers: they may open restricted
  /// cases too); 0 for `county`: officers of the whole county.
  std::int64_t id = 0;
  auto operator<=>(const Address&) const = default;
};

[[nodiscard]] inline Address to_account(AccountId id) { return {Address::Kind::account, id.value}; }
[[nodiscard]] inline Address to_organisation(OrganisationId id) { return {Address::Kind::organisation, id.value}; }
[[nodiscard]] inline Address to_area(PlaceId id) { return {Address::Kind::area, id.value}; }
[[nodiscard]] inline Address to_officers_of(PlaceId id) { return {Address::Kind::officers, id.value}; }
[[nodiscard]] inline Address to_county_officers() { return {Address::Kind::county, 0}; }

/// The addresses at which a person is reached: her account, her organisations, and the areas whose cases she may see.
/// Sorted. To-dos go to accounts and organisations only; `case` events also to areas.
struct Audience {
  CountyCode county;
  std::vector<Address> addresses;

  bool operator==(const Audience&) const = default;
  [[nodiscard]] bool hears(const Address& address) const;
  [[nodiscard]] std::vector<AccountId> accounts() const;
  [[nodiscard]] std::vector<OrganisationId> organisations() const;
};

/// Only roles that may open the cases of their area listen to it: grid leaders and workers, community and county
/// officers.
[[nodiscard]] Audience audience_of(const identity::Actor& actor);

}  // namespace mashang::notify
