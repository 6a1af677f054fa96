// PostgreSQL's side of group commit: each batch is one transaction on the one writing connection.
#include "storage/postgres/batches.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <chrono>
#include <string_view>
#include <thread>

#include "storage/attempt.hpp"
#include "storage/failures.hpp"
#include "storage/postgres/locks.hpp"
#include "storage/postgres/transaction.hpp"
#include "storage/sql.hpp"

namespace mashang::storage::postgres {
namespace {

constexpr std::size_t kPatience = 8;
constexpr int kLockTries = 40;
constexpr std::chrono::milliseconds kBetweenTries{50};

/// A server that has just ended, or was killed, frees its lock only when PostgreSQL notices that its connection is
/// gone: a restart waits for that, two seconds at most.
void take_server_lock(Connection& connection) {
  for (int tries = 0; tries < kLockTries; ++tries) {
    const Answer taken = connection.run(kTakeServerLock);
    require_success(taken, "server lock");
    if (std::string_view(PQgetvalue(taken.get(), 0, 0)) == "t") return;
    std::this_thread::sleep_for(kBetweenTries);
  }
  throw Refusal{Error{ErrorKind::unavailable, "storage.locked", "another server writes to this database"}};
}

}  // namespace

void Batches::connect() {
  connection_.reset();  // its lock must go first
  auto opened = Connection::open(url_);
  if (!opened) throw Refusal{opened.error()};
  if (lock_ == Lock::server) take_server_lock(**opened);
  (*opened)->start_pipeline();
  connection_ = std::move(*opened);
  series_.forget();
}

bool Batches::commit(std::span<Job* const> batch, Changes::Batch& touched) {
  std::set<Effects::Owner> careful;
  for (std::size_t tries = 0;; ++tries) {
    kept_.clear();
    tried_ = 0;
    try {
      // Each run makes one more write careful; beyond that only a program that counts without our lock is left.
      if (tries > batch.size() + kPatience) throw Refusal{unavailable("a series does not stand still")};
      if (!connection_ || !connection_->is_alive()) connect();
      Effects effects(*connection_, careful);
      try {
        run(batch, effects, touched);
        return !kept_.empty();
      } catch (const BatchBroken&) {
        series_.forget();
        effects.roll_back();
      }
    } catch (...) {
      give_up(batch);
      return false;
    }
  }
}

void Batches::run(std::span<Job* const> batch, Effects& effects, Changes::Batch& touched) {
  for (std::size_t owner = 0; owner < batch.size(); ++owner) {
    const bool keep = run_one(*batch[owner], effects, touched, owner);
    if (effects.is_broken()) throw BatchBroken{};
    if (effects.is_dead() || connection_->is_broken()) throw Refusal{unavailable("the batch's transaction was lost")};
    if (keep) {
      kept_.push_back(batch[owner]);
      effects.keep_write();
    } else {
      series_.undo_write();
      effects.undo_write();
    }
    ++tried_;
  }
  if (kept_.empty()) {
    effects.roll_back();
    return;
  }
  save_series(effects);
  touched.is_about_to_commit();
  effects.commit();
  series_.settle();
}

bool Batches::run_one(Job& job, Effects& effects, Changes::Batch& touched, Effects::Owner owner) {
  WriteTx tx(effects, series_, touched, owner);
  if (!attempt(job, tx, tx.broken_guard())) return false;
  if (!effects.is_careful()) return true;
  try {
    tx.send();
    if (!tx.broken_guard()) return true;
    job.fail(*tx.broken_guard());
  } catch (...) {
    fail_with_current_exception(job);
  }
  return false;
}

void Batches::save_series(Effects& effects) {
  // Guarded: another process may have counted on since the value was loaded; then the batch runs again.
  const Error moved = unavailable("a series was counted on by another process");
  effects.begin_write(Effects::kEngine);
  for (const auto& series : series_.changed()) {
    const sql::save_series saved{
        .county = series.county, .name = series.name, .value = series.value, .loaded = series.loaded};
    effects.add(sql::save_series::statement, saved.values(), &moved);
  }
}

void Batches::give_up(std::span<Job* const> batch) {
  for (Job* job : kept_) fail_with_current_exception(*job);
  for (Job* job : batch.subspan(tried_))
    if (std::ranges::find(kept_, job) == kept_.end()) fail_with_current_exception(*job);
  kept_.clear();
  connection_.reset();  // whatever state it is in, the next batch starts on a fresh one
}

}  // namespace mashang::storage::postgres
