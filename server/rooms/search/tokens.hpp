// What the engines index: the words and marks of a county's editions as tokens.
//
// A token begins with its county, so that one county's lists hold nothing of another's. A word's token has one or two
// characters behind that, a mark's three at least: neither is taken for the other.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "rooms/search/search.hpp"

namespace mashang::search {

[[nodiscard]] Kept kept(std::int64_t id, std::int64_t number, const Edition& edition);
/// Each once.
[[nodiscard]] std::vector<std::string> tokens_of(CountyCode county, const Kept& edition);

/// A query in tokens.
struct Wanted {
  std::vector<std::string> words;  ///< folded, to be held against what is kept
  std::optional<Marks> any_of;
  Marks all_of;
  std::vector<std::string> all_tokens;     ///< of the words; of a single `any_of` too
  std::vector<std::string> any_tokens;     ///< of `any_of` when there are more
  std::vector<std::string> filter_tokens;  ///< of `all_of`

  /// Whether the words stand there exactly so and the marks allow it.
  [[nodiscard]] bool is_met_by(std::string_view words, std::string_view marks) const;
};

/// None when nothing can be found: no letter or digit, or no mark.
[[nodiscard]] std::optional<Wanted> wanted(const Query& query);

}  // namespace mashang::search
