// Where a message says something is: the registry's place, how sure that is, what else it may be, and whose words say
// so.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rooms/places/places.hpp"
#include "rooms/triage/place_words.hpp"

namespace mashang::triage {

/// What is known of where the writer is, besides the words.
struct Whereabouts {
  std::optional<PlaceId> scanned;         ///< of the door code: the place unless the words say otherwise
  std::optional<places::Point> position;  ///< of the phone, WGS-84: decides between places of one name
};

struct PlaceReading {
  struct Guess {
    PlaceId id;
    places::PlaceKind kind = places::PlaceKind::county;
    std::string label;
    float confidence = 0;  ///< of all that say 0.8 about eight in ten are right
  };
  /// affected: where it is, or who suffers. suspected: where it may come from; a question for whoever looks, never an
  /// accusation. mentioned: anything else, such as where the writer lives.
  enum class Role { affected, suspected, mentioned };
  struct Words {
    MentionKind kind = MentionKind::relative;
    std::string words;
    std::size_t at = 0;  ///< their first byte in the message
    Role role = Role::affected;
  };

  std::optional<Guess> place;       ///< none when nothing is known, or too much is possible
  bool is_stated = false;           ///< the words name it; else it is the scanned code's
  std::vector<Guess> alternatives;  ///< at most three, likeliest first
  std::vector<Guess> suspected;     ///< 401楼上漏水: 501. At most two
  std::vector<Words> words;         ///< in the order of the text
};
[[nodiscard]] std::string_view to_word(PlaceReading::Role role);

}  // namespace mashang::triage
