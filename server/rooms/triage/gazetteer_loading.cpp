// From the database, one row in memory at a time.
#include "rooms/triage/gazetteer.hpp"

namespace mashang::triage {

std::shared_ptr<const Gazetteer> load_gazetteer(storage::Tx& tx, CountyCode county, const Characters& characters) {
  Gazetteer::Builder builder(characters);
  places::each_place(tx, county, [&](const places::Place& place) { builder.add(place); });
  places::each_alias(tx, county, [&](const places::Alias& alias) { builder.add(alias); });
  return builder.build();
}

}  // namespace mashang::triage
