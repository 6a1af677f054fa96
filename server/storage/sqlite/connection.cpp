// One SQLite connection with its prepared statements.
#include "storage/sqlite/connection.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include "storage/failures.hpp"

namespace mashang::storage::sqlite {
namespace {

// Debian builds SQLite with secure_delete on and leaves it to us: erased personal data must be gone from the file.
constexpr const char* kForAll =
    "PRAGMA busy_timeout=10000; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF;";
// FULL: a commit is on the disk when it is answered. Checkpoints are the writer's own (sqlite_db.cpp).
constexpr const char* kForWriter =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA foreign_keys=ON;"
    "PRAGMA cache_size=-16384;";
constexpr const char* kForReader = "PRAGMA query_only=ON; PRAGMA cache_size=-8192;";

bool is_machine_trouble(int code) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_NOMEM:
    case SQLITE_READONLY:
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_FULL:
    case SQLITE_CANTOPEN:
    case SQLITE_PROTOCOL:
    case SQLITE_NOTADB:
      return true;
    default:
      return false;
  }
}

int bind(sqlite3_stmt* statement, int at, const Value& value) {
  // STATIC: the caller's values outlive the use of the statement.
  const auto size = static_cast<sqlite3_uint64>(value.text().size());
  const char* bytes = value.text().data() != nullptr ? value.text().data() : "";
  switch (value.type()) {
    case Value::Type::null:
      return sqlite3_bind_null(statement, at);
    case Value::Type::integer:
      return sqlite3_bind_int64(statement, at, value.integer());
    case Value::Type::real:
      return sqlite3_bind_double(statement, at, value.real());
    case Value::Type::text:
      return sqlite3_bind_text64(statement, at, bytes, size, SQLITE_STATIC, SQLITE_UTF8);
    case Value::Type::blob:
      return sqlite3_bind_blob64(statement, at, bytes, size, SQLITE_STATIC);
  }
  return SQLITE_MISUSE;
}

}  // namespace

void FinalizeStatement::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

void CloseConnection::operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }

Result<std::unique_ptr<Connection>> Connection::open(const std::string& file, Purpose purpose) {
  sqlite3* raw = nullptr;
  const int opened =
      sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  std::unique_ptr<sqlite3, CloseConnection> handle(raw);
  if (opened != SQLITE_OK) return failure(unavailable(fmt::format("{}: {}", file, sqlite3_errstr(opened))));
  sqlite3_extended_result_codes(raw, 1);
  std::unique_ptr<Connection> connection(new Connection(std::move(handle)));
  try {
    connection->run(kForAll);
    connection->run(purpose == Purpose::write ? kForWriter : kForReader);
  } catch (const Refusal& refusal) {
    return failure(refusal.error);
  } catch (const StatementFailed& failed) {
    return failure(unavailable(fmt::format("{}: {}", file, failed.what())));
  }
  return connection;
}

Result<std::unique_ptr<Connection>> Connection::open_evidence(const std::string& uri, const char* first) {
  sqlite3* raw = nullptr;
  constexpr int kFlags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
  const int opened = sqlite3_open_v2(uri.c_str(), &raw, kFlags, nullptr);
  std::unique_ptr<sqlite3, CloseConnection> handle(raw);
  if (opened != SQLITE_OK) return failure(unavailable(fmt::format("{}: {}", uri, sqlite3_errstr(opened))));
  sqlite3_extended_result_codes(raw, 1);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  std::unique_ptr<Connection> connection(new Connection(std::move(handle)));
  try {
    connection->run(first);
    connection->run("PRAGMA busy_timeout=10000; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF;");
    connection->run(kForReader);
  } catch (const Refusal& refusal) {
    return failure(refusal.error);
  } catch (const StatementFailed& failed) {
    return failure(unavailable(fmt::format("{}: {}", uri, failed.what())));
  }
  return connection;
}

Connection::Use::Use(Connection& connection, const Statement& statement, std::span<const Value> values)
    : connection_(connection), statement_(statement) {
  require_clean_text(values);
  auto found = connection.prepared_.find(&statement);
  if (found == connection.prepared_.end())
    found = connection.prepared_.emplace(&statement, connection.prepare(statement)).first;
  prepared_ = &found->second;
  if (sqlite3_stmt_busy(prepared_->handle.get()) != 0) {
    own_ = connection.prepare(statement);
    prepared_ = &own_;
  }
  for (std::size_t i = 0; i < values.size(); ++i)
    if (bind(prepared_->handle.get(), static_cast<int>(i) + 1, values[i]) != SQLITE_OK)
      connection.raise(statement.name);
}

Connection::Use::~Use() { sqlite3_reset(prepared_->handle.get()); }

bool Connection::Use::step() {
  const int answer = sqlite3_step(prepared_->handle.get());
  if (answer == SQLITE_ROW) return true;
  if (answer != SQLITE_DONE) connection_.raise(statement_.name);
  return false;
}

std::int64_t Connection::changed_rows() const { return sqlite3_changes64(handle_.get()); }

bool Connection::is_in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }

void Connection::run(const char* sql) {
  if (sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) raise(sql);
}

Prepared Connection::prepare(const Statement& statement) {
  sqlite3_stmt* raw = nullptr;
  const std::string_view sql = statement.sqlite;
  const int made = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
  Prepared prepared{std::unique_ptr<sqlite3_stmt, FinalizeStatement>(raw), {}};
  if (made != SQLITE_OK) raise(statement.name);
  for (int i = 0; i < sqlite3_column_count(raw); ++i) prepared.columns.emplace_back(sqlite3_column_name(raw, i));
  return prepared;
}

void Connection::raise(std::string_view what) const {
  const int code = sqlite3_extended_errcode(handle_.get());
  const auto detail = fmt::format("{}: {} ({})", what, sqlite3_errmsg(handle_.get()), code);
  if (is_machine_trouble(code)) throw Refusal{unavailable(detail)};
  throw StatementFailed(detail);
}

}  // namespace mashang::storage::sqlite
