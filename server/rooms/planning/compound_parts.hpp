// Ways to cut a compound that no grid can hold.
#pragma once

#include <cstdint>
#include <vector>

#include "rooms/planning/units.hpp"

namespace mashang::planning {

/// Contiguous parts of these buildings that a grid can hold, each ascending: what lies between two parallel straight
/// lines. Where two parts suffice, what lies on one side of a line, if that and the rest are such parts.
[[nodiscard]] std::vector<std::vector<std::int32_t>> straight_parts(const Units& buildings,
                                                                    const std::vector<std::int32_t>& members,
                                                                    std::int64_t most);

/// How many parts there must be at least.
[[nodiscard]] std::int64_t fewest_parts_of(const Units& buildings, const std::vector<std::int32_t>& members,
                                           std::int64_t most);

}  // namespace mashang::planning
