// PostgreSQL's Tx: a snapshot for reads; deferred, pipelined effects for writes.
#pragma once

#include <optional>

#include "storage/postgres/effects.hpp"
#include "storage/series.hpp"
#include "storage/tx.hpp"

namespace mashang::storage::postgres {

/// Reads of one snapshot, begun at the first select. Serves several jobs one after the other.
class ReadTx final : public Tx {
 public:
  explicit ReadTx(Connection& connection) : connection_(connection) {}
  [[nodiscard]] std::int64_t next_number(CountyCode county, std::string_view series) override;
  /// A statement failed: the snapshot is of no more use.
  [[nodiscard]] bool is_spoilt() const { return is_spoilt_; }
  /// Gives the snapshot back without waiting for the server.
  void end();

 protected:
  void select(const Statement& statement, std::span<const Value> values, const RowVisitor& visit) override;
  void change(const Statement& statement, std::span<const Value> values, const Error* otherwise) override;

 private:
  Connection& connection_;
  bool has_begun_ = false;
  bool is_spoilt_ = false;
};

/// One write of a batch.
class WriteTx final : public Tx {
 public:
  WriteTx(Effects& effects, SeriesBook& series, Effects::Owner owner);
  [[nodiscard]] std::int64_t next_number(CountyCode county, std::string_view series) override;
  /// The first guard known not to hold.
  [[nodiscard]] const std::optional<Error>& broken_guard() const { return broken_guard_; }
  /// Sends and judges what this write did so far. Throws as Effects::send.
  void send();

 protected:
  void select(const Statement& statement, std::span<const Value> values, const RowVisitor& visit) override;
  void change(const Statement& statement, std::span<const Value> values, const Error* otherwise) override;

 private:
  Effects& effects_;
  SeriesBook& series_;
  std::optional<Error> broken_guard_;
};

}  // namespace mashang::storage::postgres
