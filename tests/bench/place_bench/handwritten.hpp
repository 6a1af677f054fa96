// Messages written by hand over the demo county of seed 1, with the place each means.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rooms/places/places.hpp"

namespace mashang::bench {

struct Handwritten {
  std::optional<PlaceId> scanned;
  std::string text;
  std::optional<PlaceId> place;  ///< none: nobody could say
};

/// Lines of "label of the scanned place TAB message TAB label of the place", - for none. Fails with
/// triage.row_malformed, the line in the detail, also when the county has no such label.
[[nodiscard]] Result<std::vector<Handwritten>> read_handwritten(const std::string& path, storage::Tx& tx,
                                                                CountyCode county);

}  // namespace mashang::bench
