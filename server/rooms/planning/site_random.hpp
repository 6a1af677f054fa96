// Random numbers that are the same on every machine for the same seed (SplitMix64; Steele, Lea, Flood 2014).
#pragma once

#include <cstdint>

namespace mashang::planning {

class SiteRandom {
 public:
  explicit SiteRandom(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31U);
  }
  /// 0 … limit-1
  std::int32_t below(std::int32_t limit) {
    return static_cast<std::int32_t>(((next() >> 32U) * static_cast<std::uint64_t>(limit)) >> 32U);
  }
  /// Above 0, at most 1.
  double unit() { return (static_cast<double>(next() >> 11U) + 1) * 0x1.0p-53; }

 private:
  std::uint64_t state_;
};

}  // namespace mashang::planning
