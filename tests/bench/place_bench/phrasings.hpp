// Messages about known places, as residents of the demo county would write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/place_bench/county.hpp"
#include "bench/place_bench/writing.hpp"

namespace mashang::bench {

struct Phrasing {
  std::string text;
  std::optional<PlaceId> scanned;
  PlaceId place;     ///< what is meant
  PlaceId compound;  ///< that it lies in
  bool is_flat = false;
  std::string_view form;  ///< which of the ways below
};

/// The same county and seed give the same phrasings. None is ambiguous: a flat in one of several stairwells comes with
/// its stairwell, a bare number with a scanned code, a name only when no other place is as near to what is written.
[[nodiscard]] std::vector<Phrasing> phrasings(const County& county, std::uint64_t seed, int count);

}  // namespace mashang::bench
