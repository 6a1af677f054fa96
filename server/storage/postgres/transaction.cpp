// PostgreSQL's Tx for writes: deferred, pipelined effects.
#include "storage/postgres/transaction.hpp"

#include "storage/sql.hpp"

namespace mashang::storage::postgres {
WriteTx::WriteTx(Effects& effects, SeriesBook& series, Changes::Batch& touched, Effects::Owner owner)
    : effects_(effects), series_(series), touched_(touched) {
  series_.begin_write();
  effects_.begin_write(owner);
}

void WriteTx::send() {
  auto guard = effects_.send();
  if (guard && !broken_guard_) broken_guard_ = std::move(guard);
}

void WriteTx::select(const Statement& statement, std::span<const Value> values, const RowVisitor& visit) {
  if (effects_.is_broken()) throw BatchBroken{};
  send();
  effects_.ask(statement, values, visit);
}

void WriteTx::change(const Statement& statement, std::span<const Value> values, const Error* otherwise) {
  if (broken_guard_) return;
  if (effects_.is_broken()) throw BatchBroken{};
  touched_.add(statement, values);
  effects_.add(statement, values, otherwise);
  if (effects_.is_heavy()) send();
}

std::int64_t WriteTx::next_number(CountyCode county, std::string_view series) {
  return series_.next(county, series, [this](CountyCode c, std::string_view name) {
    const auto values = sql::series_value{.county = c, .name = name}.values();
    std::int64_t last = 0;
    effects_.ask_engine(sql::series_value::statement, values, [&](const Row& row) {
      last = row.integer("value");
      return false;
    });
    return last;
  });
}

}  // namespace mashang::storage::postgres
