// `mashang user …`: accounts from the command line.
#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "commands.hpp"
#include "core/id_source.hpp"
#include "database.hpp"
#include "rooms/identity/accounts.hpp"

namespace mashang::commands {
namespace {

/// What the account commands work with; opened for one command.
struct Directory {
  SystemClock clock;
  IdSource ids{clock};
  std::unique_ptr<storage::Db> db;
  std::unique_ptr<identity::Accounts> accounts;
};

Result<std::unique_ptr<Directory>> open_directory(const runtime::Config& config) {
  auto directory = std::make_unique<Directory>();
  auto db = open_database(config, Opener::command);
  if (!db) return failure(db.error());
  auto keys = open_keys(config);
  if (!keys) return failure(keys.error());
  directory->db = std::move(*db);
  directory->accounts =
      std::make_unique<identity::Accounts>(*directory->db, config.county, directory->clock, directory->ids, keys->seal);
  return directory;
}

/// One line of standard input, not shown while it is typed.
std::string read_password() {
  termios shown{};
  const bool is_terminal = isatty(STDIN_FILENO) == 1 && tcgetattr(STDIN_FILENO, &shown) == 0;
  if (is_terminal) {
    fmt::print(stderr, "Password: ");
    termios hidden = shown;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  }
  std::string line;
  std::getline(std::cin, line);
  if (is_terminal) {
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    fmt::print(stderr, "\n");
  }
  return line;
}

Result<identity::Grant> grant_of(const UserWish& wish) {
  const auto role = identity::parse_role(wish.role);
  if (!role) return failure(ErrorKind::unprocessable, "identity.unknown_role", wish.role, "role");
  identity::Grant grant{.role = *role};
  if (wish.place > 0) grant.place = PlaceId{wish.place};
  if (wish.organisation > 0) grant.organisation = OrganisationId{wish.organisation};
  return grant;
}

std::string described(const identity::Grant& grant) {
  const std::string_view role = identity::to_word(grant.role);
  if (grant.place) return fmt::format("{} at place {}", role, grant.place->value);
  return fmt::format("{} of organisation {}", role, grant.organisation ? grant.organisation->value : 0);
}

}  // namespace

Result<void> add_user(const runtime::Config& config, const UserWish& wish) {
  const auto grant = grant_of(wish);
  if (!grant) return failure(grant.error());
  const auto directory = open_directory(config);
  if (!directory) return failure(directory.error());
  const auto added = (*directory)
                         ->accounts->add_user(
                             {.login = wish.login, .name = wish.name, .password = read_password(), .grants = {*grant}});
  if (!added) return failure(added.error());
  fmt::print("{} may sign in as {}\n", wish.login, described(*grant));
  return {};
}

Result<void> set_password(const runtime::Config& config, const UserWish& wish) {
  const auto directory = open_directory(config);
  if (!directory) return failure(directory.error());
  return (*directory)->accounts->set_password(wish.login, read_password());
}

Result<void> disable_user(const runtime::Config& config, const UserWish& wish) {
  const auto directory = open_directory(config);
  if (!directory) return failure(directory.error());
  return (*directory)->accounts->disable_user(wish.login);
}

Result<void> list_users(const runtime::Config& config) {
  const auto directory = open_directory(config);
  if (!directory) return failure(directory.error());
  constexpr std::int64_t kPage = 500;
  std::string after;
  while (true) {
    const auto users = (*directory)->accounts->list_users(after, kPage);
    if (!users) return failure(users.error());
    for (const auto& user : *users) {
      fmt::print("{:<20} {}{}", user.login, user.name, user.is_disabled ? " (disabled)" : "");
      for (const auto& grant : user.grants) fmt::print("; {}", described(grant));
      fmt::print("\n");
    }
    if (static_cast<std::int64_t>(users->size()) < kPage) return {};
    after = users->back().login;
  }
}

}  // namespace mashang::commands
