// One SQLite connection with its prepared statements; used by one thread at a time.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/result.hpp"
#include "storage/statement.hpp"
#include "storage/value.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace mashang::storage::sqlite {

struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const;
};
struct CloseConnection {
  void operator()(sqlite3* connection) const;
};

struct Prepared {
  std::unique_ptr<sqlite3_stmt, FinalizeStatement> handle;
  std::vector<std::string> columns;
};

enum class Purpose { read, write };

class Connection {
 public:
  /// Fails with `storage.unavailable`. The first write connection turns the file to WAL.
  [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const std::string& file, Purpose purpose);

  /// For reading only, by a `file:` URI; `first` is run before anything is read. Closing it moves nothing from the log
  /// into the database. Fails with `storage.unavailable`.
  [[nodiscard]] static Result<std::unique_ptr<Connection>> open_evidence(const std::string& uri, const char* first);

  /// A statement in use: bound, and reset at the end of its life. Prepared once per Statement address.
  class Use {
   public:
    Use(Connection& connection, const Statement& statement, std::span<const Value> values);
    ~Use();
    Use(const Use&) = delete;
    /// True when there is a row. Throws Refusal or StatementFailed.
    bool step();
    [[nodiscard]] const Prepared& prepared() const { return *prepared_; }

   private:
    Connection& connection_;
    const Statement& statement_;
    Prepared* prepared_;
    Prepared own_;  ///< when the shared one is busy further up the stack
  };

  /// Text of one or more statements without parameters. Throws like Use::step.
  void run(const char* sql);
  [[nodiscard]] std::int64_t changed_rows() const;
  [[nodiscard]] bool is_in_transaction() const;
  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }

 private:
  explicit Connection(std::unique_ptr<sqlite3, CloseConnection> handle) : handle_(std::move(handle)) {}
  [[nodiscard]] Prepared prepare(const Statement& statement);
  [[noreturn]] void raise(std::string_view what) const;

  std::unique_ptr<sqlite3, CloseConnection> handle_;  // closed after its statements
  std::unordered_map<const Statement*, Prepared> prepared_;
};

}  // namespace mashang::storage::sqlite
