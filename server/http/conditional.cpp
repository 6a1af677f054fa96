// If-None-Match, If-Range and Range.
#include "http/conditional.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "http/problem.hpp"

namespace mashang::http {
namespace {

std::string_view header_of(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return {};
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

std::string_view without_weakness(std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; }

bool names(std::string_view list, std::string_view etag) {
  while (!list.empty()) {
    const auto end = std::min(list.find(','), list.size());
    const auto item = trimmed(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
    if (item == "*" || without_weakness(item) == without_weakness(etag)) return true;
  }
  return false;
}

std::optional<std::uint64_t> number(std::string_view digits) {
  std::uint64_t value = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (failed != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

struct Range {
  std::uint64_t first;
  std::uint64_t length;  ///< 0: outside of the file
};

/// None: not a single well-formed byte range, so the whole file is sent.
std::optional<Range> parse_range(std::string_view text, std::uint64_t size) {
  if (!text.starts_with("bytes=")) return std::nullopt;
  text = trimmed(text.substr(6));
  const auto dash = text.find('-');
  if (dash == std::string_view::npos || text.find(',') != std::string_view::npos) return std::nullopt;
  const auto first = number(text.substr(0, dash)), last = number(text.substr(dash + 1));
  if (dash == 0) {
    if (!last) return std::nullopt;
    const auto length = std::min(*last, size);
    return Range{size - length, length};
  }
  if (!first || (!last && dash + 1 < text.size()) || (last && *last < *first)) return std::nullopt;
  if (*first >= size) return Range{0, 0};
  return Range{*first, std::min(last.value_or(size - 1), size - 1) - *first + 1};
}

void apply_range(const Request& request, Response& response) {
  if (header_of(response, "Accept-Ranges").empty()) response.set("Accept-Ranges", "bytes");
  const auto asked = request.header("Range");
  if (asked.empty() || request.method != Method::get) return;
  const auto condition = request.header("If-Range");
  if (!condition.empty() && condition != header_of(response, "ETag")) return;
  const auto size = response.file->length;
  const auto range = parse_range(asked, size);
  if (!range) return;
  if (range->length == 0) {
    const Error error{ErrorKind::range_not_satisfiable, "http.range_not_satisfiable"};
    response = problem_response(error, request.header("Accept-Language"), request.id);
    response.set("Content-Range", fmt::format("bytes */{}", size));
    return;
  }
  response.status = 206;
  response.set("Content-Range", fmt::format("bytes {}-{}/{}", range->first, range->first + range->length - 1, size));
  response.file->offset += range->first;
  response.file->length = range->length;
}

}  // namespace

void apply_conditions(const Request& request, Response& response) {
  if (response.status != 200 || (request.method != Method::get && request.method != Method::head)) return;
  const auto known = request.header("If-None-Match");
  if (!known.empty()) {
    const auto etag = header_of(response, "ETag");
    if (!etag.empty() && names(known, etag)) {
      response.status = 304;
      response.body.clear();
      response.fixed_body = {};
      response.file.reset();
      return;
    }
  }
  if (response.file) apply_range(request, response);
}

}  // namespace mashang::http
