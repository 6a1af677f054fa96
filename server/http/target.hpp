// The request target: percent decoding of path and query (RFC 3986, RFC 9112 section 3.2).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.hpp"

namespace mashang::http {

/// Fails when an escape is cut off, or the outcome is no UTF-8 or holds a control character.
[[nodiscard]] Result<std::string> percent_decoded(std::string_view text);
/// Fills `path` and `query` (at most 64 pairs; "+" is a space). Accepts origin form, absolute form and "*".
/// Fails with http.bad_target, http.bad_query.
[[nodiscard]] Result<void> parse_target(std::string_view target, std::string& path,
                                        std::vector<std::pair<std::string, std::string>>& query);

}  // namespace mashang::http
