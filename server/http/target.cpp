// Decodes paths and queries, strictly.
#include "http/target.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace mashang::http {
namespace {

constexpr std::size_t kMostPairs = 64;

tl::unexpected<Error> bad_target() { return failure(ErrorKind::bad_request, "http.bad_target"); }
tl::unexpected<Error> bad_query() { return failure(ErrorKind::bad_request, "http.bad_query"); }

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Result<std::string> form_decoded(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  return percent_decoded(spaced);
}

Result<void> parse_query(std::string_view text, std::vector<std::pair<std::string, std::string>>& query) {
  while (!text.empty()) {
    const auto end = std::min(text.find('&'), text.size());
    const auto pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pair.empty()) continue;
    if (query.size() == kMostPairs) return bad_query();
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = form_decoded(pair.substr(0, equals));
    auto value = form_decoded(pair.substr(std::min(equals + 1, pair.size())));
    if (!name || !value) return bad_query();
    query.emplace_back(std::move(*name), std::move(*value));
  }
  return {};
}

/// "http://host:1/path" → "/path": proxies send the absolute form, and servers must accept it.
std::string_view without_authority(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const auto path = target.find_first_of("/?", scheme.size());
    return path == std::string_view::npos ? "/" : target.substr(path);
  }
  return target;
}

}  // namespace

Result<std::string> percent_decoded(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    if (i + 2 >= text.size()) return bad_target();
    const int high = digit(text[i + 1]), low = digit(text[i + 2]);
    if (high < 0 || low < 0) return bad_target();
    decoded += static_cast<char>(high << 4 | low);
    i += 2;
  }
  if (!text::is_utf8(decoded) || !text::is_printable(decoded)) return bad_target();
  return decoded;
}

Result<void> parse_target(std::string_view target, std::string& path,
                          std::vector<std::pair<std::string, std::string>>& query) {
  target = without_authority(target);
  const auto mark = std::min(target.find('?'), target.size());
  auto decoded = percent_decoded(target.substr(0, mark));
  const bool is_path = decoded && (decoded->starts_with('/') || *decoded == "*");
  if (!is_path || decoded->find_first_of("\n\t") != std::string::npos) return bad_target();
  path = std::move(*decoded);
  query.clear();
  return mark < target.size() ? parse_query(target.substr(mark + 1), query) : Result<void>{};
}

}  // namespace mashang::http
