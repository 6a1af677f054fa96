// Connections for reading, each with a snapshot that serves many reads in a row.
#include "storage/sqlite/readers.hpp"

#include "storage/failures.hpp"

namespace mashang::storage::sqlite {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr storage::Statement kBegin{"storage.begin_read", "BEGIN", "", 0};
constexpr storage::Statement kEnd{"storage.end_read", "COMMIT", "", 0};

void run(Connection& connection, const storage::Statement& statement) {
  Connection::Use use(connection, statement, {});
  use.step();
}

void end_snapshot(Connection& connection) {
  if (connection.is_in_transaction()) run(connection, kEnd);
}

}  // namespace

std::unique_ptr<Reader> Readers::take_or_open() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto reader = std::move(idle_.back());
      idle_.pop_back();
      return reader;
    }
  }
  auto opened = Connection::open(file_, Purpose::read);
  if (!opened) throw Refusal{opened.error()};
  auto reader = std::make_unique<Reader>();
  reader->connection = std::move(*opened);
  return reader;
}

std::unique_ptr<Reader> Readers::borrow() {
  auto reader = take_or_open();
  Connection& connection = *reader->connection;
  const auto now = SteadyClock::now();
  const Changes::Moment moment = changes_.now();
  const bool is_newest = reader->moment == moment && Changes::is_between_commits(moment);
  if (connection.is_in_transaction() && is_newest && now - reader->begun < kLongest) return reader;
  end_snapshot(connection);
  reader->moment = moment;
  reader->begun = now;
  run(connection, kBegin);
  return reader;
}

void Readers::give_back(std::unique_ptr<Reader> reader) {
  const std::lock_guard lock(mutex_);
  if (is_resting_) end_snapshot(*reader->connection);
  idle_.push_back(std::move(reader));
}

Readers::Rest::Rest(Readers& readers) : readers_(readers) {
  const std::lock_guard lock(readers_.mutex_);
  readers_.is_resting_ = true;
  std::erase_if(readers_.idle_, [](const std::unique_ptr<Reader>& reader) {
    try {
      end_snapshot(*reader->connection);
      return false;
    } catch (...) {
      return true;  // whatever ails it, the next read opens another
    }
  });
}

Readers::Rest::~Rest() {
  const std::lock_guard lock(readers_.mutex_);
  readers_.is_resting_ = false;
}

}  // namespace mashang::storage::sqlite
