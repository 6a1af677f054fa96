// The words, by their first character.
#include "rooms/triage/place_words.hpp"

#include <algorithm>
#include <array>

namespace mashang::triage {
namespace {

using enum MentionKind;
using enum Relation;

constexpr std::array kWords{
    PlaceWord{U"大门口", gate, whole},        PlaceWord{U"大门", gate, whole},
    PlaceWord{U"东大门", gate, whole},        PlaceWord{U"南大门", gate, whole},
    PlaceWord{U"西大门", gate, whole},        PlaceWord{U"北大门", gate, whole},
    PlaceWord{U"东门口", gate, whole},        PlaceWord{U"南门口", gate, whole},
    PlaceWord{U"西门口", gate, whole},        PlaceWord{U"北门口", gate, whole},
    PlaceWord{U"东门", gate, whole},          PlaceWord{U"南门", gate, whole},
    PlaceWord{U"西门", gate, whole},          PlaceWord{U"北门", gate, whole},
    PlaceWord{U"正门", gate, whole},          PlaceWord{U"侧门", gate, whole},
    PlaceWord{U"后门", gate, whole},          PlaceWord{U"前门", gate, whole},
    PlaceWord{U"小门", gate, whole},          PlaceWord{U"出入口", gate, whole},
    PlaceWord{U"岗亭", gate, whole},          PlaceWord{U"门卫室", gate, whole},
    PlaceWord{U"小区门口", gate, whole},      PlaceWord{U"全小区", relative, whole},
    PlaceWord{U"整个小区", relative, whole},  PlaceWord{U"我们小区", relative, whole},
    PlaceWord{U"小区里面", relative, whole},  PlaceWord{U"小区里", relative, whole},
    PlaceWord{U"这栋", relative, shared},     PlaceWord{U"整栋", relative, shared},
    PlaceWord{U"我们单元", relative, shared}, PlaceWord{U"我们楼", relative, shared},
    PlaceWord{U"我们栋", relative, shared},   PlaceWord{U"单元门禁", gate, shared},
    PlaceWord{U"单元门口", gate, shared},     PlaceWord{U"单元门", gate, shared},
    PlaceWord{U"楼道口", gate, shared},       PlaceWord{U"楼梯口", gate, shared},
    PlaceWord{U"门口", gate, near},           PlaceWord{U"门前", gate, near},
    PlaceWord{U"地下车库", basement, whole},  PlaceWord{U"地下停车场", basement, whole},
    PlaceWord{U"地下室", basement, whole},    PlaceWord{U"地库", basement, whole},
    PlaceWord{U"车库", basement, whole},      PlaceWord{U"楼上", relative, above},
    PlaceWord{U"楼下", relative, below},      PlaceWord{U"楼底下", relative, below},
    PlaceWord{U"隔壁", relative, next_door},  PlaceWord{U"对门", relative, opposite},
    PlaceWord{U"对面", relative, near},       PlaceWord{U"旁边", relative, near},
    PlaceWord{U"边上", relative, near},       PlaceWord{U"附近", relative, near},
    PlaceWord{U"后面", relative, near},       PlaceWord{U"前面", relative, near},
    PlaceWord{U"背后", relative, near},       PlaceWord{U"转弯那里", relative, corner},
    PlaceWord{U"转弯处", relative, corner},   PlaceWord{U"转弯的地方", relative, corner},
    PlaceWord{U"转弯", relative, corner},     PlaceWord{U"转角", relative, corner},
    PlaceWord{U"拐弯处", relative, corner},   PlaceWord{U"拐弯", relative, corner},
    PlaceWord{U"拐角处", relative, corner},   PlaceWord{U"拐角", relative, corner},
    PlaceWord{U"角落", relative, corner},     PlaceWord{U"中间", relative, near},
    PlaceWord{U"楼道", relative, shared},     PlaceWord{U"楼梯间", relative, shared},
    PlaceWord{U"楼顶", relative, shared},     PlaceWord{U"天台", relative, shared},
    PlaceWord{U"电梯", relative, shared},     PlaceWord{U"十字路口", crossing, near},
    PlaceWord{U"丁字路口", crossing, near},   PlaceWord{U"三岔路口", crossing, near},
    PlaceWord{U"交叉路口", crossing, near},   PlaceWord{U"交叉口", crossing, near},
    PlaceWord{U"交汇处", crossing, near},     PlaceWord{U"交界处", crossing, near},
    PlaceWord{U"路口", crossing, near},
};

constexpr std::array<std::string_view, kMentionKinds> kKinds{
    "township", "community", "village",  "grid",         "road",     "compound", "building",
    "unit",     "flat",      "floor",    "house_number", "group",    "home",     "lamp_post",
    "crossing", "gate",      "basement", "relative",     "direction"};

/// By first character, the longer words first.
constexpr auto kByFirstCharacter = [] {
  auto words = kWords;
  std::sort(words.begin(), words.end(), [](const PlaceWord& a, const PlaceWord& b) {
    return a.word[0] != b.word[0] ? a.word[0] < b.word[0] : a.word.size() > b.word.size();
  });
  return words;
}();

/// 东北侧, 南边, 西南角.
std::size_t direction_at(std::u32string_view text, std::size_t at) {
  constexpr std::u32string_view kPoints = U"东南西北";
  constexpr std::u32string_view kSides = U"侧边面角头";
  std::size_t end = at;
  while (end < text.size() && end < at + 2 && kPoints.find(text[end]) != kPoints.npos) ++end;
  if (end == at || end >= text.size() || kSides.find(text[end]) == kSides.npos) return 0;
  return end + 1 - at;
}

}  // namespace

std::string_view to_word(MentionKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

std::optional<PlaceWord> place_word_at(std::u32string_view text, std::size_t at) {
  if (const std::size_t length = direction_at(text, at); length > 0)
    return PlaceWord{text.substr(at, length), direction, near};
  const auto* word = std::lower_bound(kByFirstCharacter.begin(), kByFirstCharacter.end(), text[at],
                                      [](const PlaceWord& entry, char32_t first) { return entry.word[0] < first; });
  for (; word != kByFirstCharacter.end() && word->word[0] == text[at]; ++word)
    if (text.substr(at).starts_with(word->word)) return *word;
  return std::nullopt;
}

}  // namespace mashang::triage
