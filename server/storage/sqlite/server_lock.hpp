// The lock file that keeps a second server out of a data folder; the system drops it when the process dies.
#pragma once

#include <string>

#include "core/result.hpp"

namespace mashang::storage::sqlite {

class ServerLock {
 public:
  /// Fails with `storage.locked` or `storage.unavailable`.
  [[nodiscard]] static Result<ServerLock> take(const std::string& file);
  ServerLock(ServerLock&& other) noexcept;
  ServerLock& operator=(ServerLock&&) = delete;
  ~ServerLock();

 private:
  explicit ServerLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace mashang::storage::sqlite
