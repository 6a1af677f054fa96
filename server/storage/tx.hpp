// One transaction as a room sees it: reads give rows now, effects are applied in order and may be guarded.
//
// A write's function gets a Tx inside a batch of other writes (group commit). Its own failure undoes its
// own effects only. Rules for such functions: no I/O, no waiting, no state changed outside the Tx, and they may be
// run again from the start when their batch has to be replayed.
//
// `Query` is a parameter struct generated from sql/: `sql::case_by_id{.county = county, .id = id}`.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "storage/statement.hpp"
#include "storage/value.hpp"

namespace mashang::storage {

/// The current row of a result. Columns are found by name; reading them in SELECT order costs one comparison each.
/// Text and blob views live until the next row. A missing column or a wrong type is a bug and throws.
class Row {
 public:
  /// `columns` outlive the row.
  explicit Row(std::span<const std::string> columns) : columns_(columns) {}
  virtual ~Row() = default;
  Row(const Row&) = delete;

  [[nodiscard]] std::int64_t integer(std::string_view column) const { return integer_at(index(column)); }
  [[nodiscard]] double real(std::string_view column) const { return real_at(index(column)); }
  [[nodiscard]] std::string_view text(std::string_view column) const { return text_at(index(column)); }
  [[nodiscard]] std::string_view blob(std::string_view column) const { return blob_at(index(column)); }
  [[nodiscard]] bool flag(std::string_view column) const { return integer(column) != 0; }
  [[nodiscard]] bool is_null(std::string_view column) const { return null_at(index(column)); }
  [[nodiscard]] Instant instant(std::string_view column) const { return Instant{integer(column)}; }
  template <class IdType>
  [[nodiscard]] IdType id(std::string_view column) const {
    return IdType{integer(column)};
  }
  [[nodiscard]] std::string string(std::string_view column) const { return std::string(text(column)); }
  [[nodiscard]] std::optional<std::int64_t> optional_integer(std::string_view column) const {
    return is_null(column) ? std::nullopt : std::optional(integer(column));
  }
  [[nodiscard]] std::optional<Instant> optional_instant(std::string_view column) const {
    return is_null(column) ? std::nullopt : std::optional(instant(column));
  }
  [[nodiscard]] std::optional<std::string> optional_string(std::string_view column) const {
    return is_null(column) ? std::nullopt : std::optional(string(column));
  }
  template <class IdType>
  [[nodiscard]] std::optional<IdType> optional_id(std::string_view column) const {
    return is_null(column) ? std::nullopt : std::optional(IdType{integer(column)});
  }
  /// How many columns it has, and each as it is: for whoever copies rows.
  [[nodiscard]] std::size_t width() const { return columns_.size(); }
  [[nodiscard]] Value value(std::size_t column) const { return value_at(static_cast<int>(column)); }

 protected:
  [[nodiscard]] virtual bool null_at(int at) const = 0;
  [[nodiscard]] virtual std::int64_t integer_at(int at) const = 0;
  [[nodiscard]] virtual double real_at(int at) const = 0;
  [[nodiscard]] virtual std::string_view text_at(int at) const = 0;
  [[nodiscard]] virtual std::string_view blob_at(int at) const = 0;
  [[nodiscard]] virtual Value value_at(int at) const = 0;

 private:
  [[nodiscard]] int index(std::string_view column) const {
    // Again (null, then the value) or the next.
    for (const std::size_t near : {hint_, hint_ + 1})
      if (near < columns_.size() && columns_[near] == column) return static_cast<int>(hint_ = near);
    return search(column);
  }
  [[nodiscard]] int search(std::string_view column) const;

  std::span<const std::string> columns_;
  mutable std::size_t hint_ = 0;  ///< where the last column was found
};

/// Gives each row in turn; return false to stop.
using RowVisitor = std::function<bool(const Row&)>;

class Tx {
 public:
  virtual ~Tx() = default;

  // ---- reads (see this transaction's own effects) ----
  template <class Query>
  void for_each(const Query& query, const RowVisitor& visit) {
    const auto values = query.values();
    select(Query::statement, values, visit);
  }
  /// `read` turns a Row into a value: `tx.one(sql::case_by_id{...}, read_case)`.
  template <class Query, class Read>
  auto one(const Query& query, Read read) -> std::optional<decltype(read(std::declval<const Row&>()))> {
    std::optional<decltype(read(std::declval<const Row&>()))> found;
    for_each(query, [&](const Row& row) {
      found.emplace(read(row));
      return false;
    });
    return found;
  }
  template <class Query, class Read>
  auto all(const Query& query, Read read) -> std::vector<decltype(read(std::declval<const Row&>()))> {
    std::vector<decltype(read(std::declval<const Row&>()))> found;
    for_each(query, [&](const Row& row) {
      found.push_back(read(row));
      return true;
    });
    return found;
  }

  // ---- effects (writes only) ----
  /// Applies an INSERT, UPDATE or DELETE. PostgreSQL may defer and pipeline it until the next read or the commit.
  template <class Command>
  void apply(const Command& command) {
    const auto values = command.values();
    change(Command::statement, values, nullptr);
  }
  /// The effect must touch exactly one row, else the whole write is undone and its result becomes `otherwise`.
  /// This is how optimistic locking (`WHERE version = :version`) and uniqueness (`ON CONFLICT DO NOTHING`) speak.
  template <class Command>
  void apply_one(const Command& command, const Error& otherwise) {
    const auto values = command.values();
    change(Command::statement, values, &otherwise);
  }
  /// The next number of a gap-free, strictly increasing series (1, 2, 3 …), kept in table `series`; a write that is
  /// undone gives its numbers back. Used for ledger leaves, outbox rows and case numbers.
  [[nodiscard]] virtual std::int64_t next_number(CountyCode county, std::string_view series) = 0;

 protected:
  virtual void select(const Statement& statement, std::span<const Value> values, const RowVisitor& visit) = 0;
  virtual void change(const Statement& statement, std::span<const Value> values, const Error* otherwise) = 0;
};

}  // namespace mashang::storage
