// One PostgreSQL connection in pipeline mode with its prepared statements; used by one thread at a time.
//
// Commands are queued and go out together; `exchange` brings back one answer for each. Between calls of `exchange`
// nothing is under way, except what `send_and_forget` left behind.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/result.hpp"
#include "storage/postgres/wire.hpp"
#include "storage/statement.hpp"

struct pg_conn;  // libpq's PGconn

namespace mashang::storage::postgres {

struct CloseConnection {
  void operator()(pg_conn* connection) const;
};

/// What the server knows a prepared statement as.
struct Prepared {
  std::string name;
  std::vector<Oid> parameters;
  std::vector<std::string> columns;
  std::string_view title;
};

class Connection {
 public:
  /// Fails with `storage.unavailable`.
  [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const std::string& url);

  /// The same, in pipeline mode; throws Refusal.
  [[nodiscard]] static std::unique_ptr<Connection> open_pipelined(const std::string& url);

  /// Prepares it at first use; the values' types declare the parameters. Throws Refusal or StatementFailed.
  const Prepared& prepared(const Statement& statement, std::span<const Value> values);

  void queue(const Prepared& prepared, const Parameters& parameters, std::size_t first);
  /// A command without parameters and without rows of interest.
  void queue(const char* sql);
  /// Sends what is queued and gives one answer for each command, failed ones too. Throws Refusal when the connection
  /// is gone.
  [[nodiscard]] std::vector<Answer> exchange();
  /// Sends what is queued and does not wait; the answers are thrown away later.
  void send_and_forget();

  /// Simple protocol, several statements at once: migrations only, before `start_pipeline`.
  Answer run(const char* sql);
  /// One statement with parameters, outside pipeline mode. Throws Refusal or StatementFailed.
  void run_with(const Statement& statement, std::span<const Value> values);
  void start_pipeline();

  [[nodiscard]] bool is_broken() const;
  /// Notices a server that went away while nothing was asked.
  [[nodiscard]] bool is_alive();

 private:
  explicit Connection(std::unique_ptr<pg_conn, CloseConnection> handle) : handle_(std::move(handle)) {}
  void require(int went_out);
  void sync();
  Answer next_answer();
  void skip_forgotten();
  [[noreturn]] void raise_gone();

  bool is_gone_ = false;
  std::unique_ptr<pg_conn, CloseConnection> handle_;
  std::unordered_map<const Statement*, Prepared> prepared_;
  Parameters::Arrays arrays_;
  std::size_t queued_ = 0;
  std::vector<std::size_t> forgotten_;  ///< commands of each sync that nobody waits for
};

/// Throws unless the answer is a success: Refusal `storage.unavailable` for trouble of the server, else
/// StatementFailed.
void require_success(const Answer& answer, std::string_view what);
[[nodiscard]] bool is_success(const Answer& answer);

}  // namespace mashang::storage::postgres
