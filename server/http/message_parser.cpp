// Beast's incremental grammar with our own limits; views instead of copies.
#include "http/message_parser.hpp"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <limits>

namespace mashang::http {
namespace {

namespace beast = boost::beast;

std::optional<Method> method_of(beast::http::verb verb) {
  switch (verb) {
    case beast::http::verb::get:
      return Method::get;
    case beast::http::verb::head:
      return Method::head;
    case beast::http::verb::post:
      return Method::post;
    case beast::http::verb::put:
      return Method::put;
    case beast::http::verb::patch:
      return Method::patch;
    case beast::http::verb::delete_:
      return Method::del;
    case beast::http::verb::options:
      return Method::options;
    default:  // Beast knows thirty more
      return std::nullopt;
  }
}

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

}  // namespace

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view Head::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (equals_ignoring_case(key, name)) return value;
  return {};
}

std::string Head::all(std::string_view name) const {
  std::string joined;
  for (const auto& [key, value] : headers)
    if (equals_ignoring_case(key, name)) joined.append(joined.empty() ? "" : ", ").append(value);
  return joined;
}

/// Collects what the grammar finds. Trailer fields of a chunked body are read and dropped (RFC 9110, 6.5.1).
struct MessageParser::Grammar final : beast::http::basic_parser<true> {
  Head& head;
  std::string_view bytes;  ///< the head being parsed
  std::string_view body_piece;
  bool is_head_done = false;
  bool has_folded_line = false;

  explicit Grammar(Head& collected) : head(collected) {
    header_limit(std::numeric_limits<std::uint32_t>::max());
    body_limit(boost::none);
    eager(false);
  }

 private:
  using ErrorCode = beast::error_code;
  void on_request_impl(beast::http::verb method, beast::string_view, beast::string_view target, int version,
                       ErrorCode& failed) override {
    head.method = method_of(method);
    head.target = view(target);
    head.is_http_1_0 = version == 10;
    failed = {};
  }
  void on_response_impl(int, beast::string_view, int, ErrorCode&) override {}
  void on_field_impl(beast::http::field, beast::string_view name, beast::string_view value,
                     ErrorCode& failed) override {
    failed = {};
    if (is_head_done) return;
    const std::less_equal<> before;
    const auto at = view(value);
    const bool is_in_place =
        before(bytes.data(), at.data()) && before(at.data() + at.size(), bytes.data() + bytes.size());
    has_folded_line |= !is_in_place && !at.empty();
    head.headers.emplace_back(view(name), is_in_place ? at : std::string_view(""));
  }
  void on_header_impl(ErrorCode& failed) override {
    is_head_done = true;
    failed = {};
  }
  void on_body_init_impl(const boost::optional<std::uint64_t>&, ErrorCode& failed) override { failed = {}; }
  std::size_t on_body_impl(beast::string_view body, ErrorCode& failed) override {
    failed = {};
    body_piece = view(body);
    return body.size();
  }
  void on_chunk_header_impl(std::uint64_t, beast::string_view, ErrorCode& failed) override { failed = {}; }
  std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view body, ErrorCode& failed) override {
    failed = {};
    body_piece = view(body);
    return body.size();
  }
  void on_finish_impl(ErrorCode& failed) override { failed = {}; }
};

struct MessageParser::State {
  Head head;
  std::optional<Grammar> grammar;
};

MessageParser::MessageParser() : state_(std::make_unique<State>()) {}
MessageParser::~MessageParser() = default;
const Head& MessageParser::head() const { return state_->head; }
bool MessageParser::is_done() const { return state_->grammar->is_done(); }

Result<std::size_t> MessageParser::parse_head(std::string_view bytes) {
  auto& head = state_->head;
  auto headers = std::move(head.headers);
  headers.clear();
  head = Head{};
  head.headers = std::move(headers);
  auto& grammar = state_->grammar.emplace(head);
  grammar.bytes = bytes;
  beast::error_code failed;
  const auto length = grammar.put({bytes.data(), bytes.size()}, failed);
  if (failed == beast::http::error::bad_version) return failure(ErrorKind::bad_request, "http.unsupported_version");
  if (failed || !grammar.is_header_done()) return failure(ErrorKind::bad_request, "http.bad_request", failed.message());
  const bool has_encoding = head.header("Transfer-Encoding").data() != nullptr;
  if (has_encoding && (!grammar.chunked() || head.is_http_1_0))
    return failure(ErrorKind::bad_request, "http.unsupported_transfer_encoding");
  const auto hosts = std::ranges::count_if(
      head.headers, [](const auto& header) { return equals_ignoring_case(header.first, "Host"); });
  if (hosts > 1 || (hosts == 0 && !head.is_http_1_0))  // RFC 9112, 3.2
    return failure(ErrorKind::bad_request, "http.bad_request", "not one Host");
  if (grammar.has_folded_line) return failure(ErrorKind::bad_request, "http.bad_request", "folded header line");
  head.has_body = !grammar.is_done();
  head.keeps_alive = grammar.keep_alive();
  head.expects_continue = !head.is_http_1_0 && equals_ignoring_case(head.header("Expect"), "100-continue");
  if (const auto length_told = grammar.content_length()) head.content_length = *length_told;
  return length;
}

Result<MessageParser::BodyPiece> MessageParser::parse_body(std::string_view bytes) {
  auto& grammar = *state_->grammar;
  grammar.body_piece = {};
  beast::error_code failed;
  const auto consumed = grammar.put({bytes.data(), bytes.size()}, failed);
  if (failed && failed != beast::http::error::need_more)
    return failure(ErrorKind::bad_request, "http.bad_request", failed.message());
  return BodyPiece{consumed, grammar.body_piece};
}

std::optional<std::size_t> find_head_end(std::string_view bytes, std::size_t& scanned) {
  const auto end = bytes.find("\r\n\r\n", scanned);
  if (end != std::string_view::npos) return end + 4;
  scanned = bytes.size() < 3 ? 0 : bytes.size() - 3;
  return std::nullopt;
}

}  // namespace mashang::http
