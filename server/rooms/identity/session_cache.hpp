// Sessions seen in the last seconds, so that a request in a row of many need not ask the database.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/clock.hpp"
#include "core/ids.hpp"
#include "rooms/identity/identity.hpp"

namespace mashang::identity {

/// A session as one of its tokens opens it.
struct Session {
  std::int64_t id = 0;
  Actor actor;
  Instant created_at;
  Instant seen_at;
  Instant token_issued_at;
  Instant newest_token_at;
  bool token_used = true;
  std::optional<Instant> token_valid_until;
};

/// Thread-safe. An entry lives 5 seconds: so late a revocation by another process is seen; one of this process
/// empties the cache and acts at once, also against lookups that had begun before it.
class SessionCache {
 public:
  static constexpr std::int64_t kLifeMs = 5'000;
  static constexpr std::size_t kMaxEntries = 10'000;

  using Entry = std::shared_ptr<const Session>;  // shared: readers hold it while it is replaced

  [[nodiscard]] Entry find(std::string_view token, Instant now) const;
  /// Take before the lookup, give to `put`: an entry looked up before a `clear` is not kept.
  [[nodiscard]] std::uint64_t generation() const;
  void put(std::string_view token, Entry session, Instant now, std::uint64_t generation);
  void clear();

 private:
  struct Kept {
    Entry session;
    Instant until;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view token) const { return std::hash<std::string_view>{}(token); }
  };
  mutable std::mutex mutex_;
  std::uint64_t generation_ = 0;
  std::unordered_map<std::string, Kept, Hash, std::equal_to<>> kept_;  // by the token as sent: hashing it costs more
};

}  // namespace mashang::identity
