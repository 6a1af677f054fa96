// SQLite's Tx: a snapshot for reads, a savepoint of the running batch for writes.
#include "storage/sqlite/transaction.hpp"

#include <sqlite3.h>

#include <stdexcept>

#include "storage/sql.hpp"

namespace mashang::storage::sqlite {
namespace {

constexpr storage::Statement kOpen{"storage.open_savepoint", "SAVEPOINT one_write", "", 0};
constexpr storage::Statement kRelease{"storage.release_savepoint", "RELEASE one_write", "", 0};
constexpr storage::Statement kUndo{"storage.undo_savepoint", "ROLLBACK TO one_write", "", 0};

class SqliteRow final : public Row {
 public:
  explicit SqliteRow(const Prepared& prepared) : Row(prepared.columns), handle_(prepared.handle.get()) {}

 private:
  [[nodiscard]] bool null_at(int at) const override { return sqlite3_column_type(handle_, at) == SQLITE_NULL; }
  [[nodiscard]] std::int64_t integer_at(int at) const override {
    require(at, SQLITE_INTEGER);
    return sqlite3_column_int64(handle_, at);
  }
  [[nodiscard]] double real_at(int at) const override {
    if (sqlite3_column_type(handle_, at) != SQLITE_INTEGER) require(at, SQLITE_FLOAT);
    return sqlite3_column_double(handle_, at);
  }
  [[nodiscard]] std::string_view text_at(int at) const override {
    require(at, SQLITE_TEXT);
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(handle_, at));
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, at))};
  }
  [[nodiscard]] std::string_view blob_at(int at) const override {
    require(at, SQLITE_BLOB);
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_, at));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_, at));
    return size == 0 ? std::string_view() : std::string_view(bytes, size);
  }
  [[nodiscard]] Value value_at(int at) const override {
    switch (sqlite3_column_type(handle_, at)) {
      case SQLITE_INTEGER:
        return integer_at(at);
      case SQLITE_FLOAT:
        return real_at(at);
      case SQLITE_TEXT:
        return text_at(at);
      case SQLITE_BLOB:
        return Blob{blob_at(at)};
      default:
        return {};
    }
  }
  void require(int at, int type) const {
    if (sqlite3_column_type(handle_, at) != type)
      throw std::logic_error(std::string("column ") + sqlite3_column_name(handle_, at) + " has another type");
  }

  sqlite3_stmt* handle_;
};

void run_alone(Connection& connection, const storage::Statement& statement) {
  Connection::Use use(connection, statement, {});
  use.step();
}

}  // namespace

std::int64_t load_series(Connection& connection, CountyCode county, std::string_view name) {
  const auto values = sql::series_value{.county = county, .name = name}.values();
  Connection::Use use(connection, sql::series_value::statement, values);
  return use.step() ? sqlite3_column_int64(use.prepared().handle.get(), 0) : 0;
}

void ReadTx::select(const Statement& statement, std::span<const Value> values, const RowVisitor& visit) {
  Connection::Use use(connection_, statement, values);
  const SqliteRow row(use.prepared());
  if (memory_ == nullptr || !statement.is_remembered) {
    while (use.step() && visit(row)) {
    }
    return;
  }
  Memory::Recording recording(*memory_, moment_, statement, values, use.prepared().columns);
  for (bool goes_on = true; use.step();) {
    recording.add(row);
    goes_on = goes_on && visit(row);
  }
  recording.keep();
}

void ReadTx::change(const Statement& statement, std::span<const Value>, const Error*) {
  throw std::logic_error(std::string(statement.name) + " changes rows inside a read");
}

std::int64_t ReadTx::next_number(CountyCode, std::string_view series) {
  throw std::logic_error("a read asks for the next number of " + std::string(series));
}

WriteTx::WriteTx(Connection& connection, SeriesBook& series, Changes::Batch& touched, Company company)
    : ReadTx(connection), series_(series), touched_(touched), company_(company) {
  series_.begin_write();
}

void WriteTx::change(const Statement& statement, std::span<const Value> values, const Error* otherwise) {
  if (broken_guard_) return;
  if (company_ == Company::others && !has_savepoint_) {
    run_alone(connection_, kOpen);
    has_savepoint_ = true;
  }
  touched_.add(statement, values);
  Connection::Use use(connection_, statement, values);
  while (use.step()) {
  }
  if (otherwise != nullptr && connection_.changed_rows() != 1) broken_guard_ = *otherwise;
}

std::int64_t WriteTx::next_number(CountyCode county, std::string_view series) {
  return series_.next(county, series,
                      [this](CountyCode c, std::string_view name) { return load_series(connection_, c, name); });
}

void WriteTx::keep() {
  if (has_savepoint_) run_alone(connection_, kRelease);
}

void WriteTx::undo() {
  series_.undo_write();
  if (!connection_.is_in_transaction()) return;  // SQLite itself gave the whole batch up
  if (has_savepoint_) {
    run_alone(connection_, kUndo);
    run_alone(connection_, kRelease);
  } else if (company_ == Company::alone) {
    connection_.run("ROLLBACK");
  }
}

}  // namespace mashang::storage::sqlite
