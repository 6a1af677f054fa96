// Errors as problem details (RFC 9457): the only place where a kind becomes a status.
#pragma once

#include <string_view>

#include "core/error.hpp"
#include "http/message.hpp"

namespace mashang::http {

[[nodiscard]] int status_of(ErrorKind kind);
/// "zh-CN" or "en", the better liked of the two; zh-CN when neither is named (RFC 9110, 12.5.4).
[[nodiscard]] std::string_view language_of(std::string_view accept_language);
/// The sentence for a person; the code itself when no language has words for it.
[[nodiscard]] std::string_view words_for(std::string_view code, std::string_view language);
/// application/problem+json. The field of method_not_allowed is its Allow list and becomes that header;
/// `retry_after_seconds` becomes Retry-After.
[[nodiscard]] Response problem_response(const Error& error, std::string_view accept_language,
                                        std::string_view request_id);

}  // namespace mashang::http
