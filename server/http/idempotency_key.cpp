// The request's side of idempotency: its key and what makes it the same request.
#include <algorithm>

#include "core/secrets.hpp"
#include "http/idempotency.hpp"
#include "http/router.hpp"

namespace mashang::http {
namespace {

constexpr std::size_t kLongestKey = 64;

bool may_stand_in_key(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

}  // namespace

Result<std::optional<std::string>> idempotency_key(const Request& request) {
  const auto key = request.header("Idempotency-Key");
  if (key.data() == nullptr) return std::optional<std::string>();
  if (key.empty() || key.size() > kLongestKey || !std::ranges::all_of(key, may_stand_in_key))
    return failure(ErrorKind::bad_request, "http.bad_idempotency_key", {}, "Idempotency-Key");
  return std::optional(std::string(key));
}

std::string request_hash(const Request& request, std::string_view body) {
  std::string all(to_word(request.method));
  all.append("\n").append(request.path).append("\n").append(body);
  return std::string(as_view(sha256(all)));
}

}  // namespace mashang::http
