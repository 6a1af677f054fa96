// Conditional and partial answers (RFC 9110, sections 13 and 14), applied to what a handler answered.
#pragma once

#include "http/message.hpp"

namespace mashang::http {

/// Turns a 200 to GET or HEAD into 304 when its ETag is in If-None-Match; a file into 206 for a single byte range, or
/// into 416 when the range lies outside. Several ranges, or an If-Range that does not match, get the whole file.
void apply_conditions(const Request& request, Response& response);

}  // namespace mashang::http
