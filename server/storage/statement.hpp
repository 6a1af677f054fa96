// A named SQL statement from a room's sql/ folder.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace mashang::storage {

/// A table as a number, by its name (FNV-1a): rooms need no common list of tables.
[[nodiscard]] constexpr std::uint64_t table(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

/// A table whose rows a statement touches: of one matter only, named by parameter `key` (from 0), or any of them (-1).
struct Touch {
  std::uint64_t table;
  int key = -1;
};

/// Generated from `sql/*.sql` by scripts/sql_to_header.py: one static instance per named query, so its
/// address identifies it (engines keep prepared statements by address). `:name` parameters have become
/// `?1…` for SQLite and `$1…` for PostgreSQL; the texts differ only where a `-- sqlite:`/`-- postgres:`
/// pair says so, and one is empty where only the other engine has such a statement.
struct Statement {
  std::string_view name;  ///< "cases.insert_case"
  std::string_view sqlite;
  std::string_view postgres;
  int parameters = 0;
  std::span<const Touch> touches{};  ///< what it changes; of a remembered one: what it reads
  bool is_remembered = false;
};

}  // namespace mashang::storage
