// Mentions that stand together say one place: 新城小区 + 14栋 + 401 + 楼上.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "rooms/triage/mentions.hpp"

namespace mashang::triage {

struct Expression {
  std::vector<const Mention*> mentions;  ///< in the order of the text
  bool is_negated = false;               ///< 不是14栋
  bool is_home = false;                  ///< where the writer says they live, not what they write about
  bool is_own = false;                   ///< 我家401

  /// The first mention of this kind, or none.
  [[nodiscard]] const Mention* of(MentionKind kind) const {
    const auto at = first_[static_cast<std::size_t>(kind)];
    return at < 0 ? nullptr : mentions[static_cast<std::size_t>(at)];
  }
  [[nodiscard]] bool has(MentionKind kind) const { return of(kind) != nullptr; }
  /// A place of the tree is named, not only where at it.
  [[nodiscard]] bool names_place() const;
  [[nodiscard]] bool has(Relation relation) const;
  [[nodiscard]] std::uint32_t begin() const { return mentions.front()->span.begin; }
  [[nodiscard]] std::uint32_t end() const { return mentions.back()->span.end; }
  void add(const Mention& mention);

 private:
  std::array<std::int16_t, kMentionKinds> first_ = make_none();
  static constexpr std::array<std::int16_t, kMentionKinds> make_none() {
    std::array<std::int16_t, kMentionKinds> none{};
    none.fill(-1);
    return none;
  }
};

/// `mentions` outlive the expressions.
[[nodiscard]] std::vector<Expression> expressions_of(std::u32string_view text, const std::vector<Mention>& mentions);

}  // namespace mashang::triage
