// The lock file that keeps a second server out of a data folder.
#include "storage/sqlite/server_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "storage/failures.hpp"

namespace mashang::storage::sqlite {

Result<ServerLock> ServerLock::take(const std::string& file) {
  ServerLock lock(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (lock.descriptor_ < 0) return failure(unavailable(file + ": " + std::strerror(errno)));
  if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno != EWOULDBLOCK) return failure(unavailable(file + ": " + std::strerror(errno)));
  return failure(ErrorKind::unavailable, "storage.locked", "another server holds " + file);
}

ServerLock::ServerLock(ServerLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

ServerLock::~ServerLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace mashang::storage::sqlite
