// The rows of one report as the group-commit benchmark writes them: six tables, about 400 bytes of case.
#pragma once

#include <array>
#include <string>

#include "storage/db.hpp"

namespace mashang::bench {

using storage::Statement;
using storage::Value;

inline constexpr CountyCode kCounty{431229};

inline constexpr std::string_view kTables =
    "CREATE TABLE bench_case (county BIGINT NOT NULL, id BIGINT NOT NULL, state TEXT NOT NULL, category TEXT NOT NULL,"
    " household BIGINT NOT NULL, grid BIGINT NOT NULL, words TEXT NOT NULL, reporter TEXT NOT NULL,"
    " created_at BIGINT NOT NULL, due_at BIGINT NOT NULL, version BIGINT NOT NULL, PRIMARY KEY (county, id));"
    "CREATE INDEX bench_case_by_grid ON bench_case (county, grid, created_at);"
    "CREATE TABLE bench_history (county BIGINT NOT NULL, case_id BIGINT NOT NULL, step BIGINT NOT NULL,"
    " action TEXT NOT NULL, actor TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (county, case_id, step));"
    "CREATE TABLE bench_leaf (county BIGINT NOT NULL, number BIGINT NOT NULL, hash TEXT NOT NULL,"
    " case_id BIGINT NOT NULL, PRIMARY KEY (county, number));"
    "CREATE TABLE bench_todo (county BIGINT NOT NULL, person BIGINT NOT NULL, id BIGINT NOT NULL,"
    " case_id BIGINT NOT NULL, due_at BIGINT NOT NULL, PRIMARY KEY (county, person, id));"
    "CREATE TABLE bench_outbox (county BIGINT NOT NULL, number BIGINT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL,"
    " PRIMARY KEY (county, number));"
    "CREATE TABLE bench_key (county BIGINT NOT NULL, key TEXT NOT NULL, answer TEXT NOT NULL, at BIGINT NOT NULL,"
    " PRIMARY KEY (county, key));";

/// SQLite keeps each table in its key.
inline std::string for_sqlite() {
  std::string sql(kTables);
  for (auto at = sql.find("));"); at != std::string::npos; at = sql.find("));", at + 16))
    sql.replace(at, 3, ")) WITHOUT ROWID;");
  return sql;
}

template <std::size_t N>
struct Insert {
  std::array<Value, N> row;
  [[nodiscard]] std::array<Value, N> values() const { return row; }
};

// One static statement for each table; the address identifies it.
#define MASHANG_BENCH_INSERT(Name, Columns, Table, Sqlite, Postgres)                             \
  struct Name : Insert<Columns> {                                                                \
    static constexpr Statement statement{"bench." #Name, "INSERT INTO " Table " VALUES " Sqlite, \
                                         "INSERT INTO " Table " VALUES " Postgres, Columns};     \
  }
MASHANG_BENCH_INSERT(insert_case, 11, "bench_case", "(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)",
                     "($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)");
MASHANG_BENCH_INSERT(insert_history, 6, "bench_history", "(?1,?2,?3,?4,?5,?6)", "($1,$2,$3,$4,$5,$6)");
MASHANG_BENCH_INSERT(insert_leaf, 4, "bench_leaf", "(?1,?2,?3,?4)", "($1,$2,$3,$4)");
MASHANG_BENCH_INSERT(insert_todo, 5, "bench_todo", "(?1,?2,?3,?4,?5)", "($1,$2,$3,$4,$5)");
MASHANG_BENCH_INSERT(insert_outbox, 4, "bench_outbox", "(?1,?2,?3,?4)", "($1,$2,$3,$4)");
MASHANG_BENCH_INSERT(insert_key, 4, "bench_key", "(?1,?2,?3,?4) ON CONFLICT DO NOTHING",
                     "($1,$2,$3,$4) ON CONFLICT DO NOTHING");
#undef MASHANG_BENCH_INSERT

struct case_by_id {
  Value county = kCounty;
  Value id;
  [[nodiscard]] std::array<Value, 2> values() const { return {county, id}; }
  static constexpr Statement statement{
      "bench.case_by_id", "SELECT id, state, words, version FROM bench_case WHERE county = ?1 AND id = ?2",
      "SELECT id, state, words, version FROM bench_case WHERE county = $1 AND id = $2", 2};
};

/// What a handler decides before it writes.
struct Report {
  std::int64_t id;
  std::string words;
  std::string hash = std::string(64, 'a');
  std::string body = std::string(120, 'b');
  std::string key;
};

[[nodiscard]] inline Report make_report(std::int64_t id) {
  std::string words = "消防通道被电动车堵住了，老人出不来，请尽快处理。";
  while (words.size() < 300) words += "单元门口也停满了。";
  return {.id = id, .words = words, .key = "key-" + std::to_string(id * 2654435761 % 1'000'000'007)};
}

inline void put(storage::Tx& tx, const Report& report) {
  const std::int64_t now = 1'790'000'000'000 + report.id, id = report.id, grid = id * 7919 % 109;
  tx.apply_one(insert_key{{kCounty, report.key, report.body, now}}, Error{ErrorKind::conflict, "bench.twice"});
  tx.apply(insert_case{
      {kCounty, id, "submitted", "fire_lane", id % 45'000, grid, report.words, "resident", now, now + 1'800'000, 1}});
  tx.apply(insert_history{{kCounty, id, 1, "submit", "resident", now}});
  tx.apply(insert_leaf{{kCounty, tx.next_number(kCounty, "leaf"), report.hash, id}});
  tx.apply(insert_todo{{kCounty, grid, id, id, now + 1'800'000}});
  tx.apply(insert_outbox{{kCounty, tx.next_number(kCounty, "outbox"), "case.submitted", report.body}});
}

}  // namespace mashang::bench
