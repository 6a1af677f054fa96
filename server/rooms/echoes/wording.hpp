// What a message says, as weights of its pairs of characters, and how alike two of them are.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rooms/triage/triage.hpp"

namespace mashang::echoes {

/// Two neighbouring characters of the Basic Multilingual Plane, the first in the upper half.
using Pair = std::uint32_t;
[[nodiscard]] constexpr Pair pair_of(char32_t first, char32_t second) {
  return static_cast<Pair>(first) << 16U | static_cast<Pair>(second);
}

/// How often a pair stands in a message. Its head (triage::parts_of) counts `kHeadCount` times; of what follows only
/// the beginning is read: people say first what a letter is about.
struct PairUse {
  Pair pair = 0;
  float in_places = 0;  ///< inside names of places
  float elsewhere = 0;
};
/// Sorted by pair. Costs no more than `kLongestHead` + `kLongestBody` characters.
[[nodiscard]] std::vector<PairUse> pair_uses_in(std::string_view text, const triage::Characters& characters);
constexpr std::size_t kLongestHead = 100;
constexpr std::size_t kLongestBody = 200;
constexpr float kHeadCount = 3;

/// How many people use each pair: what few use says more about a message (Spärck Jones 1972).
class Usage {
 public:
  /// Somebody's message. A person's next message counts again only after somebody else used the pair.
  void count(const std::vector<PairUse>& uses, std::int64_t user);
  /// Natural logarithm of messages per user of the pair; 0 for what a quarter of all use.
  [[nodiscard]] float rarity(Pair pair) const;
  [[nodiscard]] std::size_t messages() const { return messages_; }

 private:
  struct Users {
    std::uint32_t count = 0;
    std::int64_t last = 0;
  };
  std::unordered_map<Pair, Users> users_;
  std::size_t messages_ = 0;
};

/// A pair's weight in three views of a message: everything with places counted threefold, places, all but places.
struct Piece {
  Pair pair = 0;
  float all = 0;
  float places = 0;
  float rest = 0;
};
/// Sorted by pair. Each view of one message has length 1; of several messages, the mean of theirs.
using Wording = std::vector<Piece>;

[[nodiscard]] Wording wording_of(const std::vector<PairUse>& uses, const Usage& usage);
/// a · of_a + b · of_b.
[[nodiscard]] Wording mixed(const Wording& a, float of_a, const Wording& b, float of_b);

/// Cosines of the three views. Between means of groups: the average over all pairs of members (average link).
struct Likeness {
  float all = 0;
  float places = 0;
  float rest = 0;
};
[[nodiscard]] Likeness likeness(const Wording& a, const Wording& b);

/// One number of it. One event has one place and one problem: where either clearly disagrees, the likeness counts less.
[[nodiscard]] float agreement(const Likeness& likeness);

}  // namespace mashang::echoes
