// The effects of the running batch: gathered, sent in one go, judged when their answers come.
#include "storage/postgres/effects.hpp"

#include <libpq-fe.h>

#include <string_view>
#include <utility>

#include "storage/failures.hpp"
#include "storage/postgres/locks.hpp"

namespace mashang::storage::postgres {

void Effects::begin_write(Owner owner) {
  running_ = owner;
  running_from_ = effects_.size();
  has_savepoint_ = false;
  if (is_careful()) (void)send();
}

void Effects::keep_write() {
  owes_release_ = owes_release_ || has_savepoint_;
  has_savepoint_ = false;
}

void Effects::undo_write() {
  if (running_from_ < effects_.size()) {
    parameters_.cut(effects_[running_from_].first_parameter);
    effects_.erase(effects_.begin() + static_cast<std::ptrdiff_t>(running_from_), effects_.end());
  }
  if (!has_savepoint_) return;
  has_savepoint_ = false;
  connection_.queue("ROLLBACK TO one_write");
  connection_.queue("RELEASE one_write");
  for (const Answer& answer : connection_.exchange()) require_engine(answer);
}

void Effects::add(const Statement& statement, std::span<const Value> values, const Error* otherwise) {
  require_clean_text(values);
  const Prepared* prepared = nullptr;
  try {
    prepared = &connection_.prepared(statement, values);
  } catch (const StatementFailed&) {
    if (has_begun_ && !has_savepoint_) give_up({&running_, 1});
    throw;
  }
  const std::size_t first = parameters_.size();
  for (std::size_t i = 0; i < values.size(); ++i) parameters_.add(values[i], prepared->parameters[i]);
  effects_.push_back({prepared, first, running_, otherwise ? std::optional(*otherwise) : std::nullopt});
}

void Effects::queue_start() {
  prefix_ = 0;
  if (!has_begun_) {
    connection_.queue("BEGIN");
    connection_.queue(kOneWriterAtATime);
    prefix_ += 2;
    has_begun_ = true;
  }
  if (owes_release_) {
    connection_.queue("RELEASE one_write");
    ++prefix_;
    owes_release_ = false;
  }
}

void Effects::queue_effects(std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i)
    connection_.queue(*effects_[i].prepared, parameters_, effects_[i].first_parameter);
}

std::optional<Error> Effects::send() {
  if (has_savepoint_ && effects_.empty()) return std::nullopt;
  queue_start();
  std::optional<std::size_t> savepoint_at;
  queue_effects(0, running_from_);
  if (!has_savepoint_ && running_ != kEngine) {
    connection_.queue("SAVEPOINT one_write");
    savepoint_at = running_from_;
    has_savepoint_ = true;
  }
  queue_effects(running_from_, effects_.size());
  const auto answers = connection_.exchange();
  const auto sent = std::exchange(effects_, {});
  running_from_ = 0;
  parameters_.cut(0);
  return judge(sent, answers, savepoint_at);
}

std::optional<Error> Effects::judge(std::span<const Effect> sent, std::span<const Answer> answers,
                                    std::optional<std::size_t> savepoint_at) {
  for (std::size_t i = 0; i < prefix_; ++i) require_engine(answers[i]);
  std::size_t at = prefix_;
  std::optional<Error> own_guard;
  std::vector<Owner> missed;
  for (std::size_t i = 0; i <= sent.size(); ++i) {
    if (savepoint_at == i) require_engine(answers[at++]);
    if (i == sent.size()) break;
    const Effect& effect = sent[i];
    const Answer& answer = answers[at++];
    const bool is_own = effect.owner == running_ && running_ != kEngine;
    if (!is_success(answer)) {
      if (effect.owner == kEngine) require_engine(answer);
      if (!is_own) give_up({&effect.owner, 1});
      if (own_guard) return own_guard;
      require_success(answer, effect.prepared->title);
    }
    if (!effect.otherwise || std::string_view(PQcmdTuples(answer.get())) == "1") continue;
    if (is_own && !own_guard) own_guard = effect.otherwise;
    if (!is_own) missed.push_back(effect.owner);  // the transaction goes on: all who failed are found in one run
  }
  if (!missed.empty()) give_up(missed);
  return own_guard;
}

void Effects::ask(const Statement& statement, std::span<const Value> values, const RowVisitor& visit) {
  require_clean_text(values);
  const Prepared& prepared = connection_.prepared(statement, values);
  Parameters parameters;
  for (std::size_t i = 0; i < values.size(); ++i) parameters.add(values[i], prepared.parameters[i]);
  connection_.queue(prepared, parameters, 0);
  const auto answers = connection_.exchange();
  require_success(answers.front(), statement.name);
  visit_rows(answers.front(), prepared.columns, visit);
}

void Effects::ask_engine(const Statement& statement, std::span<const Value> values, const RowVisitor& visit) {
  try {
    const Prepared& prepared = connection_.prepared(statement, values);
    queue_start();
    Parameters parameters;
    for (std::size_t i = 0; i < values.size(); ++i) parameters.add(values[i], prepared.parameters[i]);
    connection_.queue(prepared, parameters, 0);
    const auto answers = connection_.exchange();
    for (std::size_t i = 0; i < prefix_; ++i) require_engine(answers[i]);
    require_success(answers.back(), statement.name);
    visit_rows(answers.back(), prepared.columns, visit);
  } catch (const StatementFailed&) {
    if (has_begun_ && !has_savepoint_) give_up({&running_, 1});
    throw;
  }
}

void Effects::require_engine(const Answer& answer) {
  if (is_success(answer)) return;
  is_dead_ = true;
  throw Refusal{unavailable(PQresultErrorMessage(answer.get()))};
}

void Effects::give_up(std::span<const Owner> culprits) {
  is_broken_ = true;
  for (const Owner culprit : culprits)
    if (culprit != kEngine) careful_.insert(culprit);
  throw BatchBroken{};
}

void Effects::commit() {
  running_ = kEngine;
  running_from_ = effects_.size();
  if (!effects_.empty()) (void)send();
  if (!has_begun_) return;
  connection_.queue("COMMIT");
  const auto answers = connection_.exchange();
  require_success(answers.front(), "COMMIT");
  if (std::string_view(PQcmdStatus(answers.front().get())) != "COMMIT")
    throw Refusal{unavailable("the server rolled the batch back")};
}

void Effects::roll_back() {
  if (!has_begun_ || connection_.is_broken()) return;
  connection_.queue("ROLLBACK");
  (void)connection_.exchange();
}

}  // namespace mashang::storage::postgres
