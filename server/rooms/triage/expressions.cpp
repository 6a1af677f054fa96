// Joins from left to right; a second building, or a unit after a flat, begins the next place.
#include "rooms/triage/expressions.hpp"

#include <algorithm>
#include <initializer_list>

namespace mashang::triage {
namespace {

using enum MentionKind;

bool only_says_where(MentionKind kind) { return kind > group; }

bool ends_with_any(std::u32string_view text, std::initializer_list<std::u32string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.ends_with(word); });
}

bool starts_with_any(std::u32string_view text, std::initializer_list<std::u32string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.starts_with(word); });
}

bool may_join(const Expression& expression, const Mention& mention) {
  if (only_says_where(mention.kind)) return true;
  if (expression.has(mention.kind)) return mention.kind == road && expression.mentions.back()->kind == road;
  if (mention.kind == unit || mention.kind == floor) return !expression.has(flat);
  return true;
}

/// 我住 and one more character, which is a slip in the name.
bool lives_shortly_before(std::u32string_view before) {
  if (!before.empty()) before.remove_suffix(1);
  return ends_with_any(before, {U"我住", U"家住", U"住在"});
}

/// The words around a place that say whose it is.
void judge(std::u32string_view text, Expression& expression) {
  constexpr std::size_t kNear = 8;
  const std::size_t begin = expression.begin();
  const auto before = text.substr(begin > kNear ? begin - kNear : 0, std::min(begin, kNear));
  const auto after = text.substr(std::min<std::size_t>(expression.end(), text.size()));
  expression.is_negated = ends_with_any(before, {U"不是", U"不在", U"并非", U"不是我家", U"不是我们", U"不是在"});
  expression.is_own = ends_with_any(before, {U"我家", U"我们家", U"我家是", U"我家在", U"家里"});
  const bool says_lives =
      ends_with_any(before, {U"住", U"我是", U"本人是", U"我家在", U"我家是", U"我们是", U"本人"}) ||
      ends_with_any(text.substr(0, begin + 1), {U"我住", U"家住"}) || lives_shortly_before(before);
  const bool is_resident = starts_with_any(
      after, {U"的业主", U"业主", U"的住户", U"住户", U"的居民", U"居民", U"的租户", U"租户", U"的一名", U"的老"});
  expression.is_home = says_lives || (is_resident && !expression.is_own);
}

}  // namespace

bool Expression::names_place() const {
  return std::any_of(mentions.begin(), mentions.end(), [](const Mention* mention) {
    return !only_says_where(mention->kind) && mention->kind != floor && mention->kind != house_number &&
           mention->kind != group;
  });
}

bool Expression::has(Relation relation) const {
  return std::any_of(mentions.begin(), mentions.end(),
                     [&](const Mention* mention) { return mention->relation == relation; });
}

void Expression::add(const Mention& mention) {
  auto& first = first_[static_cast<std::size_t>(mention.kind)];
  if (first < 0) first = static_cast<std::int16_t>(mentions.size());
  mentions.push_back(&mention);
}

std::vector<Expression> expressions_of(std::u32string_view text, const std::vector<Mention>& mentions) {
  std::vector<Expression> expressions;
  for (const Mention& mention : mentions) {
    const bool joins = !expressions.empty() && may_join(expressions.back(), mention) &&
                       is_beside(text, expressions.back().end(), mention.span.begin);
    if (!joins) expressions.emplace_back();
    expressions.back().add(mention);
  }
  for (Expression& expression : expressions) judge(text, expression);
  return expressions;
}

}  // namespace mashang::triage
