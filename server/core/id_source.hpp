// Fresh, roughly time-ordered identifiers below 2^53 that need no database round trip.
#pragma once

#include <atomic>
#include <cstdint>

#include "core/clock.hpp"

namespace mashang {

/// 41 bits of milliseconds since 2026-01-01 and 12 bits of running number; strictly increasing within a process.
/// Thread-safe. Two server nodes will need the node in the low bits.
class IdSource {
 public:
  explicit IdSource(const Clock& clock) : clock_(clock) {}
  [[nodiscard]] std::int64_t next();

 private:
  const Clock& clock_;
  std::atomic<std::int64_t> last_{0};
};

}  // namespace mashang
