// Idle read connections; a reading thread borrows one for the time of its transaction.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "storage/sqlite/connection.hpp"

namespace mashang::storage::sqlite {

/// Thread-safe. There are never more connections than threads that read at once.
class Readers {
 public:
  explicit Readers(std::string file) : file_(std::move(file)) {}
  /// Throws Refusal `storage.unavailable`.
  [[nodiscard]] std::unique_ptr<Connection> borrow();
  void give_back(std::unique_ptr<Connection> connection);

 private:
  std::string file_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace mashang::storage::sqlite
