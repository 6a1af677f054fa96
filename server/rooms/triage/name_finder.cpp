// Pairs of sounds lead to names; an alignment says how much a stretch of the text differs from each.
#include "rooms/triage/name_finder.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <tuple>

#include "rooms/triage/numerals.hpp"

namespace mashang::triage {
namespace {

// What a difference costs, in characters.
constexpr float kSameSound = 0.3F;
constexpr float kOther = 1.0F;
constexpr float kMissing = 1.0F;
constexpr float kMissingSuffix = 0.6F;
constexpr float kExtra = 0.8F;
constexpr float kDoubled = 0.3F;
constexpr float kSwapped = 0.7F;
constexpr float kMostCost = 1.05F;
/// Above this length a name bears two slips.
constexpr std::size_t kLongName = 5;
constexpr float kMostCostOfLong = 1.7F;
constexpr float kShortened = 1.0F;
/// What a name gains when a number, a sign or a small word follows: nothing of it is left over.
constexpr float kEndsWell = 0.7F;

// How likely a match is what it seems, when it is less than the whole name.
constexpr float kLikeShortened = 0.9F;
constexpr float kLikeHalf = 0.6F;
constexpr float kLikeInside = 0.75F;

constexpr float kFarBehind = 0.04F;  ///< a candidate with less than this share of the best is none
constexpr std::size_t kMostCandidates = 4;
constexpr std::size_t kBuckets = 1U << 14U;

/// Behind other characters it may be the end of a longer name: 丽发新城.
bool begins_well(std::u32string_view text, std::size_t begin) {
  constexpr std::u32string_view kBeforeNames =
      U" \n,，。、.:：;；!！?？()（）[]【】\"“”《》-"
      U"—的在住是我们你您家去到从回来往给向对于和与及或跟映诉求问请主好安报告位区县镇乡市村街道"
      U"路社组号人内里叫做即名原老旧前后该本这那个啊呀吧了";
  return begin == 0 || text[begin - 1] < 0x80 || kBeforeNames.find(text[begin - 1]) != kBeforeNames.npos;
}

bool ends_well(std::u32string_view text, std::size_t end) {
  constexpr std::u32string_view kAfterNames = U" \n,，。、.:：;；!！?？()（）[]【】-—第的";
  return end >= text.size() || digit_of(text[end]) || text[end] == U'十' || text[end] == U'廿' ||
         kAfterNames.find(text[end]) != kAfterNames.npos;
}

std::uint64_t key_of(Heard first, Heard second) { return std::uint64_t{first} << 32U | second; }
std::size_t bucket_of(Heard heard) { return (heard * 2654435761U) >> 18U & (kBuckets - 1); }

}  // namespace

struct NameFinder::Match {
  Span span;
  std::uint32_t place = 0;
  float strength = 0;  ///< characters that agree, less what differs
  float likeness = 0;
  Evidence evidence = Evidence::name;
};

/// Optimal string alignment (Damerau 1964, Boytsov 2011) of a whole name with any stretch of a few characters.
class NameFinder::Comparison {
 public:
  Comparison(const Name& name, std::u32string_view text, const std::vector<Heard>& heard, std::size_t from)
      : name_(name), text_(text), heard_(heard), from_(from) {}

  /// None when they differ by more than a name may. `expected`: where the name begins if nothing differs.
  [[nodiscard]] std::optional<Match> match(std::size_t expected) {
    const std::size_t length = name_.text.size();
    if (text_.substr(expected, length) == name_.text) {
      const auto start = static_cast<std::uint8_t>(expected - from_);
      return judged({0, start, static_cast<std::uint8_t>(length), name_.stem}, expected - from_ + length);
    }
    const std::size_t width = std::min(length + 2, text_.size() - from_);
    if (!may_match(width)) return std::nullopt;
    for (std::size_t j = 0; j <= width; ++j) cells_[0][j] = {0, static_cast<std::uint8_t>(j), 0, 0};
    for (std::size_t i = 1; i <= length; ++i) {
      cells_[i][0] = cells_[i - 1][0];
      cells_[i][0].cost += missing(i);
      for (std::size_t j = 1; j <= width; ++j) cells_[i][j] = best_of(i, j);
    }
    std::size_t end = 0;
    for (std::size_t j = 1; j <= width; ++j)
      if (cells_[length][j].cost < cells_[length][end].cost) end = j;
    return judged(cells_[length][end], end);
  }

