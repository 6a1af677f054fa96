// A named SQL statement from a room's sql/ folder.
#pragma once

#include <string_view>

namespace mashang::storage {

/// Generated from `sql/*.sql` by scripts/sql_to_header.py: one static instance per named query, so its
/// address identifies it (engines keep prepared statements by address). `:name` parameters have become
/// `?1…` for SQLite and `$1…` for PostgreSQL; the texts differ only where a `-- sqlite:`/`-- postgres:`
/// pair says so.
struct Statement {
  std::string_view name;  ///< "cases.insert_case"
  std::string_view sqlite;
  std::string_view postgres;
  int parameters = 0;
};

}  // namespace mashang::storage
