// Whether the database answers, asked without holding up whoever asks.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>

#include "core/result.hpp"
#include "core/task.hpp"
#include "runtime/workers.hpp"
#include "storage/db.hpp"

namespace mashang {

/// One question is under way at most: who asks meanwhile waits for the same answer. A question that gets none within
/// the deadline is answered by storage.unavailable, at once to all who come later, until the database says something
/// after all. Waiting is done by two threads of its own, so an event loop goes on. Thread-safe; outlives its callers.
class Readiness {
 public:
  Readiness(storage::Db& db, std::chrono::milliseconds deadline);
  ~Readiness();

  /// Fails with storage.unavailable.
  [[nodiscard]] Task<Result<void>> check();

 private:
  struct Question;
  [[nodiscard]] Result<void> wait_for_answer();

  storage::Db& db_;
  const std::chrono::milliseconds deadline_;
  std::mutex mutex_;
  std::shared_ptr<Question> asked_;  ///< shared with the read, which may end after everybody has gone
  runtime::Workers waiters_;         ///< last: its threads use the others
};

}  // namespace mashang
