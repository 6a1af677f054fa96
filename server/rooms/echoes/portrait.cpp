// The most central message stands for all (a medoid): it is the one most like the mean of the others.
#include "rooms/echoes/portrait.hpp"

#include <algorithm>
#include <array>

namespace mashang::echoes {
namespace {

constexpr std::size_t kLongestTitle = 40;
constexpr std::size_t kMostWords = 3;
constexpr std::size_t kLongNumber = 7;  ///< digits: a local telephone number at least

std::string_view first_line(const std::string& text) { return std::string_view(text).substr(0, text.find('\n')); }

std::vector<std::size_t> by_centrality(const Matters& matters, const Matter& matter) {
  std::vector<std::pair<float, std::size_t>> ranked;
  for (const std::size_t member : matter.members)
    ranked.emplace_back(-likeness(matters.wording(member), matter.mean).all, member);
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::size_t> members;
  for (const auto& each : ranked) members.push_back(each.second);
  return members;
}

/// Pairs inside names of places that at least a third of the members hold there.
std::vector<Pair> shared_place_pairs(const Matters& matters, const Matter& matter) {
  std::unordered_map<Pair, std::size_t> holders;
  for (const std::size_t member : matter.members)
    for (const Piece& piece : matters.wording(member)) holders[piece.pair] += piece.places > 0 ? 1 : 0;
  std::vector<Pair> shared;
  for (const auto& [pair, count] : holders)
    if (count > 0 && count * 3 >= matter.members.size()) shared.push_back(pair);
  std::sort(shared.begin(), shared.end());
  return shared;
}

std::vector<std::u32string> shared_stretches(std::u32string_view text, const std::vector<Pair>& shared) {
  std::vector<std::u32string> found;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool goes_on =
        i + 1 < text.size() && std::binary_search(shared.begin(), shared.end(), pair_of(text[i], text[i + 1]));
    if (goes_on) continue;
    if (i > begin) found.emplace_back(text.substr(begin, i + 1 - begin));
    begin = i + 1;
  }
  return found;
}

}  // namespace

bool names_nobody(std::string_view line) {
  constexpr std::array<std::string_view, 12> kAboutPeople{"先生", "女士",   "小姐", "我叫", "我是", "本人",
                                                          "姓名", "身份证", "电话", "手机", "某",   "@"};
  if (std::any_of(kAboutPeople.begin(), kAboutPeople.end(),
                  [line](auto word) { return line.find(word) != std::string_view::npos; }))
    return false;
  std::size_t digits = 0;
  for (const char c : line) {
    if (c == ' ' || c == '-') continue;  // numbers are written in groups
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits >= kLongNumber) return false;
  }
  return true;
}

std::string title_of(const Matters& matters, const Matter& matter) {
  for (const std::size_t member : by_centrality(matters, matter)) {
    const auto line = first_line(matters.messages()[member].text);
    auto characters = triage::to_characters(line);
    if (characters.empty() || !names_nobody(triage::to_utf8(triage::normalised(line, matters.characters()).text)))
      continue;
    if (characters.size() > kLongestTitle) characters = characters.substr(0, kLongestTitle - 1) + U"…";
    return triage::to_utf8(characters);
  }
  std::string words;
  for (const auto& word : place_words_of(matters, matter)) words += (words.empty() ? "" : "、") + word;
  return words;
}

std::vector<std::string> place_words_of(const Matters& matters, const Matter& matter) {
  const auto shared = shared_place_pairs(matters, matter);
  const auto central = by_centrality(matters, matter).front();
  const auto text =
      triage::normalised(matters.messages()[central].text, matters.characters(), kLongestHead + kLongestBody);
  auto stretches = shared_stretches(text.text, shared);
  std::stable_sort(stretches.begin(), stretches.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  std::vector<std::string> words;
  for (const auto& stretch : stretches) {
    const auto word = triage::to_utf8(stretch);
    const auto is_held = [&word](const std::string& other) { return other.find(word) != std::string::npos; };
    if (words.size() < kMostWords && std::none_of(words.begin(), words.end(), is_held)) words.push_back(word);
  }
  return words;
}

}  // namespace mashang::echoes
