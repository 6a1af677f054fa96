// PostgreSQL's Tx: a snapshot for reads; deferred, pipelined effects for writes.
#include "storage/postgres/transaction.hpp"

#include <libpq-fe.h>

#include <stdexcept>

#include "storage/failures.hpp"
#include "storage/sql.hpp"

namespace mashang::storage::postgres {
namespace {

void visit_rows(const Answer& answer, const RowVisitor& visit) {
  PostgresRow row(answer.get());
  for (int at = 0; at < PQntuples(answer.get()); ++at) {
    row.move_to(at);
    if (!visit(row)) return;
  }
}

}  // namespace

void ReadTx::select(const Statement& statement, std::span<const Value> values, const RowVisitor& visit) {
  require_clean_text(values);
  try {
    const Prepared& prepared = connection_.prepared(statement, values);
    Parameters parameters;
    for (std::size_t i = 0; i < values.size(); ++i) parameters.add(values[i], prepared.parameters[i]);
    if (!has_begun_) connection_.queue("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    has_begun_ = true;
    connection_.queue(prepared, parameters, 0);
  } catch (const StatementFailed&) {
    is_spoilt_ = true;
    throw;
  }
  const auto answers = connection_.exchange();
  is_spoilt_ = is_spoilt_ || !is_success(answers.back());
  require_success(answers.front(), statement.name);
  require_success(answers.back(), statement.name);
  visit_rows(answers.back(), visit);
}

void ReadTx::change(const Statement& statement, std::span<const Value>, const Error*) {
  throw std::logic_error(std::string(statement.name) + " changes rows inside a read");
}

std::int64_t ReadTx::next_number(CountyCode, std::string_view series) {
  throw std::logic_error("a read asks for the next number of " + std::string(series));
}

void ReadTx::end() {
  if (!has_begun_ || connection_.is_broken()) return;
  has_begun_ = false;
  is_spoilt_ = false;
  connection_.queue("COMMIT");
  connection_.send_and_forget();
}

WriteTx::WriteTx(Effects& effects, SeriesBook& series, Effects::Owner owner) : effects_(effects), series_(series) {
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
  visit_rows(effects_.ask(statement, values), visit);
}

void WriteTx::change(const Statement& statement, std::span<const Value> values, const Error* otherwise) {
  if (broken_guard_) return;
  if (effects_.is_broken()) throw BatchBroken{};
  effects_.add(statement, values, otherwise);
  if (effects_.is_heavy()) send();
}

std::int64_t WriteTx::next_number(CountyCode county, std::string_view series) {
  return series_.next(county, series, [this](CountyCode c, std::string_view name) {
    const auto values = sql::series_value{.county = c, .name = name}.values();
    std::int64_t last = 0;
    visit_rows(effects_.ask_engine(sql::series_value::statement, values), [&](const Row& row) {
      last = row.integer("value");
      return false;
    });
    return last;
  });
}

}  // namespace mashang::storage::postgres
