// Each number is held against the rules in turn; the first that fits says what it is.
#include "rooms/triage/numbered_mentions.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>

#include "rooms/triage/number_series.hpp"
#include "rooms/triage/words_around.hpp"

namespace mashang::triage {
namespace {

using enum MentionKind;

constexpr std::uint32_t kMostBuildings = 300;
constexpr std::uint32_t kMostUnits = 30;
constexpr std::uint32_t kMostFloors = 60;
constexpr std::uint32_t kMostDoors = 40;
/// A bare number that may be a flat: believed when the home that is known has such a flat.
constexpr float kBareNumber = 0.4F;
/// 一栋 may be "a building".
constexpr float kMaybeCounted = 0.6F;

constexpr std::array<std::u32string_view, 6> kPosts{U"路灯杆", U"路灯", U"灯杆", U"灯柱", U"电线杆", U"电杆"};

// As written and as a voice or a key beside gives them.
constexpr std::array<std::u32string_view, 14> kUnits{U"单元", U"单园", U"单员", U"单圆", U"单原", U"单源", U"单院",
                                                     U"丹元", U"但元", U"担元", U"单无", U"单兀", U"单远", U"单云"};
constexpr std::array<std::u32string_view, 19> kBuildings{U"号楼", U"#楼", U"#栋", U"号栋", U"栋楼", U"栋",   U"幢楼",
                                                         U"幢",   U"座",  U"#",   U"号搂", U"号娄", U"号洞", U"洞",
                                                         U"动",   U"冻",  U"董",  U"撞",   U"坐"};

class Grammar {
 public:
  Grammar(std::u32string_view text, std::span<const Mention> names)
      : text_(text), names_(names), numerals_(numerals_in(text)) {}

  std::vector<Mention> read() {
    for (at_ = 0; at_ < numerals_.size();) {
      const Numeral& numeral = numerals_[at_];
      if (!numeral.value || is_in_name(numeral.span)) {
        ++at_;
        continue;
      }
      find_before(numeral.span.begin);
      const std::size_t taken = read_series();
      if (taken == 0) read_one(numeral);
      at_ += std::max<std::size_t>(1, taken);
    }
    return std::move(mentions_);
  }

 private:
  using Found = std::optional<Mention>;

  // ---- what stands around ----
  bool is_in_name(Span span) {
    while (next_name_ < names_.size() && names_[next_name_].span.end <= span.begin) ++next_name_;
    return next_name_ < names_.size() && names_[next_name_].span.begin < span.end &&
           names_[next_name_].sureness >= 0.5F;
  }

  void find_before(std::uint32_t begin) {
    before_ = nullptr;
    if (next_name_ > 0) before_ = &names_[next_name_ - 1];
    if (!mentions_.empty() && (before_ == nullptr || mentions_.back().span.end >= before_->span.end))
      before_ = &mentions_.back();
    if (before_ != nullptr && !is_beside(text_, before_->span.end, begin)) before_ = nullptr;
  }
  [[nodiscard]] bool follows(std::initializer_list<MentionKind> kinds) const {
    return before_ != nullptr && std::find(kinds.begin(), kinds.end(), before_->kind) != kinds.end();
  }

  template <class Words = std::initializer_list<std::u32string_view>>
  [[nodiscard]] std::uint32_t word_at(std::uint32_t at, const Words& words) const {
    return triage::word_at(text_, at, words);
  }
  [[nodiscard]] bool is_behind(std::uint32_t at, std::initializer_list<std::u32string_view> words) const {
    return triage::is_behind(text_, at, words);
  }
  /// 有14栋, 这一栋, 共6层: a count.
  [[nodiscard]] bool is_counted(const Numeral& numeral) const {
    const bool is_named = numeral.span.size() > 0 && text_[numeral.span.begin] == U'第';
    return !is_named && (numeral.is_counted ||
                         is_behind(numeral.span.begin, {U"有", U"这", U"那", U"整", U"每", U"几", U"共", U"建", U"盖",
                                                        U"另", U"同", U"哪", U"某", U"此", U"多", U"该", U"第几"}));
  }

