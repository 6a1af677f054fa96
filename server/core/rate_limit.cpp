// Token buckets in a list ordered by last use, found through a map of views into it.
#include "core/rate_limit.hpp"

#include <algorithm>
#include <cmath>

namespace mashang {

RateLimit::RateLimit(Rule rule) : rule_(rule) {}

RateLimit::Bucket& RateLimit::bucket_of(std::string_view key, Instant now) {
  if (const auto found = by_key_.find(key); found != by_key_.end()) {
    by_use_.splice(by_use_.begin(), by_use_, found->second);
    return by_use_.front();
  }
  if (by_use_.size() >= rule_.max_keys && !by_use_.empty()) {
    by_key_.erase(by_use_.back().key);
    by_use_.pop_back();
  }
  by_use_.push_front(Bucket{std::string(key), rule_.burst, now});
  by_key_.emplace(by_use_.front().key, by_use_.begin());
  return by_use_.front();
}

Result<void> RateLimit::take(std::string_view key, Instant now) {
  const std::lock_guard lock(mutex_);
  Bucket& bucket = bucket_of(key, now);
  const double minutes = static_cast<double>(std::max<std::int64_t>(now.ms - bucket.at.ms, 0)) / 60'000.0;
  bucket.tokens = std::min(rule_.burst, bucket.tokens + minutes * rule_.per_minute);
  bucket.at = std::max(bucket.at, now);
  constexpr double kRounding = 1e-9;
  if (bucket.tokens < 1 - kRounding) {
    Error refused{ErrorKind::too_many_requests, "http.too_many_requests"};
    refused.retry_after_seconds =
        std::max<std::int64_t>(std::llround(std::ceil((1 - bucket.tokens) / rule_.per_minute * 60)), 1);
    return failure(std::move(refused));
  }
  bucket.tokens = std::max(bucket.tokens - 1, 0.0);
  return {};
}

void RateLimit::forgive(std::string_view key) {
  const std::lock_guard lock(mutex_);
  if (const auto found = by_key_.find(key); found != by_key_.end()) {
    const auto node = found->second;
    by_key_.erase(found);
    by_use_.erase(node);
  }
}

std::size_t RateLimit::size() const {
  const std::lock_guard lock(mutex_);
  return by_use_.size();
}

}  // namespace mashang
