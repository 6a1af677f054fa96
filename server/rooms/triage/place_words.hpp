// Words that say where at a place: gates, corners, upstairs, the underground car park.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace mashang::triage {

/// Kinds of mentions, from the widest to the words that only say where at a place. Words as in JSON.
enum class MentionKind {
  township,
  community,
  village,
  grid,
  road,
  compound,
  building,
  unit,
  flat,
  floor,
  house_number,
  group,  ///< 八组, of a village
  home,   ///< 老杨家
  lamp_post,
  crossing,
  gate,       ///< 东门, 大门口, 单元门口
  basement,   ///< 地下车库, 负一楼, B1
  relative,   ///< 楼上, 拐角, 旁边
  direction,  ///< 东北侧
};
constexpr std::size_t kMentionKinds = 19;
[[nodiscard]] std::string_view to_word(MentionKind kind);

/// Where something is, seen from what was named before or from the writer's home.
enum class Relation {
  none,
  above,      ///< 楼上: the flat above
  below,      ///< 楼下: the flat below, or the ground before the building
  next_door,  ///< 隔壁
  opposite,   ///< 对门
  near,       ///< 旁边, 附近, 门口
  corner,     ///< 转弯那里: somewhere on a compound's ways
  shared,     ///< 楼道, 楼梯间, 单元门口: what a stairwell has in common
  whole,      ///< 大门口, 东门, 地下车库: what a compound has in common
};

struct PlaceWord {
  std::u32string_view word;
  MentionKind kind = MentionKind::relative;
  Relation relation = Relation::none;
};

/// The longest such word that begins here.
[[nodiscard]] std::optional<PlaceWord> place_word_at(std::u32string_view text, std::size_t at);

}  // namespace mashang::triage
