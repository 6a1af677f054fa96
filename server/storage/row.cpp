// Finds a column by name, starting where the last one was found.
#include <stdexcept>
#include <string>

#include "storage/tx.hpp"

namespace mashang::storage {

int Row::index(std::string_view column) const {
  const int count = column_count();
  const auto is_at = [&](int at) { return at >= 0 && at < count && column_name(at) == column; };
  // Again (null, then the value), the next, or one back (lon, lat, lon, lat).
  for (const int near : {hint_, hint_ + 1, hint_ - 1})
    if (is_at(near)) return hint_ = near;
  for (int at = 0; at < count; ++at)
    if (is_at(at)) return hint_ = at;
  throw std::logic_error("the result has no column " + std::string(column));
}

}  // namespace mashang::storage
