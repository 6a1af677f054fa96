// Hands out identifiers by compare-and-swap on the last one.
#include "core/id_source.hpp"

#include <algorithm>

namespace mashang {

std::int64_t IdSource::next() {
  constexpr std::int64_t kEpochMs = 1'767'225'600'000;  // 2026-01-01T00:00:00Z
  const std::int64_t floor = std::max<std::int64_t>(clock_.now().ms - kEpochMs, 1) << 12;
  std::int64_t last = last_.load(std::memory_order_relaxed);
  std::int64_t next;
  do {
    next = std::max(floor, last + 1);
  } while (!last_.compare_exchange_weak(last, next, std::memory_order_relaxed));
  return next;
}

}  // namespace mashang
