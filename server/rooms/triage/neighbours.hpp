// Where it may come from: the flat above, below or beside, when the words speak of a leak, of noise or of smells.
#pragma once

#include <string_view>
#include <vector>

#include "rooms/triage/gazetteer.hpp"
#include "rooms/triage/place_words.hpp"

namespace mashang::triage {

/// At most two flats; none when the registry does not have them, or when nobody can say which it is.
[[nodiscard]] std::vector<PlaceNumber> neighbours_of(PlaceNumber flat, Relation relation, const Gazetteer& gazetteer);

/// The words behind 楼上, 楼下, 隔壁 speak of what comes from another home: 漏水, 太吵, 装修.
[[nodiscard]] bool tells_of_neighbour(std::u32string_view text, std::uint32_t end, Relation relation);
/// Water runs downwards: of two flats the lower one suffers.
[[nodiscard]] bool tells_of_leak(std::u32string_view text);

}  // namespace mashang::triage