  [[nodiscard]] Mention made(MentionKind kind, const Numeral& numeral, std::uint32_t suffix) const {
    Mention mention{.kind = kind, .span = {numeral.span.begin, numeral.span.end + suffix}};
    mention.which.number = *numeral.value;
    return mention;
  }

  // ---- one number ----
  void read_one(const Numeral& numeral) {
    using Rule = Found (Grammar::*)(const Numeral&) const;
    constexpr std::array<Rule, 10> kRules{&Grammar::as_lamp_post, &Grammar::as_basement, &Grammar::as_unit,
                                          &Grammar::as_building,  &Grammar::as_gate,     &Grammar::as_floor,
                                          &Grammar::as_flat,      &Grammar::as_group,    &Grammar::as_number_of_house,
                                          &Grammar::as_bare};
    for (const Rule rule : kRules)
      if (Found mention = (this->*rule)(numeral)) {
        if (mention->kind == building) read_list_before(*mention);
        mentions_.push_back(std::move(*mention));
        return;
      }
  }

  /// 3、4栋: the number before was a building too.
  void read_list_before(const Mention& last) {
    std::vector<Mention> others;
    std::uint32_t begin = last.span.begin;
    for (std::size_t i = at_; i-- > 0;) {
      const Numeral& numeral = numerals_[i];
      const bool is_listed =
          numeral.value && *numeral.value <= kMostBuildings && numeral.span.end + 1 == begin &&
          std::u32string_view(U"、/,，和及~").find(text_[numeral.span.end]) != std::u32string_view::npos;
      if (!is_listed || (!mentions_.empty() && mentions_.back().span.end > numeral.span.begin)) break;
      others.push_back(made(building, numeral, 0));
      begin = numeral.span.begin;
    }
    mentions_.insert(mentions_.end(), others.rbegin(), others.rend());
  }

  Found as_lamp_post(const Numeral& numeral) const {
    if (const std::uint32_t number = word_at(numeral.span.end, {U"号", U"#"}))
      if (const std::uint32_t post = word_at(numeral.span.end + number, kPosts))
        return made(lamp_post, numeral, number + post);
    for (const std::u32string_view between : {U"", U"编号", U"号", U"编号为", U"编号是", U"编号:"}) {
      if (!is_behind(numeral.span.begin, {between})) continue;
      const auto end = numeral.span.begin - static_cast<std::uint32_t>(between.size());
      for (const std::u32string_view post : kPosts) {
        if (!is_behind(end, {post})) continue;
        Mention mention = made(lamp_post, numeral, word_at(numeral.span.end, {U"号"}));
        mention.span.begin = end - static_cast<std::uint32_t>(post.size());
        return mention;
      }
    }
    return {};
  }

  Found as_basement(const Numeral& numeral) const {
    const bool is_letter_b = is_behind(numeral.span.begin, {U"b"}) && *numeral.value <= 3 && *numeral.value > 0 &&
                             !word_at(numeral.span.end, {U"栋", U"座", U"幢", U"号楼", U"区"});
    const std::uint32_t suffix = word_at(numeral.span.end, {U"楼", U"层"});
    const bool is_negative = suffix > 0 && is_behind(numeral.span.begin, {U"负", U"-", U"地下"});
    if (!is_letter_b && !is_negative) return {};
    Mention mention = made(basement, numeral, suffix);
    mention.span.begin -= is_behind(numeral.span.begin, {U"地下"}) ? 2 : 1;
    mention.relation = Relation::whole;
    return mention;
  }

  Found as_unit(const Numeral& numeral) const {
    std::uint32_t suffix = word_at(numeral.span.end, kUnits);
    if (suffix == 0 && follows({building}) && word_at(numeral.span.end, {U"门"})) suffix = 1;
    if (suffix == 0 || *numeral.value > kMostUnits || *numeral.value == 0 || numeral.is_counted) return {};
    return made(unit, numeral, suffix);
  }

