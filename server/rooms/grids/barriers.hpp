// Lines that no grid reaches across, as the county gives them: rivers, railways, main roads.
#pragma once

#include <string_view>
#include <vector>

#include "rooms/grids/ground.hpp"

namespace mashang::grids {

[[nodiscard]] std::vector<Line> barriers_in(storage::Tx& tx, CountyCode county);

/// Reads a GeoJSON FeatureCollection of LineStrings and MultiLineStrings (properties `kind`: river, railway or road,
/// and `name`) and puts it in place of all barriers there were. Answers how many features. `name` of the file stands in
/// messages. Fails with grids.bad_barriers and in `detail` which feature and why; then nothing is changed.
[[nodiscard]] Result<int> import_barriers(storage::Tx& tx, CountyCode county, std::string_view geojson,
                                          std::string_view name);

}  // namespace mashang::grids
