// Any bytes as a connection's input: heads, bodies and targets are read to the end or refused, never misread.
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/message_parser.hpp"
#include "http/target.hpp"

namespace {

using namespace mashang::http;

void require(bool holds) {
  if (!holds) std::abort();
}

bool lies_in(std::string_view part, std::string_view whole) {
  return part.empty() || (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

/// One request with its body; the bytes behind it, or none when the connection would be closed.
std::string_view read_request(std::string_view bytes) {
  std::size_t scanned = 0;
  const auto head_end = find_head_end(bytes, scanned);
  if (!head_end) return {};
  MessageParser parser;
  const auto length = parser.parse_head(bytes.substr(0, *head_end));
  if (!length) return {};
  require(*length == *head_end);
  for (const auto& [name, value] : parser.head().headers) require(lies_in(name, bytes) && lies_in(value, bytes));
  std::string path;
  std::vector<std::pair<std::string, std::string>> query;
  if (parse_target(parser.head().target, path, query)) require(path == "*" || path.starts_with('/'));
  auto rest = bytes.substr(*length);
  while (!parser.is_done()) {
    if (rest.empty()) return {};
    const auto piece = parser.parse_body(rest);
    if (!piece || piece->consumed == 0) return {};
    require(piece->consumed <= rest.size() && lies_in(piece->content, rest));
    rest.remove_prefix(piece->consumed);
  }
  return rest;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string copy(reinterpret_cast<const char*>(data), size);
  std::string_view rest = copy;
  while (!rest.empty()) rest = read_request(rest);
  std::string path;
  std::vector<std::pair<std::string, std::string>> query;
  static_cast<void>(parse_target(copy, path, query));
  return 0;
}
