// SQLite's Tx: a snapshot for reads, a savepoint of the running batch for writes.
#pragma once

#include <optional>

#include "storage/memory.hpp"
#include "storage/series.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/tx.hpp"

namespace mashang::storage::sqlite {

/// Reads only; an effect is a bug and throws.
class ReadTx : public Tx {
 public:
  /// A snapshot that begins at `moment` or later.
  ReadTx(Connection& connection, Memory& memory, Changes::Moment moment)
      : connection_(connection), memory_(&memory), moment_(moment) {}
  /// Remembers nothing: of a database that nobody serves, or inside a write, which may never come to be.
  explicit ReadTx(Connection& connection) : connection_(connection) {}
  [[nodiscard]] std::int64_t next_number(CountyCode county, std::string_view series) override;

 protected:
  void select(const Statement& statement, std::span<const Value> values, const RowVisitor& visit) override;
  void change(const Statement& statement, std::span<const Value> values, const Error* otherwise) override;

  Connection& connection_;

 private:
  Memory* memory_ = nullptr;
  Changes::Moment moment_ = 0;
};

/// One write of a batch. The savepoint is opened at the first effect; a write alone in its batch needs none.
class WriteTx final : public ReadTx {
 public:
  enum class Company { alone, others };

  WriteTx(Connection& connection, SeriesBook& series, Changes::Batch& touched, Company company);
  [[nodiscard]] std::int64_t next_number(CountyCode county, std::string_view series) override;
  /// The first guard that did not hold.
  [[nodiscard]] const std::optional<Error>& broken_guard() const { return broken_guard_; }
  void keep();
  void undo();

 protected:
  void change(const Statement& statement, std::span<const Value> values, const Error* otherwise) override;

 private:
  SeriesBook& series_;
  Changes::Batch& touched_;
  Company company_;
  bool has_savepoint_ = false;
  std::optional<Error> broken_guard_;
};

/// The stored last number of a series, 0 when there is none.
[[nodiscard]] std::int64_t load_series(Connection& connection, CountyCode county, std::string_view name);

}  // namespace mashang::storage::sqlite
