// Finds a column by name, starting where the last one was found.
#include <stdexcept>
#include <string>

#include "storage/tx.hpp"

namespace mashang::storage {

int Row::search(std::string_view column) const {
  for (std::size_t at = 0; at < columns_.size(); ++at)
    if (columns_[at] == column) return static_cast<int>(hint_ = at);
  throw std::logic_error("the result has no column " + std::string(column));
}

}  // namespace mashang::storage
