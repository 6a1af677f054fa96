// Finds the county's names in a text: as written, as heard, with one slip, without their last word.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rooms/triage/normal_text.hpp"
#include "rooms/triage/sounds.hpp"

namespace mashang::triage {

/// How much a stretch of text is a name by itself. hint: too short, or half of what tells places apart differs.
/// with_number: two characters that only sound like a name, so that a number must follow (新成14栋).
enum class Evidence { name, hint, with_number };

/// A stretch of text that is likely a name, and of which places.
struct FoundName {
  struct Candidate {
    std::uint32_t place = 0;  ///< as it was given to `add`
    float likeness = 0;       ///< 1 as written; less the more it differs
    float share = 0;          ///< of this stretch, beside the other candidates; they come to 1
  };
  Span span;
  std::vector<Candidate> candidates;  ///< likeliest first, at most four
  Evidence evidence = Evidence::name;
};

/// Filled first, then immutable and thread-safe. Costs the length of the text: pairs of neighbouring sounds that occur
/// in few names lead to what has to be compared.
class NameFinder {
 public:
  /// shortened: without its last word. with_number: so short that only a number behind it makes it a name.
  enum class Form { whole, shortened, with_number };

  explicit NameFinder(const Characters& characters);
  /// `name` without its last `suffix` characters tells the place from others: 新城|小区. Names of one character and of
  /// more than `kLongestName` are left out.
  void add(std::u32string name, std::size_t suffix, std::uint32_t place, Form form);
  /// To be called once, when all names are in.
  void close();

  /// In the order of the text, none overlapping another.
  [[nodiscard]] std::vector<FoundName> names_in(std::u32string_view text) const;

  static constexpr std::size_t kLongestName = 16;

 private:
  struct Name {
    std::u32string text;
    std::vector<Heard> heard;
    std::uint32_t place = 0;
    std::uint8_t stem = 0;
    Form form = Form::whole;
  };
  struct Pair {
    std::uint64_t key = 0;
    std::uint32_t name = 0;
    std::uint32_t at = 0;  ///< of the pair's first character in the name
  };
  struct Match;
  class Comparison;

  [[nodiscard]] std::vector<Match> matches_in(std::u32string_view text) const;

  Sounds sounds_;
  std::vector<Name> names_;
  std::vector<Pair> pairs_;        ///< sorted by key
  std::vector<bool> begins_pair_;  ///< by a hash of the sound
};

}  // namespace mashang::triage