  Found as_building(const Numeral& numeral) const {
    Numeral lettered = numeral;
    char32_t letter = 0;
    const std::uint32_t begin = numeral.span.begin;
    if (begin > 0 && is_letter(text_[begin - 1]) && (begin < 2 || !is_letter(text_[begin - 2]))) {
      letter = text_[begin - 1];
      --lettered.span.begin;
    } else if (numeral.span.end < text_.size() && is_letter(text_[numeral.span.end])) {
      letter = text_[numeral.span.end];
      ++lettered.span.end;
    }
    std::uint32_t suffix = word_at(lettered.span.end, kBuildings);
    if (suffix == 0 && letter == 0) suffix = number_for_building(numeral);
    if (suffix == 0 || *numeral.value > kMostBuildings || *numeral.value == 0) return {};
    const bool is_beside_name = follows({compound, community, village, group, road});
    if (!is_beside_name && is_counted(numeral)) return {};
    const bool is_sure = is_beside_name || letter != 0 || numeral.has_digits;
    if (is_other_thing(lettered.span.end + suffix, is_sure, *numeral.value)) return {};
    if (follows({floor}) && word_at(lettered.span.end, {U"号楼上", U"号楼下"}) > 0) return {};  // 四楼1号楼上
    Mention mention = made(building, lettered, suffix);
    mention.which.letter = letter;
    if (!is_beside_name && !numeral.has_digits && *numeral.value == 1 && numeral.span.size() == 1)
      mention.sureness = kMaybeCounted;
    return mention;
  }

  /// 三座桥, 一座 with nothing around that makes it a building; 14动工.
  [[nodiscard]] bool is_other_thing(std::uint32_t end, bool is_sure, std::uint32_t number) const {
    const char32_t last = text_[end - 1];
    if (last == U'座' || last == U'坐') {
      if (!is_sure && number == 1) return true;
      return word_at(end, {U"桥", U"山", U"塔", U"房", U"庙", U"坟", U"城", U"大", U"高", U"位", U"在", U"车"}) > 0;
    }
    const bool is_by_ear = last == U'洞' || last == U'动' || last == U'冻' || last == U'董' || last == U'撞';
    return is_by_ear && (!is_sure || word_at(end, {U"工", U"了", U"物", U"手", U"作", U"事"}) > 0);
  }

  /// 14号401, 14号2单元; 新城小区14号.
  [[nodiscard]] std::uint32_t number_for_building(const Numeral& numeral) const {
    const std::uint32_t number = word_at(numeral.span.end, {U"号"});
    if (number == 0 || word_at(numeral.span.end + number, {U"门", U"电梯", U"线"})) return 0;
    if (follows({compound})) return number;
    const std::size_t next = at_ + 1;
    const bool is_followed =
        next < numerals_.size() && numerals_[next].value && numerals_[next].span.begin == numeral.span.end + number;
    if (!is_followed) return 0;
    return may_be_flat(numerals_[next]) || word_at(numerals_[next].span.end, kUnits) ? number : 0;
  }

  Found as_gate(const Numeral& numeral) const {
    const std::uint32_t suffix = word_at(numeral.span.end, {U"号门口", U"号大门", U"号门"});
    if (suffix == 0) return {};
    Mention mention = made(gate, numeral, suffix);
    mention.relation = Relation::whole;
    return mention;
  }

  Found as_floor(const Numeral& numeral) const {
    const std::uint32_t suffix = word_at(numeral.span.end, {U"楼", U"层", U"f"});
    if (suffix == 0) return {};
    const bool is_before_updown = word_at(numeral.span.end, {U"楼上", U"楼下", U"楼顶"}) > 0;
    if (may_be_flat(numeral)) return made(flat, numeral, is_before_updown ? 0 : suffix);
    const bool is_too_high = *numeral.value > kMostFloors || *numeral.value == 0;
    if (is_too_high || is_counted(numeral)) return {};
    return made(floor, numeral, suffix);
  }

