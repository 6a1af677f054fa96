// Average-link grouping with means: a group is compared as a whole, so no single odd message draws two groups together.
#include "rooms/echoes/matters.hpp"

#include <algorithm>
#include <utility>

namespace mashang::echoes {
namespace {

constexpr std::size_t kKeys = 32;            ///< pairs a message is found by
constexpr std::size_t kNewestHolders = 400;  ///< looked at of each pair
constexpr std::size_t kMostCandidates = 32;
constexpr int kMostRounds = 4;
constexpr Minutes kLongestSilence = days(90);  ///< what is told again later is another matter

/// From this agreement on it is one matter. Chosen on the bursts of tests/bench/hot/bursts.json: higher, and messages
/// in other words are missed; lower, and other matters of the same place come in.
constexpr float kSame = 0.095F;
/// Street lamps fail in every compound: what comes from different places is one event only when nearly the same words
/// come within a day. The water has been cut off.
constexpr float kSameWords = 0.5F;
constexpr Minutes kSameDay = days(1);
/// Where both places are known and differ, the words must be this much more alike.
constexpr float kElsewhere = 1.5F;

std::vector<Pair> heaviest(const Wording& wording) {
  std::vector<Piece> pieces(wording);
  const auto most = std::min(pieces.size(), kKeys);
  std::partial_sort(pieces.begin(), pieces.begin() + static_cast<std::ptrdiff_t>(most), pieces.end(),
                    [](const Piece& a, const Piece& b) { return a.all != b.all ? a.all > b.all : a.pair < b.pair; });
  std::vector<Pair> keys;
  for (std::size_t i = 0; i < most; ++i) keys.push_back(pieces[i].pair);
  return keys;
}

bool is_near_in_time(const Matter& a, const Matter& b) {
  return a.first_at <= b.last_at + kLongestSilence && b.first_at <= a.last_at + kLongestSilence;
}

}  // namespace

Matters::Matters(const triage::Characters& characters, Usage usage)
    : characters_(characters), usage_(std::move(usage)) {}

std::size_t Matters::add(Message message) {
  const std::size_t number = messages_.size();
  const auto uses = pair_uses_in(message.text, characters_);
  usage_.count(uses, message.user);
  wordings_.push_back(wording_of(uses, usage_));
  keys_.push_back(heaviest(wordings_.back()));
  for (const Pair key : keys_.back()) holders_[key].push_back(number);
  matter_of_.push_back(matters_.size());
  matters_.push_back({{number}, wordings_.back(), message.at, message.at});
  messages_.push_back(std::move(message));
  return find_home(number);
}

void Matters::settle() {
  for (int round = 0; round < kMostRounds; ++round) {
    std::size_t moved = 0;
    for (std::size_t message = 0; message < messages_.size(); ++message) {
      const std::size_t before = matter_of_[message];
      const auto mates = matters_[before].members.size();
      leave(message);
      const std::size_t after = find_home(message);
      moved += after != before && (mates > 1 || matters_[after].members.size() > 1) ? 1 : 0;
    }
    if (moved * 1000 < messages_.size()) return;
  }
}

std::vector<std::size_t> Matters::numbers() const {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < matters_.size(); ++i)
    if (!matters_[i].members.empty()) numbers.push_back(i);
  return numbers;
}

std::vector<std::size_t> Matters::candidates(std::size_t message) const {
  std::unordered_map<std::size_t, std::size_t> shared;
  for (const Pair key : keys_[message]) {
    const auto& holders = holders_.at(key);
    const std::size_t first = holders.size() - std::min(holders.size(), kNewestHolders);
    for (std::size_t i = first; i < holders.size(); ++i) ++shared[matter_of_[holders[i]]];
  }
  shared.erase(matter_of_[message]);
  std::vector<std::pair<std::size_t, std::size_t>> ranked;  // how much is shared, with which matter
  for (const auto& [matter, count] : shared) ranked.emplace_back(count, matter);
  std::sort(ranked.rbegin(), ranked.rend());
  ranked.resize(std::min(ranked.size(), kMostCandidates));
  std::vector<std::size_t> found;
  for (const auto& each : ranked) found.push_back(each.second);
  return found;
}

/// Minutes between the two members that are nearest in time.
std::int64_t Matters::apart_by(const Matter& a, const Matter& b) const {
  std::int64_t nearest = INT64_MAX;
  for (const std::size_t one : a.members)
    for (const std::size_t other : b.members)
      nearest = std::min(nearest, std::abs(messages_[one].at.ms - messages_[other].at.ms));
  return nearest / 60'000;
}

float Matters::agreement_of(const Matter& a, const Matter& b) const {
  if (!is_near_in_time(a, b)) return 0;
  const auto& here = messages_[a.members.front()].place;
  const auto& there = messages_[b.members.front()].place;
  const Likeness alike = likeness(a.mean, b.mean);
  if (!here || !there || *here == *there) return agreement(alike);
  const bool is_wide = alike.rest >= kSameWords && apart_by(a, b) <= kSameDay.value;
  return is_wide ? agreement(alike) / kElsewhere : 0;
}

/// The message is alone in its matter. Merges that matter with the likeliest, again and again while one is like enough.
std::size_t Matters::find_home(std::size_t message) {
  const auto others = candidates(message);
  for (;;) {
    const std::size_t home = matter_of_[message];
    std::size_t best = home;
    float most = kSame;
    for (const std::size_t other : others) {
      if (other == home || matters_[other].members.empty()) continue;
      const float agreed = agreement_of(matters_[home], matters_[other]);
      if (agreed >= most) {
        most = agreed;
        best = other;
      }
    }
    if (best == home) return home;
    merge(best, home);
  }
}

/// The message opens a matter of its own, in its old one's slot when it was alone there.
void Matters::leave(std::size_t message) {
  Matter& old = matters_[matter_of_[message]];
  if (old.members.size() == 1) return;
  const auto size = static_cast<float>(old.members.size());
  old.mean = mixed(old.mean, size / (size - 1), wordings_[message], -1 / (size - 1));
  std::erase_if(old.mean, [](const Piece& piece) { return piece.all < 1e-5F; });
  std::erase(old.members, message);
  const auto [first, last] = std::minmax_element(old.members.begin(), old.members.end(),
                                                 [this](auto a, auto b) { return messages_[a].at < messages_[b].at; });
  old.first_at = messages_[*first].at;
  old.last_at = messages_[*last].at;
  matter_of_[message] = matters_.size();
  matters_.push_back({{message}, wordings_[message], messages_[message].at, messages_[message].at});
}

void Matters::merge(std::size_t into, std::size_t from) {
  Matter& kept = matters_[into];
  Matter gone = std::exchange(matters_[from], Matter{});
  const auto a = static_cast<float>(kept.members.size());
  const auto b = static_cast<float>(gone.members.size());
  kept.mean = mixed(kept.mean, a / (a + b), gone.mean, b / (a + b));
  kept.first_at = std::min(kept.first_at, gone.first_at);
  kept.last_at = std::max(kept.last_at, gone.last_at);
  for (const std::size_t member : gone.members) matter_of_[member] = into;
  kept.members.insert(kept.members.end(), gone.members.begin(), gone.members.end());
}

}  // namespace mashang::echoes