 private:
  struct Cell {
    float cost = 0;
    std::uint8_t start = 0;
    std::uint8_t equal = 0;       ///< characters that agree, by sound at least
    std::uint8_t equal_stem = 0;  ///< of these in the part that tells places apart
  };

  /// Each sound of the name that is nowhere near costs: more than one, or two of a long name, are too many.
  [[nodiscard]] bool may_match(std::size_t width) const {
    const auto begin = heard_.begin() + static_cast<std::ptrdiff_t>(from_);
    const auto end = begin + static_cast<std::ptrdiff_t>(width);
    const auto absent = std::count_if(name_.heard.begin(), name_.heard.end(),
                                      [&](Heard sound) { return std::find(begin, end, sound) == end; });
    return absent <= (name_.heard.size() > kLongName ? 2 : 1);
  }

  [[nodiscard]] float missing(std::size_t i) const { return i > name_.stem ? kMissingSuffix : kMissing; }

  [[nodiscard]] Cell best_of(std::size_t i, std::size_t j) const {
    const std::size_t at = from_ + j - 1;
    Cell best = cells_[i - 1][j - 1];
    const bool sounds_alike = name_.heard[i - 1] == heard_[at];
    if (name_.text[i - 1] != text_[at]) best.cost += !sounds_alike ? kOther : digit_of(text_[at]) ? 0 : kSameSound;
    if (sounds_alike) {
      ++best.equal;
      best.equal_stem += i <= name_.stem ? 1 : 0;
    }
    const auto offer = [&](const Cell& from, float cost) {
      if (from.cost + cost >= best.cost) return;
      best = from;
      best.cost += cost;
    };
    offer(cells_[i - 1][j], missing(i));
    const bool is_doubled = at > 0 && text_[at] == text_[at - 1];
    if (i < name_.text.size()) offer(cells_[i][j - 1], is_doubled ? kDoubled : kExtra);
    if (i > 1 && j > 1 && name_.text[i - 1] == text_[at - 1] && name_.text[i - 2] == text_[at] &&
        cells_[i - 2][j - 2].cost + kSwapped < best.cost) {
      best = cells_[i - 2][j - 2];
      best.cost += kSwapped;
      best.equal += 2;
      best.equal_stem += i <= name_.stem ? 2 : i - 1 == name_.stem ? 1 : 0;
    }
    return best;
  }

  [[nodiscard]] std::optional<Match> judged(const Cell& cell, std::size_t end) const {
    const std::size_t length = name_.text.size();
    const float most = length > kLongName ? kMostCostOfLong : length > 2 ? kMostCost : 2 * kSameSound;
    if (cell.cost > most || cell.equal < 2 || cell.equal_stem == 0) return std::nullopt;
    const bool lost_suffix = name_.stem < length && cell.equal == cell.equal_stem;
    if (lost_suffix) return std::nullopt;  // the shortened form knows better what that means
    const bool is_shortened = name_.form != Form::whole;
    Match match;
    match.span = {static_cast<std::uint32_t>(from_ + cell.start), static_cast<std::uint32_t>(from_ + end)};
    match.place = name_.place;
    match.strength = static_cast<float>(cell.equal) - 1.6F * cell.cost - (is_shortened ? kShortened : 0) +
                     (ends_well(text_, match.span.end) ? kEndsWell : 0);
    const bool is_half = cell.cost >= kSwapped && cell.equal_stem * 2 <= name_.stem;
    match.likeness = std::exp(-0.8F * cell.cost / std::sqrt(static_cast<float>(length))) *
                     (is_shortened ? kLikeShortened : 1) * (is_half ? kLikeHalf : 1) *
                     (begins_well(text_, match.span.begin) ? 1 : kLikeInside);
    if (is_half || (cell.equal < 3 && (cell.cost > 0 || is_shortened))) match.evidence = Evidence::hint;
    if (name_.form == Form::with_number || (cell.cost > 0 && (length == 2 || (is_shortened && cell.equal < 3))))
      match.evidence = Evidence::with_number;
    return match;
  }

