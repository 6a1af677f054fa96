// The browser's side of a session: its cookie, its CSRF token, and requests that come from other sites.
#include <string>

#include "core/secrets.hpp"
#include "rooms/identity/sessions.hpp"

namespace mashang::identity {
namespace {

constexpr std::string_view kCookie = "mashang_session";

tl::unexpected<Error> cross_site(std::string_view detail) {
  return failure(ErrorKind::forbidden, "identity.cross_site", std::string(detail));
}

std::string cookie_line(const http::Request& request, std::string_view token, std::int64_t max_age_seconds) {
  std::string line(kCookie);
  line.append("=").append(token).append("; Path=/; HttpOnly; SameSite=Strict; Max-Age=");
  line += std::to_string(max_age_seconds);
  if (request.is_secure) line += "; Secure";
  return line;
}

}  // namespace

bool is_unsafe(http::Method method) {
  switch (method) {
    case http::Method::get:
    case http::Method::head:
    case http::Method::options:
      return false;
    case http::Method::post:
    case http::Method::put:
    case http::Method::patch:
    case http::Method::del:
      return true;
  }
  return true;
}

Result<void> check_same_site(const http::Request& request) {
  const std::string_view site = request.header("Sec-Fetch-Site");
  if (!site.empty() && site != "same-origin" && site != "none") return cross_site(site);
  const std::string_view origin = request.header("Origin");
  if (origin.empty()) return {};
  const auto scheme_end = origin.find("://");
  if (scheme_end == std::string_view::npos || origin.substr(scheme_end + 3) != request.header("Host")) {
    return cross_site(origin);
  }
  return {};
}

Result<void> SessionStore::check_origin_and_csrf(const http::Request& request, const Session& session) const {
  if (auto own = check_same_site(request); !own) return own;
  if (!equal_in_constant_time(request.header("X-CSRF-Token"), csrf_token(session.id))) {
    return failure(ErrorKind::forbidden, "identity.csrf_missing");
  }
  return {};
}

std::string_view SessionStore::token_of(const http::Request& request) { return request.cookie(kCookie); }

std::string SessionStore::token_hash_of(const http::Request& request) const {
  const std::string_view token = token_of(request);
  return token.empty() ? std::string() : hash_of(token);
}

std::string SessionStore::hash_of(std::string_view token) const {
  return std::string(as_view(hmac_sha256(key_, token)));
}

std::string SessionStore::csrf_token(std::int64_t session_id) const {
  const std::string bound = "csrf/" + std::to_string(county_.value) + "/" + std::to_string(session_id);
  return to_base64url(as_view(hmac_sha256(key_, bound)));
}

void SessionStore::set_cookie(const http::Request& request, std::string_view token) const {
  request.answer_headers.emplace_back("Set-Cookie", cookie_line(request, token, rules_.absolute.value * 60));
}

void SessionStore::clear_cookie(const http::Request& request) {
  request.answer_headers.emplace_back("Set-Cookie", cookie_line(request, "", 0));
}

}  // namespace mashang::identity
