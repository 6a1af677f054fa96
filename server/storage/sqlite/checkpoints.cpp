// When the write-ahead log flows back into the database file.
#include "storage/sqlite/checkpoints.hpp"

#include <sqlite3.h>

namespace mashang::storage::sqlite {
namespace {

constexpr int kPages = 4'000;
constexpr int kTooLong = 64'000;  // 256 MB: wait for the readers that keep the log from starting over
constexpr int kPatienceMs = 10'000, kPatienceAtEndMs = 1'000;

int remember_log_size(void* size, sqlite3*, const char*, int pages) {
  *static_cast<int*>(size) = pages;
  return SQLITE_OK;
}

}  // namespace

Checkpoints::Checkpoints(Connection& writer) : writer_(writer), next_at_(kPages) {
  sqlite3_wal_hook(writer.handle(), remember_log_size, &log_pages_);
}

void Checkpoints::after_commit() {
  if (!is_log_long()) next_at_ = kPages;  // the log started over
  if (log_pages_ >= next_at_) run(log_pages_ >= kTooLong ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE);
}

bool Checkpoints::is_log_long() const { return log_pages_ >= kPages; }

void Checkpoints::when_idle() { empty_log(0); }

void Checkpoints::at_end() { empty_log(kPatienceAtEndMs); }

void Checkpoints::empty_log(int patience_ms) {
  if (log_pages_ == 0) return;
  sqlite3_busy_timeout(writer_.handle(), patience_ms);
  run(SQLITE_CHECKPOINT_TRUNCATE);
  sqlite3_busy_timeout(writer_.handle(), kPatienceMs);
}

void Checkpoints::run(int mode) {
  // A checkpoint that readers or the disk keep from finishing loses nothing: the next one goes on.
  int log = 0, moved = 0;
  const int done = sqlite3_wal_checkpoint_v2(writer_.handle(), nullptr, mode, &log, &moved);
  if (done == SQLITE_OK && mode == SQLITE_CHECKPOINT_TRUNCATE) log_pages_ = 0;
  next_at_ = log_pages_ + kPages;
}

}  // namespace mashang::storage::sqlite
