// Looking up, keeping and ending sessions.
#include "rooms/identity/sessions.hpp"

#include <algorithm>

#include "core/secrets.hpp"
#include "rooms/identity/directory.hpp"
#include "rooms/identity/sql.hpp"

namespace mashang::identity {
namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr Minutes kOldTokenLife{1};
/// How stale `seen_at` may get: a write per request would cost more than the request.
constexpr Minutes kTouchEvery{5};

tl::unexpected<Error> sign_in_required() { return failure(ErrorKind::unauthenticated, "identity.sign_in_required"); }
tl::unexpected<Error> session_expired() { return failure(ErrorKind::unauthenticated, "identity.session_expired"); }

/// The session's row with its account and grants; none when the token opens nothing.
std::shared_ptr<Session> load(storage::Tx& tx, CountyCode county, std::string_view hash) {
  auto session = std::make_shared<Session>();
  AccountId account_id;
  const auto read = [&](const storage::Row& row) {
    session->id = row.integer("id");
    account_id = row.id<AccountId>("account_id");
    session->created_at = row.instant("created_at");
    session->seen_at = row.instant("seen_at");
    session->token_issued_at = row.instant("issued_at");
    session->token_used = row.flag("used");
    session->token_valid_until = row.optional_instant("valid_until");
    session->newest_token_at = row.instant("newest_at");
    return true;
  };
  if (!tx.one(sql::session_by_token{.county = county, .hash = storage::Blob{hash}}, read)) return nullptr;
  auto account = account_by_id(tx, county, account_id);
  if (!account || account->is_disabled) return nullptr;
  session->actor =
      Actor{county, account_id, std::move(account->name), grants_of(tx, county, account_id), SessionId{session->id}};
  return session;
}

}  // namespace

SessionStore::SessionStore(storage::Db& db, CountyCode county, const Clock& clock, std::string key, SessionRules rules)
    : db_(db), county_(county), clock_(clock), key_(std::move(key)), rules_(rules) {}

Task<Result<Actor>> SessionStore::require(const http::Request& request) {
  auto requiring = require_session(request);
  auto session = co_await requiring;
  if (!session) co_return failure(session.error());
  co_return (*session)->actor;
}

Task<Result<SessionCache::Entry>> SessionStore::require_session(const http::Request& request) {
  const std::string_view token = token_of(request);
  if (token.empty()) co_return sign_in_required();
  Result<SessionCache::Entry> session = cache_.find(token, clock_.now());
  if (!*session) {
    auto looking = look_up(token);
    session = co_await looking;
    if (!session) co_return failure(session.error());
  }
  if (auto alive = check_alive(**session); !alive) co_return failure(alive.error());
  if (is_unsafe(request.method)) {
    if (auto own = check_origin_and_csrf(request, **session); !own) co_return failure(own.error());
  }
  if (needs_upkeep(**session)) {
    auto keeping = upkeep(request, **session, hash_of(token));
    auto kept = co_await keeping;
    if (!kept) co_return failure(kept.error());
  }
  co_return std::move(*session);
}

Task<Result<SessionCache::Entry>> SessionStore::look_up(std::string_view token) {
  const std::string hash = hash_of(token);
  const std::uint64_t generation = cache_.generation();
  auto reading = db_.read([this, &hash](storage::Tx& tx) -> Result<SessionCache::Entry> {
    if (auto session = load(tx, county_, hash)) return session;
    return session_expired();
  });
  auto session = co_await reading;
  if (session) cache_.put(token, *session, clock_.now(), generation);
  co_return session;
}

Result<void> SessionStore::check_alive(const Session& session) const {
  const Instant now = clock_.now();
  const bool alive = (!session.token_valid_until || now < *session.token_valid_until) &&
                     now < session.seen_at + rules_.idle && now < session.created_at + rules_.absolute;
  if (!alive) return session_expired();
  return {};
}

bool SessionStore::needs_upkeep(const Session& session) const {
  const Instant now = clock_.now();
  const bool may_rotate = !session.token_valid_until && now >= session.token_issued_at + rules_.rotate_every;
  const bool just_rotated =
      session.newest_token_at > session.token_issued_at && now < session.newest_token_at + kOldTokenLife;
  const Minutes touch_every = std::min(kTouchEvery, Minutes{rules_.idle.value / 4});
  return !session.token_used || now >= session.seen_at + touch_every || (may_rotate && !just_rotated);
}

