// A small random generator whose numbers are the same on every machine and compiler (SplitMix64).
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace mashang::demo {

/// Steele, Lea, Flood: "Fast splittable pseudorandom number generators" (2014). Not for secrets.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  /// 0 … n-1.
  int below(int n) { return static_cast<int>(next() % static_cast<std::uint64_t>(n)); }
  /// first … last.
  int between(int first, int last) { return first + below(last - first + 1); }
  bool chance(int percent) { return below(100) < percent; }
  /// -extent … extent.
  double jitter(double extent) { return (static_cast<double>(next() >> 11) / 4503599627370496.0 - 1.0) * extent; }
  template <class Items>
  const auto& pick(const Items& from) {
    return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
  }
  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i)
      std::swap(items[i - 1], items[static_cast<std::size_t>(below(static_cast<int>(i)))]);
  }
  /// An independent stream, so that one part of the county can change without moving the others.
  Random split(std::uint64_t label) { return Random(state_ ^ (label * 0xd1342543de82ef95ULL + 0x2545f4914f6cdd1dULL)); }

 private:
  std::uint64_t state_;
};

}  // namespace mashang::demo
