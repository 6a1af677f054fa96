// The effects of the running batch: gathered, sent in one go, judged when their answers come.
//
// A write whose effects reach the server before its function has ended gets its own savepoint and is judged at once.
// The others are judged together at the end; if some failed, the whole batch runs again with those judged by themselves
// ("careful"). So the common batch costs two round trips, and a failing write still fails alone.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "core/error.hpp"
#include "storage/postgres/connection.hpp"

namespace mashang::storage::postgres {

/// An earlier write of the batch turned out to have failed: all run again.
struct BatchBroken {};

class Effects {
 public:
  using Owner = std::size_t;                                ///< which write of the batch
  static constexpr Owner kEngine = static_cast<Owner>(-1);  ///< the engine's own effects

  /// `careful` gains the culprits when the batch breaks.
  Effects(Connection& connection, std::set<Owner>& careful) : connection_(connection), careful_(careful) {}
  Effects(const Effects&) = delete;

  void begin_write(Owner owner);
  void keep_write();
  /// What was not sent is dropped, what was sent is rolled back to the savepoint.
  void undo_write();

  void add(const Statement& statement, std::span<const Value> values, const Error* otherwise);
  /// Sends everything, with a savepoint before the running write's effects. Gives the running write's guard that did
  /// not hold. Throws BatchBroken when another write failed, StatementFailed or Refusal when the running one did.
  [[nodiscard]] std::optional<Error> send();
  /// One query inside the transaction, after what was sent.
  void ask(const Statement& statement, std::span<const Value> values, const RowVisitor& visit);
  /// The same for the engine's own tables, without sending the effects first.
  void ask_engine(const Statement& statement, std::span<const Value> values, const RowVisitor& visit);

  [[nodiscard]] bool is_careful() const { return careful_.contains(running_); }
  /// So much of one write that it should go out before it grows further.
  [[nodiscard]] bool is_heavy() const { return effects_.size() - running_from_ >= kHeavy; }
  /// The batch must run again.
  [[nodiscard]] bool is_broken() const { return is_broken_; }
  /// The batch failed as a whole: the server refused what is not any write's doing.
  [[nodiscard]] bool is_dead() const { return is_dead_; }

  /// Sends what is left and commits. Throws BatchBroken or Refusal.
  void commit();
  void roll_back();

 private:
  static constexpr std::size_t kHeavy = 512;

  struct Effect {
    const Prepared* prepared;
    std::size_t first_parameter;
    Owner owner;
    std::optional<Error> otherwise;
  };

  void queue_start();
  void queue_effects(std::size_t from, std::size_t to);
  /// `answers` of the prefix commands and of all effects; the savepoint's stands before effect `savepoint_at`.
  [[nodiscard]] std::optional<Error> judge(std::span<const Effect> sent, std::span<const Answer> answers,
                                           std::optional<std::size_t> savepoint_at);
  /// The prefix commands, savepoints and the like must succeed, else the batch is dead.
  void require_engine(const Answer& answer);
  [[noreturn]] void give_up(std::span<const Owner> culprits);

  Connection& connection_;
  std::set<Owner>& careful_;
  Parameters parameters_;
  std::vector<Effect> effects_;
  Owner running_ = kEngine;
  std::size_t running_from_ = 0;
  std::size_t prefix_ = 0;  ///< commands queued before the effects
  bool has_begun_ = false;
  bool has_savepoint_ = false;
  bool owes_release_ = false;
  bool is_broken_ = false;
  bool is_dead_ = false;
};

}  // namespace mashang::storage::postgres
