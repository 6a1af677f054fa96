// Accounts as the room itself reads them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rooms/identity/identity.hpp"

namespace mashang::identity {

struct AccountRow {
  AccountId id;
  std::string login;
  std::string name;
  std::string password_hash;
  bool made_up = false;
  bool is_disabled = false;
};

[[nodiscard]] std::optional<AccountRow> account_by_id(storage::Tx& tx, CountyCode county, AccountId id);
[[nodiscard]] std::optional<AccountRow> account_by_login(storage::Tx& tx, CountyCode county, std::string_view login);
[[nodiscard]] std::vector<Grant> grants_of(storage::Tx& tx, CountyCode county, AccountId account);

}  // namespace mashang::identity
