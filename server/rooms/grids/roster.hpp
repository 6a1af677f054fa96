// Who goes on in which grid when a plan is adopted. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "rooms/grids/layout.hpp"

namespace mashang::grids {

/// Which of today's grids go on in which numbers: largest overlap in households first, each at most once; equal ones in
/// the order of ids. `may_go_on` are the grids of today to choose from.
[[nodiscard]] std::vector<std::optional<PlaceId>> match_to_today(const Ground& ground, const Layout& layout,
                                                                 const std::vector<PlaceId>& may_go_on);

/// For each grid of today that no number goes on in: the number that takes most of its households. One without any
/// household left is not there.
[[nodiscard]] std::map<PlaceId, std::int32_t> successors_of(const Ground& ground, const Layout& layout,
                                                            const std::vector<std::optional<PlaceId>>& grids);

}  // namespace mashang::grids
