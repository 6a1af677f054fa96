// Token buckets by key (an address, a door code, a login), bounded in number.
#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/clock.hpp"
#include "core/result.hpp"

namespace mashang {

/// Each key may be used `burst` times at once and `per_minute` times a minute in the long run. At most `max_keys` keys
/// are remembered: the one unused for longest is forgotten, which at worst gives it a full bucket again. Thread-safe;
/// kept in memory only, so each server node counts for itself.
class RateLimit {
 public:
  struct Rule {
    double burst = 10;
    double per_minute = 60;
    std::size_t max_keys = 50'000;
  };
  explicit RateLimit(Rule rule);

  /// Takes one use. Fails with http.too_many_requests; `retry_after_seconds` says when the next one is free.
  [[nodiscard]] Result<void> take(std::string_view key, Instant now);
  /// Gives a key its full bucket again (a sign-in that succeeded).
  void forgive(std::string_view key);
  [[nodiscard]] std::size_t size() const;

 private:
  struct Bucket {
    std::string key;
    double tokens;
    Instant at;
  };
  Bucket& bucket_of(std::string_view key, Instant now);

  const Rule rule_;
  mutable std::mutex mutex_;
  std::list<Bucket> by_use_;  // most recently used first
  std::unordered_map<std::string_view, std::list<Bucket>::iterator>
      by_key_;  // views into by_use_, whose nodes never move
};

}  // namespace mashang
