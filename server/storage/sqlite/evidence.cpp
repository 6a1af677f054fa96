// SQLite's file read without leaving a trace.
#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include <filesystem>

#include "storage/evidence_detail.hpp"
#include "storage/failures.hpp"
#include "storage/sqlite/transaction.hpp"

namespace mashang::storage {
namespace sqlite {
namespace {

namespace fs = std::filesystem;

/// Keeps a server from starting while it lives; knows whether one runs. Opens, never makes, the lock file.
class ServerWatch {
 public:
  explicit ServerWatch(const fs::path& lock_file) : descriptor_(::open(lock_file.c_str(), O_RDONLY | O_CLOEXEC)) {
    is_served_ = descriptor_ >= 0 && ::flock(descriptor_, LOCK_SH | LOCK_NB) != 0;
  }
  ServerWatch(const ServerWatch&) = delete;
  ~ServerWatch() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  [[nodiscard]] bool is_served() const { return is_served_; }

 private:
  int descriptor_;
  bool is_served_ = false;
};

std::string as_uri(const fs::path& file, std::string_view parameters) {
  std::string uri = "file:";
  for (const unsigned char c : fs::absolute(file).string()) {
    const bool is_plain = std::isalnum(c) != 0 || c == '/' || c == '.' || c == '-' || c == '_' || c >= 0x80;
    is_plain ? static_cast<void>(uri += static_cast<char>(c)) : static_cast<void>(uri += fmt::format("%{:02X}", c));
  }
  return uri.append("?").append(parameters);
}

bool has_log(const fs::path& file) {
  std::error_code absent;
  const auto bytes = fs::file_size(file.string() + "-wal", absent);
  return !absent && bytes > 0;
}

Result<std::unique_ptr<Connection>> open_quietly(const fs::path& file, bool is_served) {
  if (is_served) return Connection::open_evidence(as_uri(file, "mode=ro"), "");
  // Whatever is in a log that nobody holds is read into memory: no locks, no index file, no checkpoint at the end.
  if (has_log(file))
    return Connection::open_evidence(as_uri(file, "mode=ro&vfs=unix-none"), "PRAGMA locking_mode=EXCLUSIVE");
  return Connection::open_evidence(as_uri(file, "mode=ro&immutable=1"), "");
}

}  // namespace
}  // namespace sqlite

Result<void> read_sqlite_evidence(const std::string& directory, std::span<const Migration> known,
                                  const EvidenceReader& read) {
  const std::filesystem::path folder(directory);
  const auto file = folder / "mashang.db";
  std::error_code trouble;
  if (!std::filesystem::is_regular_file(file, trouble)) return no_database(file.string() + " does not exist");
  const sqlite::ServerWatch watch(folder / "mashang.lock");
  auto connection = sqlite::open_quietly(file, watch.is_served());
  if (!connection) return failure(connection.error());
  try {
    (*connection)->run("BEGIN");
    sqlite::ReadTx tx(**connection);
    return read_if_current(tx, known, read);
  } catch (const Refusal& refusal) {
    return failure(refusal.error);
  }
}

}  // namespace mashang::storage
