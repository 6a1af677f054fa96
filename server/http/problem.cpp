// Kinds to statuses, codes to words.
#include "http/problem.hpp"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <stdexcept>

#include "core/json.hpp"
#include "runtime/embedded.hpp"

namespace mashang::http {
namespace {

using Words = std::map<std::string, std::string, std::less<>>;

Words read_words(std::string_view file) {
  const auto* embedded = runtime::embedded_file(file);
  if (embedded == nullptr) throw std::logic_error("not embedded: " + std::string(file));
  Words words;
  simdjson::dom::parser parser;
  const auto root = parser.parse(embedded->plain.data(), embedded->plain.size());
  const simdjson::dom::object entries = root.get_object().value();
  for (const auto entry : entries) words.emplace(entry.key, entry.value.get_string().value());
  return words;
}

struct Languages {
  Words chinese = read_words("locales/errors.zh-CN.json");
  Words english = read_words("locales/errors.en.json");
};

const Languages& languages() {
  static const Languages both;  // constant data of this binary, read once
  return both;
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

double quality_of(std::string_view parameters) {
  const auto at = parameters.find("q=");
  if (at == std::string_view::npos) return 1;
  double quality = 0;
  std::from_chars(parameters.data() + at + 2, parameters.data() + parameters.size(), quality);
  return quality;
}

bool speaks(std::string_view tag, char first, char second) {
  return tag.size() >= 2 && (tag[0] | 0x20) == first && (tag[1] | 0x20) == second && (tag.size() == 2 || tag[2] == '-');
}

}  // namespace

int status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::bad_request:
      return 400;
    case ErrorKind::unauthenticated:
      return 401;
    case ErrorKind::forbidden:
      return 403;
    case ErrorKind::not_found:
      return 404;
    case ErrorKind::method_not_allowed:
      return 405;
    case ErrorKind::timed_out:
      return 408;
    case ErrorKind::conflict:
      return 409;
    case ErrorKind::gone:
      return 410;
    case ErrorKind::length_required:
      return 411;
    case ErrorKind::precondition_failed:
      return 412;
    case ErrorKind::too_large:
      return 413;
    case ErrorKind::unsupported_media_type:
      return 415;
    case ErrorKind::range_not_satisfiable:
      return 416;
    case ErrorKind::unprocessable:
      return 422;
    case ErrorKind::precondition_required:
      return 428;
    case ErrorKind::too_many_requests:
      return 429;
    case ErrorKind::headers_too_large:
      return 431;
    case ErrorKind::checksum_mismatch:
      return 460;  // tus 1.0, checksum extension
    case ErrorKind::internal:
      return 500;
    case ErrorKind::unavailable:
      return 503;
  }
  return 500;
}

std::string_view language_of(std::string_view accept_language) {
  double chinese = 0, english = 0;
  while (!accept_language.empty()) {
    const auto end = std::min(accept_language.find(','), accept_language.size());
    const auto item = trimmed(accept_language.substr(0, end));
    accept_language.remove_prefix(std::min(end + 1, accept_language.size()));
    const auto tag = trimmed(item.substr(0, item.find(';')));
    const auto quality = quality_of(item.substr(tag.size()));
    if (speaks(tag, 'z', 'h')) chinese = std::max(chinese, quality);
    if (speaks(tag, 'e', 'n')) english = std::max(english, quality);
  }
  return english > chinese ? "en" : "zh-CN";
}

std::string_view words_for(std::string_view code, std::string_view language) {
  const auto& words = language == "en" ? languages().english : languages().chinese;
  const auto found = words.find(code);
  return found == words.end() ? code : std::string_view(found->second);
}

Response problem_response(const Error& error, std::string_view accept_language, std::string_view request_id) {
  const auto language = language_of(accept_language);
  const int status = status_of(error.kind);
  const bool field_is_allow_list = error.kind == ErrorKind::method_not_allowed;
  Response response;
  response.status = status;
  json::Writer out(response.body);
  out.begin_object();
  out.field("type", "/problems/" + std::string(error.code)).field("title", words_for(error.code, language));
  out.field("status", status).field("code", error.code);
  if (!error.field.empty() && !field_is_allow_list) out.field("field", error.field);
  out.field("request_id", request_id).end_object();
  response.set("Content-Type", "application/problem+json");
  response.set("Content-Language", std::string(language)).set("Cache-Control", "no-store");
  if (field_is_allow_list) response.set("Allow", error.field);
  if (error.retry_after_seconds > 0) response.set("Retry-After", std::to_string(error.retry_after_seconds));
  return response;
}

}  // namespace mashang::http
