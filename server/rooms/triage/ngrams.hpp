// What a classifier sees of a text: which pieces of one to three characters it holds, in its head and in its body.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "rooms/triage/normal_text.hpp"

namespace mashang::triage {

/// A message in two parts: what it says first counts by itself. Both point into one NormalText.
struct Parts {
  Span head;  ///< the first line of several, else the first 40 characters
  Span body;  ///< what follows the first line, else everything
};
[[nodiscard]] Parts parts_of(const NormalText& message);

/// One piece of text in one part: 32 bits of a hash, which is all a model keeps of it.
using Ngram = std::uint32_t;

struct Counted {
  Ngram ngram;
  std::uint32_t count;
};

/// A piece and where it stands, for telling which words decided.
struct Placed {
  Ngram ngram;
  Span where;
};

enum class Part : std::uint8_t { head, body };

/// Every piece of a stretch, in order, again and again. White space counts as one ' ' however much of it there is.
[[nodiscard]] std::vector<Placed> ngrams_of(const NormalText& message, Span stretch, Part part);
/// Each piece once, with how often it occurs.
[[nodiscard]] std::vector<Counted> counted(const std::vector<Placed>& ngrams);

}  // namespace mashang::triage
