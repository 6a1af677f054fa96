// The steps of signing in.
#include "rooms/identity/sign_in.hpp"

#include <algorithm>

#include "rooms/identity/login.hpp"
#include "rooms/identity/passwords.hpp"
#include "rooms/identity/sql.hpp"
#include "rooms/identity/throttle.hpp"

namespace mashang::identity {
namespace {

constexpr int kHashingThreads = 2;
constexpr std::size_t kMaxWaiting = 64;

Refusals read_refusals(const storage::Row& row) {
  const std::int64_t count = row.integer("refusals");
  return {count, row.instant("last_at")};
}

/// Where this login signed in lately only what failed there counts: strangers elsewhere cannot keep its owner out.
Refusals refusals_of(storage::Tx& tx, CountyCode county, std::string_view login, std::string_view network,
                     Instant now) {
  const sql::sign_ins_from lately{
      .county = county, .login = login, .network = network, .since = now - kKnownNetworkFor};
  const auto known = tx.one(lately, [](const storage::Row& row) { return row.integer("sign_ins"); });
  const Instant since = now - kLoginRule.window;
  if (known.value_or(0) == 0) {
    const sql::refusals_of_login everywhere{.county = county, .login = login, .since = since};
    return tx.one(everywhere, read_refusals).value_or(Refusals{});
  }
  const sql::refusals_of_login_from here{.county = county, .login = login, .network = network, .since = since};
  return tx.one(here, read_refusals).value_or(Refusals{});
}

std::int64_t wait_of(storage::Tx& tx, CountyCode county, std::string_view login, std::string_view network,
                     Instant now) {
  const sql::refusals_of_network by_network{.county = county, .network = network, .since = now - kNetworkRule.window};
  const Refusals of_login = refusals_of(tx, county, login, network, now);
  const Refusals of_network = tx.one(by_network, read_refusals).value_or(Refusals{});
  return std::max(seconds_to_wait(kLoginRule, of_login, now), seconds_to_wait(kNetworkRule, of_network, now));
}

tl::unexpected<Error> bad_credentials() { return failure(ErrorKind::unauthenticated, "identity.bad_credentials"); }

}  // namespace

std::string_view to_word(SignInOutcome outcome) {
  switch (outcome) {
    case SignInOutcome::refused:
      return "refused";
    case SignInOutcome::signed_in:
      return "signed_in";
    case SignInOutcome::throttled:
      return "throttled";
    case SignInOutcome::busy:
      return "busy";
  }
  return {};
}

SignIn::SignIn(storage::Db& db, CountyCode county, const Clock& clock, IdSource& ids, SessionStore& sessions)
    : db_(db),
      county_(county),
      clock_(clock),
      ids_(ids),
      sessions_(sessions),
      hashing_(kHashingThreads, kMaxWaiting, Error{ErrorKind::unavailable, "identity.busy"}) {}

Task<Result<SignedIn>> SignIn::sign_in(const http::Request& request, Credentials credentials) {
  if (auto own = check_same_site(request); !own) co_return failure(own.error());
  const std::string login = normal_login(credentials.login);
  auto logging = log_attempt(request, login);
  auto attempt = co_await logging;
  if (!attempt) co_return failure(attempt.error());
  if (attempt->wait_seconds > 0) {
    co_return failure(Error{.kind = ErrorKind::too_many_requests,
                            .code = "identity.too_many_attempts",
                            .detail = login,
                            .retry_after_seconds = attempt->wait_seconds});
  }
  const bool has_password =
      attempt->account && !attempt->account->is_disabled && !attempt->account->password_hash.empty();
  const std::string hash = has_password ? attempt->account->password_hash : std::string();
  auto checking = hashing_.run([&hash, &credentials]() -> Result<bool> {
    return is_password(credentials.password, hash.empty() ? nobodys_hash() : hash);
  });
  auto matches = co_await checking;
  if (!matches) {
    auto noting = note_busy(attempt->id);
    auto noted = co_await noting;
    co_return failure(noted ? matches.error() : noted.error());
  }
  if (!has_password || !*matches) co_return bad_credentials();
  auto opening = open_session(request, *attempt);
  co_return co_await opening;
}

Task<Result<SignIn::Attempt>> SignIn::log_attempt(const http::Request& request, const std::string& login) {
  const Instant now = clock_.now();
  const std::int64_t id = ids_.next();
  const std::string network = network_of(request.remote);
  auto writing = db_.write([&, this](storage::Tx& tx) -> Result<Attempt> {
    Attempt attempt{id, wait_of(tx, county_, login, network, now), account_by_login(tx, county_, login)};
    const auto outcome = attempt.wait_seconds > 0 ? SignInOutcome::throttled : SignInOutcome::refused;
    tx.apply(sql::insert_sign_in{.county = county_,
                                 .id = id,
                                 .at = now,
                                 .login = login,
                                 .address = request.remote,
                                 .network = network,
                                 .outcome = to_word(outcome)});
    return attempt;
  });
  co_return co_await writing;
}

Task<Result<void>> SignIn::note_busy(std::int64_t attempt) {
  auto writing = db_.write([this, attempt](storage::Tx& tx) -> Result<void> {
    tx.apply(sql::set_sign_in_outcome{.outcome = to_word(SignInOutcome::busy), .county = county_, .id = attempt});
    return {};
  });
  co_return co_await writing;
}

Task<Result<SignedIn>> SignIn::open_session(const http::Request& request, const Attempt& attempt) {
  const std::int64_t session_id = ids_.next();
  const FreshToken token = sessions_.fresh_token();
  const std::string replaced = sessions_.token_hash_of(request);
  std::optional<SessionId> ended;
  auto writing = db_.write([&, this](storage::Tx& tx) -> Result<SignedIn> {
    const auto account = account_by_id(tx, county_, attempt.account->id);
    // Disabled or given another password while the hash was computed.
    if (!account || account->is_disabled || account->password_hash != attempt.account->password_hash) {
      return bad_credentials();
    }
    ended = sessions_.start(tx, session_id, account->id, token, request.remote, replaced);
    tx.apply(
        sql::set_sign_in_outcome{.outcome = to_word(SignInOutcome::signed_in), .county = county_, .id = attempt.id});
    return SignedIn{session_id, account->id};
  });
  auto opened = co_await writing;
  if (opened && ended) sessions_.tell_ended(*ended);
  if (opened) sessions_.set_cookie(request, token.token);
  co_return opened;
}

}  // namespace mashang::identity
