// Accounts as the command line changes them.
#include "rooms/identity/accounts.hpp"

#include "core/text.hpp"
#include "rooms/identity/directory.hpp"
#include "rooms/identity/login.hpp"
#include "rooms/identity/passwords.hpp"
#include "rooms/identity/sql.hpp"

namespace mashang::identity {
namespace {

constexpr std::size_t kLoginMax = 64;

Result<void> check_login(std::string_view login) {
  if (login.empty() || !text::is_utf8(login) || !text::is_printable(login) || text::length(login) > kLoginMax) {
    return failure(ErrorKind::unprocessable, "identity.login_empty", {}, "login");
  }
  return {};
}

Result<AccountRow> existing(storage::Tx& tx, CountyCode county, std::string_view login) {
  auto account = account_by_login(tx, county, login);
  if (!account) return failure(ErrorKind::not_found, "identity.unknown_account", std::string(login));
  return std::move(*account);
}

void end_sessions(storage::Tx& tx, CountyCode county, AccountId account) {
  tx.apply(sql::end_session_tokens_of{.county = county, .account_id = account});
  tx.apply(sql::end_sessions_of{.county = county, .account_id = account});
}

}  // namespace

Accounts::Accounts(storage::Db& db, CountyCode county, const Clock& clock, IdSource& ids, std::string seal_key)
    : db_(db), county_(county), clock_(clock), ids_(ids), seal_key_(std::move(seal_key)) {}

Result<AccountId> Accounts::add_user(const NewUser& user) {
  NewAccount account{.county = county_, .id = AccountId{ids_.next()}, .login = normal_login(user.login)};
  if (auto fits = check_login(account.login); !fits) return failure(fits.error());
  if (auto fits = check_password_rules(account.login, user.password); !fits) return failure(fits.error());
  auto hash = hash_password(user.password);
  if (!hash) return failure(hash.error());
  account.name = user.name;
  account.password_hash = std::move(*hash);
  account.at = clock_.now();
  if (!user.phone.empty()) account.phone_sealed = seal(seal_key_, user.phone, phone_seal_context(county_, account.id));
  return db_.write_now([&, this](storage::Tx& tx) -> Result<AccountId> {
    add_account(tx, account);
    for (const Grant& grant : user.grants) {
      if (auto added = add_grant(tx, county_, account.id, grant); !added) return failure(added.error());
    }
    record_audit(tx, {county_, account.at, std::nullopt, "add_user", account.login});
    return account.id;
  });
}

Result<void> Accounts::set_password(std::string_view login, std::string_view password) {
  if (auto fits = check_password_rules(login, password); !fits) return fits;
  const auto hash = hash_password(password);
  if (!hash) return failure(hash.error());
  return db_.write_now([&, this](storage::Tx& tx) -> Result<void> {
    const auto account = existing(tx, county_, login);
    if (!account) return failure(account.error());
    tx.apply(sql::set_password{.password_hash = *hash, .county = county_, .id = account->id});
    end_sessions(tx, county_, account->id);
    record_audit(tx, {county_, clock_.now(), std::nullopt, "set_password", account->login});
    return {};
  });
}

Result<void> Accounts::disable_user(std::string_view login) {
  return db_.write_now([&, this](storage::Tx& tx) -> Result<void> {
    const auto account = existing(tx, county_, login);
    if (!account) return failure(account.error());
    tx.apply(sql::disable_account{.at = clock_.now(), .county = county_, .id = account->id});
    end_sessions(tx, county_, account->id);
    record_audit(tx, {county_, clock_.now(), std::nullopt, "disable_user", account->login});
    return {};
  });
}

Result<std::vector<User>> Accounts::list_users(std::string_view after, std::int64_t count) {
  return db_.read_now([&, this](storage::Tx& tx) -> Result<std::vector<User>> {
    auto users = tx.all(sql::accounts{.county = county_, .after = after, .count = count}, [](const storage::Row& row) {
      User user;
      user.id = row.id<AccountId>("id");
      user.login = row.string("login");
      user.name = row.string("name");
      user.made_up = row.flag("made_up");
      user.is_disabled = !row.is_null("disabled_at");
      return user;
    });
    for (User& user : users) user.grants = grants_of(tx, county_, user.id);
    return users;
  });
}

Result<void> Accounts::purge_sign_ins() {
  return db_.write_now([this](storage::Tx& tx) -> Result<void> {
    tx.apply(sql::purge_sign_ins{.county = county_, .before = clock_.now() - days(365)});
    return {};
  });
}

}  // namespace mashang::identity
