// PostgreSQL's Tx for writes: deferred, pipelined effects.
#pragma once

#include <optional>

#include "storage/changes.hpp"
#include "storage/postgres/effects.hpp"
#include "storage/series.hpp"
#include "storage/tx.hpp"

namespace mashang::storage::postgres {

/// One write of a batch.
class WriteTx final : public Tx {
 public:
  WriteTx(Effects& effects, SeriesBook& series, Changes::Batch& touched, Effects::Owner owner);
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
  Changes::Batch& touched_;
  std::optional<Error> broken_guard_;
};

}  // namespace mashang::storage::postgres
