// Rows read lately, kept until something they were read from changes: most reads need no database.
//
// Which statements are remembered stands in their SQL (`-- remembered`); what changes them, the generator finds in
// every statement, so no write can forget to say so. A read is answered from memory only when all its rows are there
// and no commit came in between: it sees one moment, as in the database. See docs/adr/0008-rows-in-memory.md.
#pragma once

#include <array>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "storage/changes.hpp"
#include "storage/job.hpp"
#include "storage/tx.hpp"

namespace mashang::storage {

struct Rows;

/// Thread-safe.
class Memory {
 public:
  /// So late a change by another process is seen.
  static constexpr std::chrono::seconds kLongest{5};
  static constexpr std::size_t kBytes = 16 * 1024 * 1024;

  explicit Memory(const Changes& changes) : changes_(changes) {}

  /// Runs the job on what is remembered. False when that is not enough: the job has no outcome and must run for real.
  [[nodiscard]] bool answers(Job& job);

  /// The rows of a real read that began at `moment` or later, on their way into memory.
  class Recording {
   public:
    Recording(Memory& memory, Changes::Moment moment, const Statement& statement, std::span<const Value> values,
              std::span<const std::string> columns);
    void add(const Row& row);
    /// Once every row of the result was added.
    void keep();

   private:
    Memory& memory_;
    Changes::Moment moment_;
    std::string key_;
    std::shared_ptr<Rows> rows_;
  };

 private:
  using SteadyClock = std::chrono::steady_clock;

  class MemoryTx;
  struct Kept {
    std::shared_ptr<const Rows> rows;
    Changes::Moment moment;
    SteadyClock::time_point since;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>{}(key); }
  };
  /// Two generations: what is asked for moves to the young one; when that is full the old one goes.
  struct Shelf {
    using Map = std::unordered_map<std::string, Kept, Hash, std::equal_to<>>;
    std::mutex mutex;
    Map young, old;
    std::size_t young_bytes = 0;
  };
  static constexpr std::size_t kShelves = 16, kHalfShelf = kBytes / kShelves / 2;

  [[nodiscard]] std::shared_ptr<const Rows> find(std::string_view key, Changes::Moment last_change);
  void put(std::string key, Kept kept);
  /// The column names of a statement's results: kept once, for good.
  [[nodiscard]] const std::vector<std::string>& names_of(const Statement& statement,
                                                         std::span<const std::string> columns);

  const Changes& changes_;
  std::array<Shelf, kShelves> shelves_;
  std::mutex names_mutex_;
  std::unordered_map<const Statement*, std::vector<std::string>> names_;
};

}  // namespace mashang::storage
