// Names first, then numbers by what stands around them, then words; what is found first keeps its characters.
#include "rooms/triage/mentions.hpp"

#include <algorithm>
#include <array>

#include "rooms/triage/numbered_mentions.hpp"

namespace mashang::triage {
namespace {

using places::PlaceKind;

/// A short or bent name that no number follows: believed only when nothing else says where.
constexpr float kWeakName = 0.4F;
/// A village or road that is less like a name than this is another one, of another county.
constexpr float kHardlyBent = 0.65F;

MentionKind kind_of_name(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::county:
    case PlaceKind::township:
      return MentionKind::township;
    case PlaceKind::community:
      return MentionKind::community;
    case PlaceKind::village:
      return MentionKind::village;
    case PlaceKind::grid:
      return MentionKind::grid;
    case PlaceKind::road:
      return MentionKind::road;
    case PlaceKind::compound:
      return MentionKind::compound;
    case PlaceKind::building:
    case PlaceKind::unit:
    case PlaceKind::household:
      return MentionKind::building;
  }
  return MentionKind::compound;
}

bool is_free(const std::vector<Mention>& mentions, Span span) {
  return std::none_of(mentions.begin(), mentions.end(), [&](const Mention& mention) {
    return span.begin < mention.span.end && mention.span.begin < span.end;
  });
}

/// Sounds like a village somewhere, and is none.
bool is_common_word(std::u32string_view word) {
  constexpr std::array<std::u32string_view, 8> kWords{U"新农村", U"各村", U"个村", U"本村",
                                                      U"全村",   U"农村", U"乡村", U"山村"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

/// 新城14栋, 新城的14栋, 新城A座: what comes next makes a short name a name. For a village it must be a group
/// (友谊八组): half of them are words of every day (团结, 新建, 光明).
bool is_before_number(std::u32string_view text, std::uint32_t end, MentionKind kind) {
  constexpr std::u32string_view kBetween = U"的里那边 小区第,，】）)]-—、:：";
  std::size_t at = end;
  while (at < text.size() && at < end + 3U && kBetween.find(text[at]) != kBetween.npos) ++at;
  const auto rest = text.substr(at, 4);
  const bool is_number =
      !rest.empty() && (digit_of(rest[0]) || rest[0] == U'十' || rest[0] == U'廿' || is_letter(rest[0]));
  return is_number && (kind != MentionKind::village || rest.find(U'组') != rest.npos);
}

std::vector<Mention> names_in(std::u32string_view text, const Gazetteer& gazetteer) {
  std::vector<Mention> mentions;
  for (FoundName& name : gazetteer.names().names_in(text)) {
    Mention mention{.kind = kind_of_name(gazetteer.kind(name.candidates.front().place)), .span = name.span};
    if (is_common_word(text.substr(name.span.begin, name.span.size()))) continue;
    if (name.evidence != Evidence::name && !is_before_number(text, name.span.end, mention.kind)) {
      const bool is_bent = name.candidates.front().likeness < kHardlyBent;
      if (name.evidence == Evidence::with_number || (is_bent && mention.kind != MentionKind::compound)) continue;
      mention.sureness = kWeakName;
    }
    mention.candidates = std::move(name.candidates);
    mentions.push_back(std::move(mention));
  }
  return mentions;
}

/// 老杨家, 小李家: somebody's home, not "the family of old people".
std::uint32_t home_at(std::u32string_view text, std::size_t at) {
  constexpr std::u32string_view kBefore = U"老小阿";
  constexpr std::u32string_view kNoSurnames = U"人大百公孩国的两一区家屋年板朋城";
  const bool is_home = at + 2 < text.size() && kBefore.find(text[at]) != kBefore.npos && text[at + 2] == U'家' &&
                       kNoSurnames.find(text[at + 1]) == kNoSurnames.npos;
  return is_home ? 3 : 0;
}

/// A座, 南栋: a building that bears a letter or a direction instead of a number.
Mention lettered_building_at(std::u32string_view text, std::uint32_t at) {
  constexpr std::u32string_view kBlocks = U"栋座幢";
  const bool is_inside = at > 0 && (is_letter(text[at - 1]) || digit_of(text[at - 1]));
  const bool is_block = !is_inside && at + 1 < text.size() && kBlocks.find(text[at + 1]) != kBlocks.npos;
  const Designation which = is_block ? designation_of(text.substr(at, 2)) : Designation{};
  return {.kind = MentionKind::building, .span = {at, which.letter == 0 ? at : at + 2}, .which = which};
}

/// Merges sorted lists; `words` give way to what is there already.
std::vector<Mention> with_words(std::u32string_view text, std::vector<Mention> mentions) {
  std::vector<Mention> all;
  std::size_t next = 0;
  for (std::uint32_t at = 0; at < text.size();) {
    if (next < mentions.size() && mentions[next].span.begin <= at) {
      at = std::max(at + 1, mentions[next].span.end);
      all.push_back(std::move(mentions[next++]));
      continue;
    }
    Mention mention = lettered_building_at(text, at);
    if (const auto word = place_word_at(text, at); word && mention.span.size() == 0)
      mention = {.kind = word->kind,
                 .span = {at, at + static_cast<std::uint32_t>(word->word.size())},
                 .relation = word->relation};
    if (mention.span.size() == 0) mention = {.kind = MentionKind::home, .span = {at, at + home_at(text, at)}};
    const bool fits =
        mention.span.size() > 0 && (next == mentions.size() || mention.span.end <= mentions[next].span.begin);
    at += fits ? mention.span.size() : 1;
    if (fits) all.push_back(std::move(mention));
  }
  return all;
}

}  // namespace

bool is_beside(std::u32string_view text, std::uint32_t end, std::uint32_t begin) {
  constexpr std::u32string_view kSmall = U" ,，、-—–/()（）[]【】:：·.的里内在这那边个处#区小和与及到去";
  constexpr std::uint32_t kFarthest = 6;
  if (begin < end || begin - end > kFarthest) return false;
  const auto between = text.substr(end, begin - end);
  return between.find_first_not_of(kSmall) == between.npos;
}

std::vector<Mention> mentions_in(const NormalText& message, const Gazetteer& gazetteer) {
  std::vector<Mention> names = names_in(message.text, gazetteer);
  std::vector<Mention> mentions = numbered_mentions_in(message.text, names);
  // A weak name whose characters a number took is none.
  std::erase_if(names, [&](const Mention& name) { return !is_free(mentions, name.span); });
  mentions.insert(mentions.end(), std::make_move_iterator(names.begin()), std::make_move_iterator(names.end()));
  std::sort(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) { return a.span < b.span; });
  return with_words(message.text, std::move(mentions));
}

}  // namespace mashang::triage
