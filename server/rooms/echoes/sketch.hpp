// A text in 256 bits: texts about the same thing get bits alike (SimHash: Charikar, STOC 2002).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "rooms/triage/triage.hpp"

namespace mashang::echoes {

/// Each bit is on which side of a random plane the text's weighted n-grams lie; two texts differ in a share of bits
/// that is the angle between them, in half turns. No word can be read back from it.
struct Sketch {
  std::array<std::uint64_t, 4> bits{};
  auto operator<=>(const Sketch&) const = default;
};

/// Of the pairs of characters outside names of places: it tells what is wrong, not where. Nothing learned goes into it,
/// so that stored ones stay comparable for ever. Costs no more than the characters that pair_uses_in reads.
[[nodiscard]] Sketch sketch_of(std::string_view text, const triage::Characters& characters);

/// 0 to 256.
[[nodiscard]] constexpr unsigned different_bits(const Sketch& a, const Sketch& b) {
  // Counted in parallel by hand: without a processor's own instruction std::popcount is a call for each word.
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < a.bits.size(); ++i) {
    std::uint64_t x = a.bits[i] ^ b.bits[i];
    x -= (x >> 1U) & 0x5555555555555555ULL;
    x = (x & 0x3333333333333333ULL) + ((x >> 2U) & 0x3333333333333333ULL);
    bytes += (x + (x >> 4U)) & 0x0F0F0F0F0F0F0F0FULL;
  }
  const std::uint64_t pairs = (bytes & 0x00FF00FF00FF00FFULL) + ((bytes >> 8U) & 0x00FF00FF00FF00FFULL);
  return static_cast<unsigned>(pairs * 0x0001000100010001ULL >> 48U);
}
/// Estimated cosine of two texts of which so many bits differ, -1 to 1; its standard error is about 0.1.
[[nodiscard]] float cosine(unsigned different_bits);

/// 32 bytes, little-endian. `restored` is none for any other length.
[[nodiscard]] std::string stored(const Sketch& sketch);
[[nodiscard]] std::optional<Sketch> restored(std::string_view bytes);

}  // namespace mashang::echoes
