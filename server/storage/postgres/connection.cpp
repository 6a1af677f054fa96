// One PostgreSQL connection in pipeline mode with its prepared statements.
#include "storage/postgres/connection.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <array>

#include "storage/failures.hpp"

namespace mashang::storage::postgres {
namespace {

// A commit is on the disk when it is answered, whatever the server's default; stronger settings stay.
constexpr const char* kSession =
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', "
    "'local');"
    "SET jit = off; SET plan_cache_mode = force_generic_plan; SET random_page_cost = 1.1; SET client_min_messages = "
    "warning; SET standard_conforming_strings = on";

/// SQLSTATE classes: connection, transaction rolled back, resources, operator intervention, system error.
bool is_server_trouble(std::string_view state) {
  for (const std::string_view cls : {"08", "40", "53", "57", "58", "XX"})
    if (state.starts_with(cls)) return true;
  return state == "25006";  // the server has become read-only: a standby
}

}  // namespace

void CloseConnection::operator()(PGconn* connection) const { PQfinish(connection); }

Result<std::unique_ptr<Connection>> Connection::open(const std::string& url) {
  constexpr std::array<const char*, 5> keys{"connect_timeout", "dbname", "fallback_application_name", "client_encoding",
                                            nullptr};
  const std::array<const char*, 5> values{"5", url.c_str(), "mashang", "UTF8", nullptr};
  std::unique_ptr<PGconn, CloseConnection> handle(PQconnectdbParams(keys.data(), values.data(), 1));
  if (PQstatus(handle.get()) != CONNECTION_OK) return failure(unavailable(PQerrorMessage(handle.get())));
  PQsetNoticeProcessor(
      handle.get(), [](void*, const char*) {}, nullptr);
  std::unique_ptr<Connection> connection(new Connection(std::move(handle)));
  if (const Answer answer = connection->run(kSession); !is_success(answer))
    return failure(unavailable(PQresultErrorMessage(answer.get())));
  return connection;
}

std::unique_ptr<Connection> Connection::open_pipelined(const std::string& url) {
  auto opened = open(url);
  if (!opened) throw Refusal{opened.error()};
  (*opened)->start_pipeline();
  return std::move(*opened);
}

const Prepared& Connection::prepared(const Statement& statement, std::span<const Value> values) {
  if (const auto found = prepared_.find(&statement); found != prepared_.end()) return found->second;
  Prepared made{fmt::format("s{}", prepared_.size()), {}, {}, statement.name};
  std::vector<Oid> types;
  for (const Value& value : values) types.push_back(declared_type(value));
  const std::string sql(statement.postgres);
  require(PQsendPrepare(handle_.get(), made.name.c_str(), sql.c_str(), static_cast<int>(types.size()), types.data()));
  require(PQsendDescribePrepared(handle_.get(), made.name.c_str()));
  const auto answers = exchange();
  require_success(answers.front(), statement.name);
  require_success(answers.back(), statement.name);
  for (int i = 0; i < PQnparams(answers.back().get()); ++i)
    made.parameters.push_back(PQparamtype(answers.back().get(), i));
  for (int i = 0; i < PQnfields(answers.back().get()); ++i) made.columns.emplace_back(PQfname(answers.back().get(), i));
  if (made.parameters.size() != values.size())
    throw StatementFailed(fmt::format("{} takes {} parameters", statement.name, made.parameters.size()));
  return prepared_.emplace(&statement, std::move(made)).first->second;
}

bool Connection::is_broken() const { return is_gone_ || PQstatus(handle_.get()) == CONNECTION_BAD; }

bool Connection::is_alive() { return PQconsumeInput(handle_.get()) == 1 && !is_broken(); }

void Connection::queue(const Prepared& prepared, const Parameters& parameters, std::size_t first) {
  parameters.gather(first, prepared.parameters.size(), arrays_);
  require(PQsendQueryPrepared(handle_.get(), prepared.name.c_str(), static_cast<int>(arrays_.values.size()),
                              arrays_.values.data(), arrays_.lengths.data(), arrays_.formats.data(), 1));
}

void Connection::queue(const char* sql) {
  require(PQsendQueryParams(handle_.get(), sql, 0, nullptr, nullptr, nullptr, nullptr, 1));
}

void Connection::require(int went_out) {
  if (went_out != 1) raise_gone();
  ++queued_;
}

void Connection::sync() {
  if (PQpipelineSync(handle_.get()) != 1) raise_gone();
}

std::vector<Answer> Connection::exchange() {
  sync();
  skip_forgotten();
  std::vector<Answer> answers;
  answers.reserve(queued_);
  for (; queued_ > 0; --queued_) answers.push_back(next_answer());
  if (const Answer end(PQgetResult(handle_.get())); PQresultStatus(end.get()) != PGRES_PIPELINE_SYNC) raise_gone();
  return answers;
}

void Connection::send_and_forget() {
  sync();
  forgotten_.push_back(queued_);
  queued_ = 0;
}

void Connection::skip_forgotten() {
  for (const std::size_t commands : forgotten_) {
    for (std::size_t i = 0; i < commands; ++i) (void)next_answer();
    if (const Answer end(PQgetResult(handle_.get())); PQresultStatus(end.get()) != PGRES_PIPELINE_SYNC) raise_gone();
  }
  forgotten_.clear();
}

Answer Connection::next_answer() {
  Answer answer(PQgetResult(handle_.get()));
  if (!answer || is_broken()) raise_gone();
  while (const Answer more{PQgetResult(handle_.get())}) {
  }
  return answer;
}

Answer Connection::run(const char* sql) { return Answer(PQexec(handle_.get(), sql)); }

void Connection::run_with(const Statement& statement, std::span<const Value> values) {
  Parameters parameters;
  std::vector<Oid> types;
  for (const Value& value : values) {
    types.push_back(declared_type(value));
    parameters.add(value, types.back());
  }
  parameters.gather(0, values.size(), arrays_);
  const std::string sql(statement.postgres);
  const Answer answer(PQexecParams(handle_.get(), sql.c_str(), static_cast<int>(values.size()), types.data(),
                                   arrays_.values.data(), arrays_.lengths.data(), arrays_.formats.data(), 1));
  require_success(answer, statement.name);
}

void Connection::start_pipeline() {
  if (PQenterPipelineMode(handle_.get()) != 1) raise_gone();
}

void Connection::raise_gone() {
  is_gone_ = true;
  throw Refusal{unavailable(PQerrorMessage(handle_.get()))};
}

bool is_success(const Answer& answer) {
  const auto status = PQresultStatus(answer.get());
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

void require_success(const Answer& answer, std::string_view what) {
  if (is_success(answer)) return;
  const char* state = PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE);
  const auto detail = fmt::format("{}: {}", what, PQresultErrorMessage(answer.get()));
  if (state != nullptr && is_server_trouble(state)) throw Refusal{unavailable(detail)};
  throw StatementFailed(detail);
}

}  // namespace mashang::storage::postgres
