// The cache's map under one short lock.
#include "rooms/identity/session_cache.hpp"

namespace mashang::identity {

SessionCache::Entry SessionCache::find(std::string_view token, Instant now) const {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(token);
  if (found == kept_.end() || found->second.until <= now) return nullptr;
  return found->second.session;
}

std::uint64_t SessionCache::generation() const {
  const std::lock_guard lock(mutex_);
  return generation_;
}

void SessionCache::put(std::string_view token, Entry session, Instant now, std::uint64_t generation) {
  const std::lock_guard lock(mutex_);
  if (generation != generation_) return;
  if (kept_.size() >= kMaxEntries) kept_.clear();
  kept_.insert_or_assign(std::string(token), Kept{std::move(session), Instant{now.ms + kLifeMs}});
}

void SessionCache::clear() {
  const std::lock_guard lock(mutex_);
  ++generation_;
  kept_.clear();
}

}  // namespace mashang::identity
