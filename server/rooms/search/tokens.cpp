// Editions and queries become tokens.
#include "rooms/search/tokens.hpp"

#include <algorithm>

#include "rooms/search/person_free.hpp"
#include "rooms/search/words.hpp"

namespace mashang::search {
namespace {

constexpr std::string_view kMark = "zz";
constexpr char kBetween = '\n';

/// Four digits to the base 36, enough for every county.
std::string county_prefix(CountyCode county) {
  constexpr std::string_view kDigits = "0123456789abcdefghijklmnopqrstuvwxyz";
  std::string prefix(4, '0');
  auto rest = static_cast<std::size_t>(county.value);
  for (std::size_t i = prefix.size(); i-- > 0; rest /= kDigits.size()) prefix[i] = kDigits[rest % kDigits.size()];
  return prefix;
}

void add(std::vector<std::string>& tokens, const std::string& prefix, std::string_view kind, std::string_view what) {
  std::string& token = tokens.emplace_back();
  token.reserve(prefix.size() + kind.size() + what.size());
  token.append(prefix).append(kind).append(what);
}

std::string joined(Marks marks) {
  std::ranges::sort(marks);
  std::string joined = " ";
  for (const std::string& mark : marks) joined.append(mark).append(" ");
  return joined;
}

bool has_mark(std::string_view marks, const std::string& mark) {
  return marks.find(" " + mark + " ") != std::string_view::npos;
}

}  // namespace

Kept kept(std::int64_t id, std::int64_t number, const Edition& edition) {
  return {id, number, person_free(folded(edition.text)) + kBetween + folded(edition.place), joined(edition.marks)};
}

std::vector<std::string> tokens_of(CountyCode county, const Kept& edition) {
  const std::string prefix = county_prefix(county);
  std::vector<std::string> tokens;
  for (const std::string_view gram : grams_of_text(edition.words)) add(tokens, prefix, {}, gram);
  for (const std::string_view mark : words_of(edition.marks)) add(tokens, prefix, kMark, mark);
  return tokens;
}

bool Wanted::is_met_by(std::string_view kept_words, std::string_view marks) const {
  const auto is_marked = [&](const std::string& mark) { return has_mark(marks, mark); };
  return std::ranges::all_of(
             words, [&](const std::string& word) { return kept_words.find(word) != std::string_view::npos; }) &&
         std::ranges::all_of(all_of, is_marked) && (!any_of || std::ranges::any_of(*any_of, is_marked));
}

std::optional<Wanted> wanted(const Query& query) {
  const std::string prefix = county_prefix(query.county);
  const std::string text = folded(query.words);
  Wanted wanted;
  wanted.any_of = query.any_of;
  wanted.all_of = query.all_of;
  for (const std::string_view word : words_of(text)) {
    wanted.words.emplace_back(word);
    for (const std::string_view gram : grams_of_word(word)) add(wanted.all_tokens, prefix, {}, gram);
  }
  if (wanted.all_tokens.empty() || (query.any_of && query.any_of->empty())) return std::nullopt;
  for (const std::string& mark : query.all_of) add(wanted.filter_tokens, prefix, kMark, mark);
  if (query.any_of) {
    auto& tokens = query.any_of->size() == 1 ? wanted.all_tokens : wanted.any_tokens;
    for (const std::string& mark : *query.any_of) add(tokens, prefix, kMark, mark);
  }
  auto& all = wanted.all_tokens;
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return wanted;
}

bool holds_words(std::string_view words, std::string_view text, std::span<const std::string_view> places) {
  const std::string sought = folded(words);
  std::string where = person_free(folded(text));
  for (const std::string_view place : places) where.append(1, kBetween).append(folded(place));
  return std::ranges::all_of(words_of(sought),
                             [&](std::string_view word) { return where.find(word) != std::string::npos; });
}

}  // namespace mashang::search
