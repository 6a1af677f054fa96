// Doors with the same last two digits lie above each other; that is how flats are numbered.
#include "rooms/triage/neighbours.hpp"

#include <algorithm>
#include <array>

namespace mashang::triage {
namespace {

constexpr std::array<std::u32string_view, 8> kLeaks{U"漏", U"渗", U"滴", U"返水", U"水", U"潮", U"湿", U"淌"};
constexpr std::array<std::u32string_view, 32> kSigns{
    U"漏",   U"渗",   U"滴",   U"水",   U"潮",   U"吵", U"闹",   U"噪",   U"响",   U"拖", U"跳",
    U"敲",   U"砸",   U"装修", U"电钻", U"麻将", U"狗", U"臭",   U"烟",   U"脚步", U"蹦", U"音乐",
    U"唱歌", U"钢琴", U"打牌", U"打架", U"吵架", U"拖", U"桌子", U"凳子", U"扰民", U"震"};
/// 楼上扔垃圾 may be any flat; 楼下停满了车 is the ground; 楼上的独居老人 is nobody's fault.
constexpr std::array<std::u32string_view, 16> kNoSigns{U"扔",   U"抛",   U"丢", U"停",    U"垃圾", U"广场舞",
                                                       U"跳舞", U"饭店", U"店", U"老人",  U"奶奶", U"爷爷",
                                                       U"独居", U"路灯", U"摊", U"电动车"};

template <class Words>
bool has_any(std::u32string_view text, const Words& words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.find(word) != text.npos; });
}

}  // namespace

std::vector<PlaceNumber> neighbours_of(PlaceNumber flat, Relation relation, const Gazetteer& gazetteer) {
  const Designation own = gazetteer.designation(flat);
  const Storey storey = storey_of(own);
  const PlaceNumber parent = gazetteer.parent(flat).value_or(flat);
  std::vector<PlaceNumber> found;
  if (storey.floor == 0) return found;
  const auto add = [&](std::uint32_t floor, std::uint32_t door) {
    if (const auto other = gazetteer.flat(parent, {floor * 100 + door, own.letter})) found.push_back(*other);
  };
  if (relation == Relation::above) add(storey.floor + 1, storey.door);
  if (relation == Relation::below) add(storey.floor - 1, storey.door);
  if (relation == Relation::next_door) {
    add(storey.floor, storey.door - 1);
    add(storey.floor, storey.door + 1);
  }
  if (relation == Relation::opposite) {  // only where a landing has two doors
    const bool has_third = gazetteer.flat(parent, {storey.floor * 100 + 3, own.letter}).has_value();
    if (!has_third && storey.door <= 2) add(storey.floor, 3 - storey.door);
  }
  return found;
}

bool tells_of_neighbour(std::u32string_view text, std::uint32_t end, Relation relation) {
  constexpr std::size_t kReach = 14;
  const auto behind = text.substr(std::min<std::size_t>(end, text.size()), kReach);
  if (has_any(behind, kNoSigns)) return false;
  return has_any(relation == Relation::above ? text : behind, kSigns);
}

bool tells_of_leak(std::u32string_view text) { return has_any(text, kLeaks); }

}  // namespace mashang::triage