  Found as_flat(const Numeral& numeral) const {
    if (!may_be_flat(numeral)) {
      const std::uint32_t door = word_at(numeral.span.end, {U"号", U"室", U"户"});
      return door > 0 ? door_of_floor(numeral, door) : Found();
    }
    if (const std::uint32_t suffix = word_at(numeral.span.end, {U"号房", U"号室", U"房间", U"室", U"房"}))
      return made(flat, numeral, suffix);
    const std::uint32_t household = word_at(numeral.span.end, {U"户", U"号"});
    if (household > 0 && follows({building, unit})) return made(flat, numeral, household);
    if (follows({building, unit, floor})) return made(flat, numeral, 0);
    if (follows({compound}) && !is_before_counter(text_, numeral.span.end)) return made(flat, numeral, 0);
    return {};
  }

  /// 四楼2号: the second door of floor 4.
  Found door_of_floor(const Numeral& numeral, std::uint32_t suffix) const {
    if (!follows({floor}) || *numeral.value == 0 || *numeral.value > kMostDoors) return {};
    Mention mention = made(flat, numeral, suffix);
    mention.which.number += before_->which.number * 100;
    return mention;
  }

  Found as_group(const Numeral& numeral) const {
    if (word_at(numeral.span.end, {U"网格"})) return made(grid, numeral, 2);
    const std::uint32_t suffix = word_at(numeral.span.end, {U"组", U"队"});
    const bool is_other = word_at(numeral.span.end, {U"组织", U"组合", U"组团", U"队伍", U"队员"}) > 0;
    if (suffix == 0 || is_other || *numeral.value == 0 || *numeral.value > kMostFloors) return {};
    if (text_[numeral.span.end + suffix - 1] == U'队' && !follows({village})) return {};
    return made(group, numeral, suffix);
  }

  Found as_number_of_house(const Numeral& numeral) const {
    const std::uint32_t suffix = word_at(numeral.span.end, {U"号"});
    if (suffix == 0 || !follows({road, village, community, group})) return {};
    return made(house_number, numeral, suffix);
  }

  /// 401楼上, 401漏水, 我家401: no word says what the number is.
  Found as_bare(const Numeral& numeral) const {
    if (!may_be_flat(numeral) || is_before_counter(text_, numeral.span.end) ||
        !(numeral.has_digits || numeral.span.size() > 2))
      return {};
    const bool is_home = word_at(numeral.span.end, {U"楼上", U"楼下", U"隔壁", U"对门", U"家", U"业主", U"住户",
                                                    U"屋里", U"的业主", U"的住户"}) > 0;
    const bool is_before_building = at_ + 1 < numerals_.size() &&
                                    is_beside(text_, numeral.span.end, numerals_[at_ + 1].span.begin) &&
                                    word_at(numerals_[at_ + 1].span.end, kBuildings) > 0;
    Mention mention = made(flat, numeral, 0);
    mention.sureness = is_home || is_before_building ? 1 : kBareNumber;
    return mention;
  }

  // ---- numbers joined by signs ----
  std::size_t read_series() {
    const auto before = follows({compound})   ? Before::compound
                        : follows({building}) ? Before::building
                                              : Before::nothing;
    const auto kinds = series_at(text_, std::span(numerals_).subspan(at_), before);
    for (std::size_t i = 0; i < kinds.size(); ++i) mentions_.push_back(made(kinds[i], numerals_[at_ + i], 0));
    if (!kinds.empty()) {
      Mention& last = mentions_.back();
      last.span.end += word_at(last.span.end, {U"号房", U"室", U"房", U"号", U"户"});
    }
    return kinds.size();
  }

  std::u32string_view text_;
  std::span<const Mention> names_;
  std::vector<Numeral> numerals_;
  std::vector<Mention> mentions_;
  std::size_t at_ = 0;
  std::size_t next_name_ = 0;
  const Mention* before_ = nullptr;  ///< the mention that this number stands beside
};

}  // namespace

std::vector<Mention> numbered_mentions_in(std::u32string_view text, std::span<const Mention> names) {
  return Grammar(text, names).read();
}

}  // namespace mashang::triage
