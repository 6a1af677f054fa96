// Chinese maps give GCJ-02 coordinates, shifted by up to some 500 m; the project keeps WGS-84.
#pragma once

#include "rooms/places/places.hpp"

namespace mashang::places {

/// The shift as reverse-engineered and published (eviltransform, 2013); outside a box around China nothing is shifted.
[[nodiscard]] Point wgs84_to_gcj02(Point wgs);
/// The inverse by iteration, to about a centimetre.
[[nodiscard]] Point gcj02_to_wgs84(Point gcj);

}  // namespace mashang::places
