// Read through the face of places, and by nothing that the reader of messages uses.
#include "bench/place_bench/county.hpp"

namespace mashang::bench {
namespace {

using places::PlaceKind;

std::string digits_of(const std::string& name) {
  std::string digits;
  for (const char c : name)
    if (c >= '0' && c <= '9') digits += c;
  return digits;
}

}  // namespace

County county_of(storage::Tx& tx, CountyCode code) {
  County county;
  std::map<PlaceId, std::size_t> compounds;
  std::map<PlaceId, std::size_t> buildings;
  std::map<PlaceId, std::string> units;
  places::each_place(tx, code, [&](const places::Place& place) {
    const PlaceId parent = place.parent.value_or(PlaceId{});
    if (place.kind == PlaceKind::compound) {
      compounds[place.id] = county.compounds.size();
      county.compounds.push_back({place.id, place.name, {}, {}});
    } else if (place.kind == PlaceKind::building) {
      buildings[place.id] = county.buildings.size();
      county.compounds[compounds.at(parent)].buildings.push_back(place.id);
      county.buildings.push_back({place.id, compounds.at(parent), digits_of(place.name), {}});
    } else if (place.kind == PlaceKind::unit) {
      units[place.id] = digits_of(place.name);
      county.buildings[buildings.at(parent)].units.push_back(place.id);
    } else if (place.kind == PlaceKind::household) {
      County::Flat flat{place.id, buildings.at(*place.building), std::nullopt, place.name};
      if (const auto unit = units.find(parent); unit != units.end()) flat.unit = unit->second;
      county.flats.push_back(flat);
    }
    const bool has_own_name = place.kind != PlaceKind::building && place.kind != PlaceKind::unit &&
                              place.kind != PlaceKind::household && place.kind != PlaceKind::grid;
    if (has_own_name) county.names.push_back(place.name);
  });
  places::each_alias(tx, code, [&](const places::Alias& alias) {
    county.names.push_back(alias.name);
    if (const auto compound = compounds.find(alias.place); compound != compounds.end())
      county.compounds[compound->second].other_names.push_back(alias.name);
  });
  return county;
}

}  // namespace mashang::bench
