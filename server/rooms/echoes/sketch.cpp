// Each pair's coordinates in the planes are +1 and -1, the bits of a hash of it.
#include "rooms/echoes/sketch.hpp"

#include <cmath>
#include <numbers>

#include "rooms/echoes/wording.hpp"

namespace mashang::echoes {
namespace {

constexpr std::size_t kBits = 256;
constexpr std::size_t kBytes = kBits / 8;

/// SplitMix64 (Steele, Lea, Flood 2014).
std::uint64_t next_random(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9E3779B97F4A7C15ULL);
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31U);
}

void add(std::array<float, kBits>& sums, Pair pair, float weight) {
  std::uint64_t state = pair;
  for (std::size_t word = 0; word < kBits / 64; ++word) {
    const std::uint64_t random = next_random(state);
    for (std::size_t bit = 0; bit < 64; ++bit) sums[word * 64 + bit] += (random >> bit & 1U) != 0 ? weight : -weight;
  }
}

}  // namespace

Sketch sketch_of(std::string_view text, const triage::Characters& characters) {
  std::array<float, kBits> sums{};
  for (const PairUse& use : pair_uses_in(text, characters))
    if (use.elsewhere > 0) add(sums, use.pair, use.elsewhere);
  Sketch sketch;
  for (std::size_t i = 0; i < kBits; ++i) sketch.bits[i / 64] |= std::uint64_t{sums[i] > 0} << (i % 64);
  return sketch;
}

float cosine(unsigned different_bits) {
  return std::cos(std::numbers::pi_v<float> * static_cast<float>(different_bits) / kBits);
}

std::string stored(const Sketch& sketch) {
  std::string bytes;
  for (const std::uint64_t word : sketch.bits)
    for (unsigned shift = 0; shift < 64; shift += 8) bytes += static_cast<char>(word >> shift & 0xFFU);
  return bytes;
}

std::optional<Sketch> restored(std::string_view bytes) {
  if (bytes.size() != kBytes) return std::nullopt;
  Sketch sketch;
  for (std::size_t i = 0; i < kBytes; ++i)
    sketch.bits[i / 8] |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (i % 8 * 8);
  return sketch;
}

}  // namespace mashang::echoes
