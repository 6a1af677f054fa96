// What characters sound like to ears here: syllables that people of the county mix up count as one.
#pragma once

#include <vector>

#include "rooms/triage/characters.hpp"

namespace mashang::triage {

/// A sound, a digit or any other character: equal numbers are heard alike. Never 0.
using Heard = std::uint32_t;

/// Folds zh/z, ch/c, sh/s, n/l, hu/f, -ng/-n as ears of south-western Mandarin do. Written digits are heard as the
/// Chinese word. Immutable, thread-safe.
class Sounds {
 public:
  explicit Sounds(const Characters& characters);

  [[nodiscard]] Heard heard(char32_t c) const;

 private:
  std::vector<std::uint16_t> ideographs_;  ///< from U+4E00 to U+9FFF; 0 is none
};

}  // namespace mashang::triage
