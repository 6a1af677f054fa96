// Looking after accounts: what the command line does with them. Every act is audited.
//
// Callable from threads without a loop. A running server notices within 5 seconds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/id_source.hpp"
#include "core/secrets.hpp"
#include "rooms/identity/identity.hpp"
#include "storage/db.hpp"

namespace mashang::identity {

struct NewUser {
  std::string login;
  std::string name;
  std::string password;
  std::string phone = {};  ///< sealed before it is written; "" for none
  std::vector<Grant> grants = {};
};

struct User {
  AccountId id;
  std::string login;
  std::string name;
  bool is_disabled = false;
  bool made_up = false;
  std::vector<Grant> grants;
};

class Accounts {
 public:
  Accounts(storage::Db& db, CountyCode county, const Clock& clock, IdSource& ids, std::string seal_key);

  /// Fails with identity.login_empty, identity.login_taken, the password rules, and what `add_grant` refuses.
  [[nodiscard]] Result<AccountId> add_user(const NewUser& user);
  /// Ends every session of the account. Fails with identity.unknown_account and the password rules.
  [[nodiscard]] Result<void> set_password(std::string_view login, std::string_view password);
  /// The account can never sign in again and its sessions end. Fails with identity.unknown_account.
  [[nodiscard]] Result<void> disable_user(std::string_view login);
  /// By login, at most `count` after `after` ("" from the start).
  [[nodiscard]] Result<std::vector<User>> list_users(std::string_view after, std::int64_t count);
  /// Deletes sign-in attempts older than a year (logs are kept at least six months: Cybersecurity Law art. 21).
  [[nodiscard]] Result<void> purge_sign_ins();

 private:
  storage::Db& db_;
  const CountyCode county_;
  const Clock& clock_;
  IdSource& ids_;
  const std::string seal_key_;
};

}  // namespace mashang::identity
