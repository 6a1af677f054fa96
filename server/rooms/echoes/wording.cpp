// Weights are logarithms of counts times rarity, scaled to length 1 (Salton and Buckley 1988).
#include "rooms/echoes/wording.hpp"

#include <algorithm>
#include <cmath>

#include "rooms/echoes/place_names.hpp"

namespace mashang::echoes {
namespace {

constexpr float kPlaceCount = 3;

bool is_word_character(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z');
}

/// Pairs of neighbours; punctuation parts them.
void append_mentions(std::u32string_view text, float count, std::vector<PairUse>& uses) {
  const auto is_place = in_place_names(text);
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (!is_word_character(text[i]) || !is_word_character(text[i + 1])) continue;
    const bool is_inside = is_place[i] && is_place[i + 1];
    uses.push_back({pair_of(text[i], text[i + 1]), is_inside ? count : 0, is_inside ? 0 : count});
  }
}

float weight(float count, float rarity) { return count > 0 ? (1 + std::log(count)) * rarity : 0; }

void scale_to_one(Wording& wording, float Piece::*view) {
  float squares = 0;
  for (const Piece& piece : wording) squares += piece.*view * piece.*view;
  if (squares == 0) return;
  const float scale = 1 / std::sqrt(squares);
  for (Piece& piece : wording) piece.*view *= scale;
}

}  // namespace

std::vector<PairUse> pair_uses_in(std::string_view text, const triage::Characters& characters) {
  const auto message = triage::normalised(text, characters, kLongestHead + kLongestBody);
  const triage::Parts parts = triage::parts_of(message);
  std::vector<PairUse> all;
  append_mentions(message[parts.head].substr(0, kLongestHead), kHeadCount, all);
  append_mentions(message[parts.body].substr(0, kLongestBody), 1, all);
  std::sort(all.begin(), all.end(), [](const PairUse& a, const PairUse& b) { return a.pair < b.pair; });
  std::vector<PairUse> uses;
  for (const PairUse& each : all) {
    if (uses.empty() || uses.back().pair != each.pair) uses.push_back({each.pair});
    uses.back().in_places += each.in_places;
    uses.back().elsewhere += each.elsewhere;
  }
  return uses;
}

void Usage::count(const std::vector<PairUse>& uses, std::int64_t user) {
  ++messages_;
  for (const PairUse& use : uses) {
    Users& users = users_[use.pair];
    if (users.count > 0 && users.last == user) continue;
    ++users.count;
    users.last = user;
  }
}

float Usage::rarity(Pair pair) const {
  const auto found = users_.find(pair);
  if (found == users_.end() || found->second.count * 4 > messages_) return 0;
  return std::log(static_cast<float>(messages_) / static_cast<float>(found->second.count));
}

Wording wording_of(const std::vector<PairUse>& uses, const Usage& usage) {
  Wording wording;
  for (const auto& [pair, in_places, elsewhere] : uses) {
    const float rarity = usage.rarity(pair);
    if (rarity == 0) continue;
    wording.push_back({pair, weight(in_places * kPlaceCount + elsewhere, rarity), weight(in_places, rarity),
                       weight(elsewhere, rarity)});
  }
  for (const auto view : {&Piece::all, &Piece::places, &Piece::rest}) scale_to_one(wording, view);
  return wording;
}

Wording mixed(const Wording& a, float of_a, const Wording& b, float of_b) {
  Wording both;
  both.reserve(a.size() + b.size());
  const auto append = [&both](const Piece& piece, float of) {
    if (both.empty() || both.back().pair != piece.pair) both.push_back({piece.pair});
    both.back().all += of * piece.all;
    both.back().places += of * piece.places;
    both.back().rest += of * piece.rest;
  };
  auto left = a.begin();
  auto right = b.begin();
  while (left != a.end() || right != b.end()) {
    if (right == b.end() || (left != a.end() && left->pair < right->pair))
      append(*left++, of_a);
    else
      append(*right++, of_b);
  }
  return both;
}

Likeness likeness(const Wording& a, const Wording& b) {
  if (a.size() > b.size()) return likeness(b, a);
  Likeness sum;
  auto from = b.begin();
  for (const Piece& piece : a) {
    from = std::lower_bound(from, b.end(), piece.pair, [](const Piece& p, Pair pair) { return p.pair < pair; });
    if (from == b.end()) break;
    if (from->pair != piece.pair) continue;
    sum.all += piece.all * from->all;
    sum.places += piece.places * from->places;
    sum.rest += piece.rest * from->rest;
  }
  return sum;
}

float agreement(const Likeness& likeness) {
  const auto discount = [](float shared, float least, float enough) { return std::min(1.0F, least + shared / enough); };
  return likeness.all * discount(likeness.places, 0.6F, 0.1F) * discount(likeness.rest, 0.3F, 0.1F);
}

}  // namespace mashang::echoes
