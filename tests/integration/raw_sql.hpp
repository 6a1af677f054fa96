// SQL made up by a test: what somebody with the database file in hand could do.
#pragma once

#include <deque>
#include <string>

#include "core/secrets.hpp"
#include "storage/db.hpp"

namespace mashang::test {

/// Engines know statements by address, so each text gets one that lives as long as the process.
inline const storage::Statement& lasting_statement(const std::string& sql) {
  static std::deque<std::string> texts;
  static std::deque<storage::Statement> statements;
  const std::string& text = texts.emplace_back(sql);
  return statements.emplace_back(storage::Statement{"test.raw", text, text, 0});
}

/// Opens the doors that generated statements go through.
struct AnySql : storage::Tx {
  using Tx::change;
  using Tx::select;
};

inline void run_sql(storage::Tx& tx, const std::string& sql) {
  (tx.*(&AnySql::change))(lasting_statement(sql), {}, nullptr);
}

inline void query_sql(storage::Tx& tx, const std::string& sql, const storage::RowVisitor& visit) {
  (tx.*(&AnySql::select))(lasting_statement(sql), {}, visit);
}

inline std::string blob_literal(const storage::Db& db, std::string_view bytes) {
  return db.engine() == "sqlite" ? "X'" + to_hex(bytes) + "'" : "'\\x" + to_hex(bytes) + "'::bytea";
}

}  // namespace mashang::test
