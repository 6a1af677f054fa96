// Which characters of a text belong to the name of a place, without any list of places.
#pragma once

#include <string_view>
#include <vector>

namespace mashang::echoes {

/// True for every generic part of a place's name (小区, 街道, 路, 公园 …) and the four characters before it: Chinese
/// names put the generic part last (GB/T 17733 calls it 通名), and the part that distinguishes is seldom longer.
[[nodiscard]] std::vector<bool> in_place_names(std::u32string_view text);

}  // namespace mashang::echoes
