// What a made-up county is drawn by lot with: the same on every machine and compiler.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "core/split_mix.hpp"

namespace mashang::demo {

class Random {
 public:
  explicit Random(std::uint64_t seed) : source_(seed) {}

  std::uint64_t next() { return source_.next(); }
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
  Random split(std::uint64_t label) { return Random(source_.split(label)); }

 private:
  explicit Random(SplitMix source) : source_(source) {}
  SplitMix source_;
};

}  // namespace mashang::demo