Task<Result<void>> SessionStore::upkeep(const http::Request& request, const Session& session, std::string hash) {
  const Instant now = clock_.now();
  const FreshToken fresh = fresh_token();
  auto writing = db_.write([&, this](storage::Tx& tx) -> Result<bool> {
    const auto now_alive = load(tx, county_, hash);
    if (!now_alive) return session_expired();
    if (!now_alive->token_used) {
      tx.apply(sql::mark_token_used{.county = county_, .hash = storage::Blob{hash}});
      tx.apply(sql::retire_other_tokens{.valid_until = now + kOldTokenLife,
                                        .county = county_,
                                        .session_id = session.id,
                                        .hash = storage::Blob{hash}});
    }
    tx.apply(sql::touch_session{.seen_at = now, .county = county_, .id = session.id});
    const bool superseded =
        now_alive->token_valid_until.has_value() ||
        (now_alive->newest_token_at > now_alive->token_issued_at && now < now_alive->newest_token_at + kOldTokenLife);
    if (superseded || now < now_alive->token_issued_at + rules_.rotate_every) return false;
    tx.apply(sql::forget_unused_tokens{.county = county_, .session_id = session.id});
    tx.apply(sql::insert_session_token{.county = county_,
                                       .hash = storage::Blob{fresh.hash},
                                       .session_id = session.id,
                                       .issued_at = now,
                                       .used = false});
    return true;
  });
  auto rotated = co_await writing;
  cache_.clear();
  if (!rotated) co_return failure(rotated.error());
  if (*rotated) set_cookie(request, fresh.token);
  co_return Result<void>{};
}

FreshToken SessionStore::fresh_token() const {
  std::string token = random_token(kTokenBytes);
  std::string hash = hash_of(token);
  return {std::move(token), std::move(hash)};
}

std::optional<SessionId> SessionStore::start(storage::Tx& tx, std::int64_t session_id, AccountId account,
                                             const FreshToken& token, std::string_view address,
                                             std::string_view replaced) const {
  const Instant now = clock_.now();
  const auto old = replaced.empty() ? nullptr : load(tx, county_, replaced);
  if (old) {
    tx.apply(sql::end_session_tokens{.county = county_, .session_id = old->id});
    tx.apply(sql::end_session{.county = county_, .id = old->id});
  }
  tx.apply(sql::insert_session{.county = county_,
                               .id = session_id,
                               .account_id = account,
                               .created_at = now,
                               .seen_at = now,
                               .address = address});
  tx.apply(sql::insert_session_token{
      .county = county_, .hash = storage::Blob{token.hash}, .session_id = session_id, .issued_at = now, .used = true});
  return old ? std::optional(SessionId{old->id}) : std::nullopt;
}

void SessionStore::tell_ended(SessionId session) {
  cache_.clear();
  if (on_end_) on_end_(session);
}

Task<Result<void>> SessionStore::end(std::int64_t session_id) {
  auto writing = db_.write([this, session_id](storage::Tx& tx) -> Result<void> {
    tx.apply(sql::end_session_tokens{.county = county_, .session_id = session_id});
    tx.apply(sql::end_session{.county = county_, .id = session_id});
    return {};
  });
  auto ended = co_await writing;
  tell_ended(SessionId{session_id});
  co_return ended;
}

Task<Result<void>> SessionStore::end_all_of(AccountId account) {
  using Ids = std::vector<SessionId>;
  auto writing = db_.write([this, account](storage::Tx& tx) -> Result<Ids> {
    Ids ids = tx.all(sql::sessions_of{.county = county_, .account_id = account},
                     [](const storage::Row& row) { return row.id<SessionId>("id"); });
    tx.apply(sql::end_session_tokens_of{.county = county_, .account_id = account});
    tx.apply(sql::end_sessions_of{.county = county_, .account_id = account});
    return ids;
  });
  const Result<Ids> ended = co_await writing;
  cache_.clear();
  if (!ended) co_return failure(ended.error());
  for (const SessionId session : *ended) tell_ended(session);
  co_return Result<void>{};
}

Result<std::map<SessionId, Actor>> SessionStore::living() const {
  using Actors = std::map<SessionId, Actor>;
  const Instant now = clock_.now();
  return db_.read_now([this, now](storage::Tx& tx) -> Result<Actors> {
    std::map<AccountId, std::vector<Grant>> grants;
    tx.for_each(sql::grants_of_session_holders{.county = county_}, [&](const storage::Row& row) {
      if (const auto role = parse_role(row.text("role")))
        grants[row.id<AccountId>("account_id")].push_back(
            {*role, row.optional_id<PlaceId>("place_id"), row.optional_id<OrganisationId>("organisation_id")});
      return true;
    });
    Actors actors;
    const sql::living_sessions alive{
        .county = county_, .idle_before = now - rules_.idle, .created_before = now - rules_.absolute};
    tx.for_each(alive, [&](const storage::Row& row) {
      const SessionId id = row.id<SessionId>("id");
      const AccountId account = row.id<AccountId>("account_id");
      actors.emplace(id, Actor{county_, account, row.string("name"), grants[account], id});
      return true;
    });
    return actors;
  });
}

Result<void> SessionStore::purge() {
  const Instant now = clock_.now();
  return db_.write_now([this, now](storage::Tx& tx) -> Result<void> {
    tx.apply(sql::purge_sessions{
        .county = county_, .idle_before = now - rules_.idle, .created_before = now - rules_.absolute});
    tx.apply(sql::purge_session_tokens{.county = county_, .now = now});
    return {};
  });
}

}  // namespace mashang::identity
