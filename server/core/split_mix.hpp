// Random numbers that are the same on every machine and compiler.
#pragma once

#include <cstdint>

namespace mashang {

/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014). Not for secrets.
class SplitMix {
 public:
  explicit SplitMix(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  /// An independent stream.
  [[nodiscard]] SplitMix split(std::uint64_t label) const {
    return SplitMix(state_ ^ (label * 0xd1342543de82ef95ULL + 0x2545f4914f6cdd1dULL));
  }

 private:
  std::uint64_t state_;
};

}  // namespace mashang
