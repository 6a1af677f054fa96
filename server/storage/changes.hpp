// When the rows of a table, or of one matter in it, were changed last, by the commits of this process.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <span>
#include <vector>

#include "storage/statement.hpp"
#include "storage/value.hpp"

namespace mashang::storage {

/// Thread-safe; one thread, the writer's, publishes. Tables and keys share a fixed number of places: two that meet in
/// one look changed more often than they were, never less.
class Changes {
 public:
  /// Counts commits, two steps each: even between them, odd while one is under way and some readers already see it.
  using Moment = std::uint64_t;
  [[nodiscard]] static constexpr bool is_between_commits(Moment moment) { return moment % 2 == 0; }

  /// What the writer's running batch touches; what it undoes stays in, which only costs a read.
  class Batch {
   public:
    explicit Batch(Changes& changes) : changes_(changes) {}
    void add(const Statement& statement, std::span<const Value> values);
    /// Before the commit: from here on nobody trusts what was read of these rows.
    void is_about_to_commit();
    /// After it, whatever came of it, and before its writers are answered: what is read from now on holds again. A
    /// commit that was tried and is not known to be durable may still come to be: what it touched is told again with
    /// the next, whose connection has seen the end of the last one's.
    void has_settled(bool is_durable);

   private:
    Changes& changes_;
    std::vector<std::size_t> places_;
  };

  [[nodiscard]] Moment now() const { return now_.load(std::memory_order_acquire); }
  /// The last moment at which what `statement` reads with `values` may have changed.
  [[nodiscard]] Moment last(const Statement& statement, std::span<const Value> values) const;

 private:
  static constexpr std::size_t kPlaces = 16 * 1024;

  std::atomic<Moment> now_{0};
  std::array<std::atomic<Moment>, kPlaces> changed_{};
};

}  // namespace mashang::storage
