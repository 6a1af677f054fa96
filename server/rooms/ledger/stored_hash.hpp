// A hash as it comes back from a column.
#pragma once

#include <cstring>
#include <string_view>

#include "rooms/ledger/ledger.hpp"

namespace mashang::ledger {

/// Bytes of another length than 32 give the hash of zeros, which no check accepts.
[[nodiscard]] inline Hash hash_from(std::string_view bytes) {
  Hash hash{};
  if (bytes.size() == hash.size()) std::memcpy(hash.data(), bytes.data(), hash.size());
  return hash;
}

}  // namespace mashang::ledger
