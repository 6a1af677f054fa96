// Server-side sessions: an opaque random token in a cookie, its keyed hash in the database.
//
// A session ends by sign-out, by being idle, by age, or when its account is disabled. Every quarter of an hour the
// browser is given a fresh token; the one before it dies a minute after the fresh one was first used, so that an answer
// lost on a bad line does not sign anybody out.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "core/id_source.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "http/message.hpp"
#include "rooms/identity/identity.hpp"
#include "rooms/identity/session_cache.hpp"
#include "storage/db.hpp"

namespace mashang::identity {

struct SessionRules {
  Minutes idle{12 * 60};
  Minutes absolute = days(7);
  Minutes rotate_every{15};
};

/// The cookie value and what is stored of it.
struct FreshToken {
  std::string token;
  std::string hash;
};

/// Thread-safe; lives as long as the server.
class SessionStore final : public Sessions {
 public:
  /// `key` is keys.session.
  SessionStore(storage::Db& db, CountyCode county, const Clock& clock, std::string key, SessionRules rules);

  [[nodiscard]] Task<Result<Actor>> require(const http::Request& request) override;
  /// The same, and which session it is.
  [[nodiscard]] Task<Result<SessionCache::Entry>> require_session(const http::Request& request);

  [[nodiscard]] FreshToken fresh_token() const;
  /// Writes a new session in the caller's transaction; ends the one whose token hash is `replaced` ("" for none) and
  /// says which that was: `tell_ended` of it after the commit.
  std::optional<SessionId> start(storage::Tx& tx, std::int64_t session_id, AccountId account, const FreshToken& token,
                                 std::string_view address, std::string_view replaced) const;
  [[nodiscard]] Task<Result<void>> end(std::int64_t session_id);
  /// Every session of the account, at once.
  [[nodiscard]] Task<Result<void>> end_all_of(AccountId account);
  /// Deletes sessions and tokens past their life. For a timer thread.
  [[nodiscard]] Result<void> purge();
  /// After the commit that ended it.
  void tell_ended(SessionId session);
  /// Called on any thread when a session has ended in this process. Set before serving; must not wait.
  void on_end(std::function<void(SessionId)> tell) { on_end_ = std::move(tell); }
  /// Every session that opens something now, with its person as she is now: what other processes changed is seen.
  /// Blocks: for threads without a loop. One read of two tables, some milliseconds with thousands of sessions.
  [[nodiscard]] Result<std::map<SessionId, Actor>> living() const;

  /// "" when the request has no session cookie.
  [[nodiscard]] std::string token_hash_of(const http::Request& request) const;
  [[nodiscard]] std::string csrf_token(std::int64_t session_id) const;
  void set_cookie(const http::Request& request, std::string_view token) const;
  static void clear_cookie(const http::Request& request);

 private:
  [[nodiscard]] static std::string_view token_of(const http::Request& request);
  [[nodiscard]] std::string hash_of(std::string_view token) const;
  /// `token` outlives the task.
  [[nodiscard]] Task<Result<SessionCache::Entry>> look_up(std::string_view token);
  [[nodiscard]] Result<void> check_alive(const Session& session) const;
  [[nodiscard]] Result<void> check_origin_and_csrf(const http::Request& request, const Session& session) const;
  [[nodiscard]] bool needs_upkeep(const Session& session) const;
  /// Notes that the session lives and gives a fresh token when it is time.
  [[nodiscard]] Task<Result<void>> upkeep(const http::Request& request, const Session& session, std::string hash);

  storage::Db& db_;
  const CountyCode county_;
  const Clock& clock_;
  const std::string key_;
  const SessionRules rules_;
  SessionCache cache_;
  std::function<void(SessionId)> on_end_;
};

/// For unsafe methods: Sec-Fetch-Site and Origin, when the browser sends them, must name this site.
/// Fails with identity.cross_site.
[[nodiscard]] Result<void> check_same_site(const http::Request& request);
[[nodiscard]] bool is_unsafe(http::Method method);

}  // namespace mashang::identity
