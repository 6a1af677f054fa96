// Reads of one snapshot, side by side on one connection.
//
// A read asks its queries one after the other and waits for each answer: a round trip apiece would cost more than the
// queries. So each read runs as a fiber that stops at its query; the queries of all go out together, and each goes on
// with its own answer. Sixteen reads of seven queries take seven round trips.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "storage/memory.hpp"
#include "storage/postgres/connection.hpp"
#include "storage/postgres/fiber.hpp"
#include "storage/reading_threads.hpp"

namespace mashang::storage::postgres {

class Snapshot {
 public:
  Snapshot(Connection& connection, Fiber::Stacks& stacks, Memory& memory, Changes::Moment moment)
      : connection_(connection), stacks_(stacks), memory_(memory), moment_(moment) {}
  Snapshot(const Snapshot&) = delete;

  /// Runs them all; each has its outcome afterwards, but for those that are given back: a failed statement of another
  /// read spoilt the snapshot under them, and they must run again in a fresh one. Throws nothing of theirs; one call
  /// for each Snapshot.
  [[nodiscard]] std::vector<Job*> run(std::span<Job* const> jobs);

 private:
  class ReadTx;
  struct Strand;

  /// One round: what the paused reads ask goes out, and each of them goes on.
  void answer(std::span<Strand* const> paused);
  void exchange(std::span<Strand* const> paused);
  /// Gives the snapshot back without waiting for the server.
  void end();

  Connection& connection_;
  Fiber::Stacks& stacks_;
  Memory& memory_;
  const Changes::Moment moment_;  ///< the snapshot begins then or later
  bool has_begun_ = false;
  bool is_spoilt_ = false;
};

/// A reading thread's connection; opened anew when it is lost.
class SnapshotReader final : public ReadingThreads::Reader {
 public:
  SnapshotReader(std::string url, Memory& memory, const Changes& changes)
      : url_(std::move(url)), memory_(memory), changes_(changes) {}
  void run(std::span<Job* const> group) override;

 private:
  std::string url_;
  Memory& memory_;
  const Changes& changes_;
  std::unique_ptr<Connection> connection_;
  Fiber::Stacks stacks_;
};

}  // namespace mashang::storage::postgres
