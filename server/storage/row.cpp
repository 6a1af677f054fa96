// Finds a column by name, starting where the last one was found.
#include <stdexcept>
#include <string>

#include "storage/tx.hpp"

namespace mashang::storage {

int Row::index(std::string_view column) const {
  const int count = column_count();
  for (int tried = 0; tried < count; ++tried) {
    const int at = hint_ + tried < count ? hint_ + tried : hint_ + tried - count;
    if (column_name(at) == column) return hint_ = at;
  }
  throw std::logic_error("the result has no column " + std::string(column));
}

}  // namespace mashang::storage
