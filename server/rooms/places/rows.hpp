// How a row of `place` becomes a Place.
#pragma once

#include "rooms/places/places.hpp"

namespace mashang::places {

[[nodiscard]] Place read_place(CountyCode county, const storage::Row& row);

}  // namespace mashang::places
