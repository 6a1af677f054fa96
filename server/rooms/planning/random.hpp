// What a search draws by lot with: the same on every machine and compiler.
#pragma once

#include <cstdint>

#include "core/split_mix.hpp"

namespace mashang::planning {

class Random {
 public:
  explicit Random(std::uint64_t seed) : source_(seed) {}

  std::uint64_t next() { return source_.next(); }
  /// 0 … n-1, of n below 2^32.
  std::uint32_t below(std::size_t n) { return static_cast<std::uint32_t>(((next() >> 32) * n) >> 32); }
  /// From 0 up to, not including, 1.
  double share() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

 private:
  SplitMix source_;
};

}  // namespace mashang::planning
