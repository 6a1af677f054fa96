// What went wrong, in a form that a person can be told and a log can explain.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mashang {

/// The kind decides the HTTP status (http/problem.cpp holds the only table).
enum class ErrorKind {
  bad_request,
  unauthenticated,
  forbidden,
  not_found,
  method_not_allowed,
  timed_out,
  conflict,
  gone,
  length_required,
  precondition_failed,
  too_large,
  unsupported_media_type,
  range_not_satisfiable,
  checksum_mismatch,
  unprocessable,
  precondition_required,
  too_many_requests,
  headers_too_large,
  internal,
  unavailable,
};

/// An expected failure. `code` is `room.reason`: it is the translation key in `locales/errors.*.json`
/// and never changes once published. `detail` is for the log only; `field` names the offending input.
struct Error {
  ErrorKind kind = ErrorKind::internal;
  std::string_view code;  ///< always a string literal
  std::string detail = {};
  std::string field = {};
  std::int64_t retry_after_seconds = 0;  ///< above zero: told as Retry-After (too_many_requests, unavailable)
};

}  // namespace mashang
