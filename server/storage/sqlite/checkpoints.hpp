// When the write-ahead log flows back into the database file; used by the writer thread only.
#pragma once

#include "storage/sqlite/connection.hpp"

namespace mashang::storage::sqlite {

/// In the writer and not beside it: a background checkpointer never lets the log start over under load.
class Checkpoints {
 public:
  /// Watches the connection's commits; must live as long as the connection commits.
  explicit Checkpoints(Connection& writer);
  Checkpoints(const Checkpoints&) = delete;

  /// After a commit: checkpoints when the log has grown by about 4,000 pages (16 MB).
  void after_commit();
  /// It should start over at the next commit: no snapshot may be left open then.
  [[nodiscard]] bool is_log_long() const;
  /// Nothing to do: empties the log, so that erased data does not linger in it.
  void when_idle();
  /// The same before the connection is closed; waits a second for the snapshots of a server beside it.
  void at_end();

 private:
  void empty_log(int patience_ms);
  void run(int mode);

  Connection& writer_;
  int log_pages_ = 0;
  int next_at_;
};

}  // namespace mashang::storage::sqlite
