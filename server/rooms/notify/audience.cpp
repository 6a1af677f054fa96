// From a person's grants to the addresses she is reached at.
#include "rooms/notify/audience.hpp"

#include <algorithm>

namespace mashang::notify {
namespace {

bool opens_cases_of_its_area(identity::Role role) {
  switch (role) {
    case identity::Role::grid_leader:
    case identity::Role::grid_worker:
    case identity::Role::community_officer:
      return true;
    case identity::Role::county_officer:
    case identity::Role::reporter:
    case identity::Role::building_head:
    case identity::Role::property_staff:
    case identity::Role::owners_committee:
    case identity::Role::unit_staff:
    case identity::Role::administrator:
    case identity::Role::system:
      return false;
  }
  return false;
}

bool opens_restricted_cases(identity::Role role) {
  return role == identity::Role::grid_leader || role == identity::Role::community_officer;
}

template <class IdType>
std::vector<IdType> ids_of(const std::vector<Address>& addresses, Address::Kind kind) {
  std::vector<IdType> ids;
  for (const Address& address : addresses)
    if (address.kind == kind) ids.push_back(IdType{address.id});
  return ids;
}

}  // namespace

bool Audience::hears(const Address& address) const {
  return std::binary_search(addresses.begin(), addresses.end(), address);
}

std::vector<AccountId> Audience::accounts() const { return ids_of<AccountId>(addresses, Address::Kind::account); }
std::vector<OrganisationId> Audience::organisations() const {
  return ids_of<OrganisationId>(addresses, Address::Kind::organisation);
}

Audience audience_of(const identity::Actor& actor) {
  Audience audience{.county = actor.county, .addresses = {}};
  if (actor.account) audience.addresses.push_back(to_account(*actor.account));
  for (const identity::Grant& grant : actor.grants) {
    if (grant.organisation) audience.addresses.push_back(to_organisation(*grant.organisation));
    if (grant.role == identity::Role::county_officer) audience.addresses.push_back(to_county_officers());
    if (grant.place && opens_cases_of_its_area(grant.role)) audience.addresses.push_back(to_area(*grant.place));
    if (grant.place && opens_restricted_cases(grant.role)) audience.addresses.push_back(to_officers_of(*grant.place));
  }
  auto& all = audience.addresses;
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());  // clang 14 cannot read libstdc++ 12's ranges::unique
  return audience;
}

}  // namespace mashang::notify
