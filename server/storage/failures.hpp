// How an engine's own failures travel inside it until they reach the caller as an Error or an exception.
#pragma once

#include <span>
#include <stdexcept>
#include <string>

#include "core/error.hpp"
#include "storage/value.hpp"

namespace mashang::storage {

/// Thrown inside an engine; the caller of the read or write gets `error`.
struct Refusal {
  Error error;
};

/// Wrong SQL or a broken constraint: a bug, rethrown to the caller.
class StatementFailed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

[[nodiscard]] inline Error unavailable(std::string detail) {
  return Error{ErrorKind::unavailable, "storage.unavailable", std::move(detail)};
}

/// Both engines take the same texts: throws Refusal `storage.invalid_text` at a NUL or invalid UTF-8.
void require_clean_text(std::span<const Value> values);

}  // namespace mashang::storage
