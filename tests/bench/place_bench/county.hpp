// The demo county as a writer of phrasings sees it: compounds with all their names, buildings, units, flats.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rooms/places/places.hpp"

namespace mashang::bench {

struct County {
  struct Compound {
    PlaceId id;
    std::string name;
    std::vector<std::string> other_names;  ///< aliases and former names
    std::vector<PlaceId> buildings;
  };
  struct Building {
    PlaceId id;
    std::size_t compound = 0;
    std::string number;  ///< "14"
    std::vector<PlaceId> units;
  };
  struct Flat {
    PlaceId id;
    std::size_t building = 0;
    std::optional<std::string> unit;  ///< "2"
    std::string number;               ///< "401"
  };

  std::vector<Compound> compounds;
  std::vector<Building> buildings;
  std::vector<Flat> flats;
  std::vector<std::string> names;  ///< every name of every place that has one of its own; a shared one as often

  /// A flat's number names one flat of the building only.
  [[nodiscard]] bool needs_unit(const Flat& flat) const { return buildings[flat.building].units.size() > 1; }
};

[[nodiscard]] County county_of(storage::Tx& tx, CountyCode county);

}  // namespace mashang::bench
