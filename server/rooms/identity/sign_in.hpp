// Signing in with login and password: throttled, logged, and equally slow for every wrong answer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "core/id_source.hpp"
#include "core/task.hpp"
#include "http/message.hpp"
#include "rooms/identity/directory.hpp"
#include "rooms/identity/sessions.hpp"
#include "runtime/workers.hpp"
#include "storage/db.hpp"

namespace mashang::identity {

enum class SignInOutcome { refused, signed_in, throttled, busy };
[[nodiscard]] std::string_view to_word(SignInOutcome outcome);

struct Credentials {
  std::string login;
  std::string password;
};

struct SignedIn {
  std::int64_t session_id = 0;
  AccountId account;
};

/// Hashing runs on two threads of its own (19 MiB each) with at most 64 waiting, so that a flood of sign-ins costs
/// neither the event loops nor much memory.
class SignIn {
 public:
  SignIn(storage::Db& db, CountyCode county, const Clock& clock, IdSource& ids, SessionStore& sessions);

  /// Starts a session, sets its cookie on `request.answer_headers` and ends the one the request came with.
  /// Fails with identity.bad_credentials (401, unknown, disabled and wrong alike), identity.too_many_attempts (429,
  /// with Retry-After on `request.answer_headers`), identity.busy (503), identity.cross_site (403).
  [[nodiscard]] Task<Result<SignedIn>> sign_in(const http::Request& request, Credentials credentials);

 private:
  /// An attempt written to the log before the password is looked at, so that parallel guesses count one by one.
  struct Attempt {
    std::int64_t id = 0;
    std::int64_t wait_seconds = 0;
    std::optional<AccountRow> account;
  };
  [[nodiscard]] Task<Result<Attempt>> log_attempt(const http::Request& request, const std::string& login);
  [[nodiscard]] Task<Result<void>> note_busy(std::int64_t attempt);
  [[nodiscard]] Task<Result<SignedIn>> open_session(const http::Request& request, const Attempt& attempt);

  storage::Db& db_;
  const CountyCode county_;
  const Clock& clock_;
  IdSource& ids_;
  SessionStore& sessions_;
  runtime::Workers hashing_;
};

}  // namespace mashang::identity
