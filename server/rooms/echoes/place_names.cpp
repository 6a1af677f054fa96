// Generic parts are looked for at every character.
#include "rooms/echoes/place_names.hpp"

#include <algorithm>
#include <array>

namespace mashang::echoes {
namespace {

constexpr std::size_t kNameLength = 4;

constexpr std::array<std::u32string_view, 40> kGenericParts{
    U"小区", U"社区", U"花园", U"家园", U"新城", U"新村", U"之城", U"广场", U"大厦", U"公寓",
    U"国际", U"大道", U"公园", U"市场", U"学院", U"学校", U"小学", U"中学", U"大学", U"幼儿园",
    U"医院", U"酒店", U"公司", U"工地", U"安置", U"路",   U"街",   U"巷",   U"镇",   U"村",
    U"苑",   U"园",   U"城",   U"湾",   U"府",   U"桥",   U"站",   U"湖",   U"厂",   U"组"};

}  // namespace

std::vector<bool> in_place_names(std::u32string_view text) {
  std::vector<bool> inside(text.size(), false);
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const auto part : kGenericParts) {
      if (text.substr(at, part.size()) != part) continue;
      const std::size_t from = at - std::min(at, kNameLength);
      std::fill(inside.begin() + static_cast<std::ptrdiff_t>(from),
                inside.begin() + static_cast<std::ptrdiff_t>(at + part.size()), true);
    }
  }
  return inside;
}

}  // namespace mashang::echoes
