// Idle read connections; a reading thread borrows one for the time of its transaction.
#include "storage/sqlite/readers.hpp"

#include "storage/failures.hpp"

namespace mashang::storage::sqlite {

std::unique_ptr<Connection> Readers::borrow() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
  }
  auto opened = Connection::open(file_, Purpose::read);
  if (!opened) throw Refusal{opened.error()};
  return std::move(*opened);
}

void Readers::give_back(std::unique_ptr<Connection> connection) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(connection));
}

}  // namespace mashang::storage::sqlite