  const Name& name_;
  std::u32string_view text_;
  const std::vector<Heard>& heard_;
  std::size_t from_;
  std::array<std::array<Cell, kLongestName + 3>, kLongestName + 1> cells_;
};

NameFinder::NameFinder(const Characters& characters) : sounds_(characters), begins_pair_(kBuckets) {}

void NameFinder::add(std::u32string text, std::size_t suffix, std::uint32_t place, Form form) {
  if (text.size() < 2 || text.size() > kLongestName) return;
  Name name{.text = std::move(text), .heard = {}, .place = place, .stem = 0, .form = form};
  name.stem = static_cast<std::uint8_t>(suffix < name.text.size() ? name.text.size() - suffix : name.text.size());
  for (const char32_t c : name.text) name.heard.push_back(sounds_.heard(c));
  const auto number = static_cast<std::uint32_t>(names_.size());
  for (std::size_t i = 0; i < name.stem; ++i)
    for (std::size_t j = i + 1; j < std::min(i + 3, name.text.size()); ++j) {
      pairs_.push_back({key_of(name.heard[i], name.heard[j]), number, static_cast<std::uint32_t>(i)});
      begins_pair_[bucket_of(name.heard[i])] = true;
    }
  names_.push_back(std::move(name));
}

void NameFinder::close() {
  std::sort(pairs_.begin(), pairs_.end(),
            [](const Pair& a, const Pair& b) { return std::tie(a.key, a.name, a.at) < std::tie(b.key, b.name, b.at); });
  names_.shrink_to_fit();
  pairs_.shrink_to_fit();
}

std::vector<NameFinder::Match> NameFinder::matches_in(std::u32string_view text) const {
  std::vector<Heard> heard;
  heard.reserve(text.size());
  for (const char32_t c : text) heard.push_back(sounds_.heard(c));
  std::vector<Match> matches;
  std::vector<std::uint32_t> compared(names_.size());  // by name: one more than where it was last looked for
  std::size_t left = 64 + 6 * text.size();             // comparisons: what repeats one pair must not cost more
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (!begins_pair_[bucket_of(heard[i])]) continue;
    for (std::size_t j = i + 1; j < std::min(i + 3, text.size()); ++j) {
      const std::uint64_t key = key_of(heard[i], heard[j]);
      auto pair = std::lower_bound(pairs_.begin(), pairs_.end(), key,
                                   [](const Pair& a, std::uint64_t wanted) { return a.key < wanted; });
      for (; pair != pairs_.end() && pair->key == key && left > 0; ++pair) {
        const std::size_t from = i > pair->at + 1 ? i - pair->at - 1 : 0;
        if (compared[pair->name] == from + 1 || (compared[pair->name] == from && from > 0)) continue;
        compared[pair->name] = static_cast<std::uint32_t>(from + 1);
        --left;
        const std::size_t expected = i > pair->at ? i - pair->at : 0;
        Comparison comparison(names_[pair->name], text, heard, from);
        if (const auto match = comparison.match(expected)) matches.push_back(*match);
      }
    }
  }
  return matches;
}

std::vector<FoundName> NameFinder::names_in(std::u32string_view text) const {
  auto matches = matches_in(text);
  std::stable_sort(matches.begin(), matches.end(),
                   [](const Match& a, const Match& b) { return a.strength > b.strength; });
  std::vector<FoundName> found;
  std::vector<float> best;                       // strength, by found name
  std::vector<std::size_t> holder(text.size());  // by character: one more than the found name that has it
  for (const Match& match : matches) {
    const auto begin = holder.begin() + match.span.begin;
    const auto end = holder.begin() + match.span.end;
    const auto held = std::find_if(begin, end, [](std::size_t number) { return number != 0; });
    if (held == end) {
      found.push_back({match.span, {{match.place, match.likeness, 1}}, match.evidence});
      best.push_back(match.strength);
      std::fill(begin, end, found.size());
      continue;
    }
    auto& candidates = found[*held - 1].candidates;
    const float share = std::exp(1.5F * (match.strength - best[*held - 1]));
    const bool is_known = std::any_of(candidates.begin(), candidates.end(),
                                      [&](const auto& candidate) { return candidate.place == match.place; });
    if (!is_known && share > kFarBehind && candidates.size() < kMostCandidates)
      candidates.push_back({match.place, match.likeness, share});
  }
  for (FoundName& name : found) {
    float sum = 0;
    for (const auto& candidate : name.candidates) sum += candidate.share;
    for (auto& candidate : name.candidates) candidate.share /= sum;
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.span < b.span; });
  return found;
}

}  // namespace mashang::triage
