// The answer of anything that may fail in an expected way.
#pragma once

#include <tl/expected.hpp>
#include <utility>

#include "core/error.hpp"

namespace mashang {

template <class T>
using Result = tl::expected<T, Error>;

/// `return failure(ErrorKind::not_found, "cases.unknown_case");`
[[nodiscard]] inline tl::unexpected<Error> failure(ErrorKind kind, std::string_view code, std::string detail = {},
                                                   std::string field = {}) {
  return tl::unexpected<Error>(Error{kind, code, std::move(detail), std::move(field)});
}

[[nodiscard]] inline tl::unexpected<Error> failure(Error error) { return tl::unexpected<Error>(std::move(error)); }

}  // namespace mashang
