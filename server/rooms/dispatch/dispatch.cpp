// Finds the responsible organisation for a category's role and a place, and says why.
#include "rooms/dispatch/dispatch.hpp"

#include <algorithm>

namespace mashang::dispatch {
namespace {

using identity::Organisation;
using identity::OrganisationKind;

struct Search {
  storage::Tx& tx;
  CountyCode county;
  const places::Situation& where;
  std::vector<Offer> offers;

  bool add(const std::vector<Organisation>& organisations, Why why, const std::string& place) {
    for (const Organisation& organisation : organisations) {
      const bool is_known =
          std::ranges::any_of(offers, [&](const Offer& offer) { return offer.organisation.id == organisation.id; });
      if (!is_known) offers.push_back(Offer{organisation, why, place});
    }
    return !organisations.empty();
  }

  std::string name(std::optional<PlaceId> place) { return place ? places::name_of(tx, county, *place) : std::string(); }

  bool serving(std::optional<PlaceId> place, OrganisationKind kind, Why why) {
    return place && add(identity::organisations_serving(tx, county, *place, kind), why, name(place));
  }

  bool property_company() {
    return serving(where.compound, OrganisationKind::property_company, Why::property_of_compound);
  }

  /// A village answers through its committee, a community through itself.
  bool community(Why why) {
    if (where.is_village &&
        serving(where.community, OrganisationKind::village_committee, Why::village_committee_of_place))
      return true;
    if (!where.community) return false;
    const std::string spoken = name(why == Why::community_without_property ? where.compound : where.community);
    return add(identity::organisations_serving(tx, county, *where.community, OrganisationKind::community), why, spoken);
  }

  /// A duty that each township holds for itself falls to the township of the place.
  bool township_with_duty(std::string_view duty) {
    if (!where.township) return false;
    auto serving = identity::organisations_serving(tx, county, *where.township, OrganisationKind::department);
    std::erase_if(serving, [&](const Organisation& organisation) { return organisation.duty != duty; });
    return add(serving, Why::department_for_category, name(where.township));
  }

  bool county_government() {
    return serving(places::county_place(county), OrganisationKind::county_government, Why::department_for_category);
  }
};

}  // namespace

std::string_view to_word(Why why) {
  switch (why) {
    case Why::property_of_compound:
      return "property_of_compound";
    case Why::community_without_property:
      return "community_without_property";
    case Why::department_for_category:
      return "department_for_category";
    case Why::community_of_place:
      return "community_of_place";
    case Why::village_committee_of_place:
      return "village_committee_of_place";
    case Why::owners_committee_of_compound:
      return "owners_committee_of_compound";
  }
  return {};
}

std::vector<Offer> offers_for(storage::Tx& tx, CountyCode county, const places::Situation& where,
                              std::string_view responsible_role) {
  Search search{tx, county, where, {}};
  if (responsible_role == "property_company") {
    if (!search.property_company())
      search.community(where.compound ? Why::community_without_property : Why::community_of_place);
  } else if (responsible_role == "owners_committee") {
    search.serving(where.compound, OrganisationKind::owners_committee, Why::owners_committee_of_compound);
  } else if (!responsible_role.empty() && !search.township_with_duty(responsible_role)) {
    search.add(identity::organisations_with_duty(tx, county, responsible_role), Why::department_for_category,
               search.name(where.community));
  }
  search.community(Why::community_of_place);
  search.property_company();
  search.serving(where.compound, OrganisationKind::owners_committee, Why::owners_committee_of_compound);
  if (search.offers.empty()) search.county_government();
  return std::move(search.offers);
}

}  // namespace mashang::dispatch
