// Connections for reading, each with a snapshot that serves many reads in a row.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "storage/changes.hpp"
#include "storage/sqlite/connection.hpp"

namespace mashang::storage::sqlite {

/// A snapshot costs two file locks, and all connections of a process take them under one mutex: more than most reads.
/// So it stays open until something is committed. Reads share it for 20 ms at most (so late a commit of another process
/// is seen); one that nobody asks any more is ended by the idle writer within 250 ms.
struct Reader {
  std::unique_ptr<Connection> connection;
  Changes::Moment moment = 0;  ///< its snapshot began then or later
  std::chrono::steady_clock::time_point begun;
};

/// Thread-safe. There are never more connections than threads that read at once.
class Readers {
 public:
  static constexpr std::chrono::milliseconds kLongest{20};

  Readers(std::string file, const Changes& changes) : file_(std::move(file)), changes_(changes) {}
  /// In a transaction that sees all that was published. Throws Refusal `storage.unavailable`.
  [[nodiscard]] std::unique_ptr<Reader> borrow();
  void give_back(std::unique_ptr<Reader> reader);

  /// While it lives no snapshot is kept between two reads: an old one would keep the log from starting over.
  class Rest {
   public:
    explicit Rest(Readers& readers);
    ~Rest();
    Rest(const Rest&) = delete;

   private:
    Readers& readers_;
  };

 private:
  [[nodiscard]] std::unique_ptr<Reader> take_or_open();

  std::string file_;
  const Changes& changes_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Reader>> idle_;
  bool is_resting_ = false;
};

}  // namespace mashang::storage::sqlite
