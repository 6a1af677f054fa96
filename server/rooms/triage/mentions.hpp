// What a message says about where: each word of a place with its kind, in the order of the text.
#pragma once

#include <vector>

#include "rooms/triage/gazetteer.hpp"
#include "rooms/triage/normal_text.hpp"
#include "rooms/triage/place_words.hpp"

namespace mashang::triage {

struct Mention {
  MentionKind kind = MentionKind::relative;
  Span span;
  Designation which;                             ///< of a grid, building, unit, flat, floor, group, house number
  std::vector<FoundName::Candidate> candidates;  ///< of a name: places of the gazetteer
  Relation relation = Relation::none;
  /// Below 0.5: a number or a short name that means a place only when it fits what is known otherwise.
  float sureness = 1;
};

/// In the order of the text, none overlapping another. Costs the length of the text.
[[nodiscard]] std::vector<Mention> mentions_in(const NormalText& message, const Gazetteer& gazetteer);

/// Nothing but signs and small words (的, 里, 在…) lies between two places of a text, at most six characters.
[[nodiscard]] bool is_beside(std::u32string_view text, std::uint32_t end, std::uint32_t begin);

}  // namespace mashang::triage
