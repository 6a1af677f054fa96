// The made-up part of a demo county as values: places below the real communities, organisations, accounts. Pure.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "rooms/demo/plan.hpp"
#include "rooms/identity/identity.hpp"
#include "rooms/places/places.hpp"

namespace mashang::demo {

struct Outlined {
  PlaceId place;
  std::string geojson;
};

struct Alias {
  PlaceId place;
  std::string alias;
  places::AliasKind kind;
};

struct Organisation {
  identity::Organisation self;
  std::vector<PlaceId> serves;
};

struct Person {
  AccountId account;
  std::string login;
  std::string name;
  std::vector<identity::Grant> grants;
};

/// What the town's real places gain: flats are counted up to the county.
struct Count {
  PlaceId place;
  std::int64_t households = 0;
};

struct County {
  CountyCode code;
  std::vector<places::Place> places;  ///< parents before children
  std::vector<Outlined> outlines;
  std::vector<Alias> aliases;
  std::vector<Count> counts;
  std::vector<Organisation> organisations;
  std::vector<Person> people;
  PlaceId story_household;  ///< kStoryCompound 14-401
};

/// `real` are the county, its townships, communities and villages as imported. The same seed and places give the same
/// county. Throws std::invalid_argument when there are fewer than nine communities.
[[nodiscard]] County make_county(std::uint64_t seed, CountyCode code, const std::vector<places::Place>& real);

}  // namespace mashang::demo
