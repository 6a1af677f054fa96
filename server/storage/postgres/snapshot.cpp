// Reads of one snapshot, side by side on one connection.
#include "storage/postgres/snapshot.hpp"

#include <libpq-fe.h>

#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "storage/attempt.hpp"
#include "storage/failures.hpp"

namespace mashang::storage::postgres {
namespace {

/// Ends a read whose snapshot another one spoilt.
struct Interrupted {};

}  // namespace

/// What one read asks now, and what came back.
class Snapshot::ReadTx final : public Tx {
 public:
  explicit ReadTx(Snapshot& snapshot) : snapshot_(snapshot) {}

  void pause_on(Fiber& fiber) { fiber_ = &fiber; }
  void queue(Connection& connection) const { connection.queue(*prepared_, parameters_, 0); }
  void take(Answer answer) { answer_ = std::move(answer); }
  void take(std::exception_ptr trouble) { trouble_ = std::move(trouble); }
  [[nodiscard]] bool was_interrupted() const { return was_interrupted_; }

  [[nodiscard]] std::int64_t next_number(CountyCode, std::string_view series) override {
    throw std::logic_error("a read asks for the next number of " + std::string(series));
  }

 protected:
  void select(const Statement& statement, std::span<const Value> values, const RowVisitor& visit) override {
    require_clean_text(values);
    if (snapshot_.is_spoilt_) interrupt();
    const Prepared* prepared = prepare(statement, values);
    fiber_->pause();
    if (trouble_) std::rethrow_exception(trouble_);
    const Answer answer = std::move(answer_);
    if (!answer || PQresultStatus(answer.get()) == PGRES_PIPELINE_ABORTED) interrupt();
    require_success(answer, statement.name);
    visit_rows(answer, prepared->columns, visit);
    if (statement.is_remembered) remember(answer, statement, values, prepared->columns);
  }
  void change(const Statement& statement, std::span<const Value>, const Error*) override {
    throw std::logic_error(std::string(statement.name) + " changes rows inside a read");
  }

 private:
  const Prepared* prepare(const Statement& statement, std::span<const Value> values) {
    try {
      prepared_ = &snapshot_.connection_.prepared(statement, values);
    } catch (...) {
      snapshot_.is_spoilt_ = true;
      throw;
    }
    parameters_.cut(0);
    for (std::size_t i = 0; i < values.size(); ++i) parameters_.add(values[i], prepared_->parameters[i]);
    return prepared_;
  }
  void remember(const Answer& answer, const Statement& statement, std::span<const Value> values,
                std::span<const std::string> columns) {
    Memory::Recording recording(snapshot_.memory_, snapshot_.moment_, statement, values, columns);
    visit_rows(answer, columns, [&](const Row& row) {
      recording.add(row);
      return true;
    });
    recording.keep();
  }
  [[noreturn]] void interrupt() {
    was_interrupted_ = true;
    throw Interrupted{};
  }

  Snapshot& snapshot_;
  Fiber* fiber_ = nullptr;
  const Prepared* prepared_ = nullptr;
  Parameters parameters_;
  Answer answer_;
  std::exception_ptr trouble_;
  bool was_interrupted_ = false;
};

struct Snapshot::Strand {
  Job* job;
  ReadTx tx;
  Fiber fiber;

  Strand(Job& of, Snapshot& snapshot)
      : job(&of), tx(snapshot), fiber(snapshot.stacks_, [this] { attempt_read(*job, tx); }) {
    tx.pause_on(fiber);
  }
};

std::vector<Job*> Snapshot::run(std::span<Job* const> jobs) {
  std::vector<std::unique_ptr<Strand>> strands;
  std::vector<Strand*> paused;
  for (Job* job : jobs) {
    strands.push_back(std::make_unique<Strand>(*job, *this));
    strands.back()->fiber.run();
    if (!strands.back()->fiber.has_ended()) paused.push_back(strands.back().get());
  }
  while (!paused.empty()) {
    answer(paused);
    std::erase_if(paused, [](const Strand* strand) { return strand->fiber.has_ended(); });
  }
  end();
  std::vector<Job*> again;
  for (const auto& strand : strands)
    if (strand->tx.was_interrupted()) again.push_back(strand->job);
  return again;
}

void Snapshot::answer(std::span<Strand* const> paused) {
  if (!is_spoilt_) {
    try {
      exchange(paused);
    } catch (...) {
      is_spoilt_ = true;
      for (Strand* strand : paused) strand->tx.take(std::current_exception());
    }
  }
  for (Strand* strand : paused) strand->fiber.run();
}

void Snapshot::exchange(std::span<Strand* const> paused) {
  const std::size_t first = has_begun_ ? 0 : 1;
  if (!has_begun_) connection_.queue("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  has_begun_ = true;
  for (const Strand* strand : paused) strand->tx.queue(connection_);
  auto answers = connection_.exchange();
  if (first == 1) require_success(answers.front(), "BEGIN");
  for (std::size_t i = 0; i < paused.size(); ++i) {
    is_spoilt_ = is_spoilt_ || !is_success(answers[first + i]);
    paused[i]->tx.take(std::move(answers[first + i]));
  }
}

void Snapshot::end() {
  if (!has_begun_ || connection_.is_broken()) return;
  try {
    connection_.queue("COMMIT");
    connection_.send_and_forget();
  } catch (const Refusal&) {
    // All have their answers; whoever comes next notices that the connection is gone.
  }
}

void SnapshotReader::run(std::span<Job* const> group) {
  std::vector<Job*> again(group.begin(), group.end());
  while (!again.empty()) {
    try {
      if (!connection_ || !connection_->is_alive()) connection_ = Connection::open_pipelined(url_);
    } catch (...) {
      for (Job* job : again) fail_with_current_exception(*job);
      return;
    }
    Snapshot snapshot(*connection_, stacks_, memory_, changes_.now());
    again = snapshot.run(again);
  }
}

}  // namespace mashang::storage::postgres
