// The life of a connection: handshake, requests in turn, and a polite end.
#include "http/connection_detail.hpp"

#include <algorithm>
#include <cstring>

#include "http/conditional.hpp"
#include "http/problem.hpp"
#include "http/target.hpp"

namespace mashang::http::detail {
namespace {

constexpr std::size_t kFirstRead = 4096;
constexpr auto kLinger = std::chrono::seconds(2);
constexpr std::size_t kLongestRequestId = 64;
constexpr std::string_view kNoRoute = "(none)";

bool is_sane_id(std::string_view id) {
  return !id.empty() && id.size() <= kLongestRequestId && std::ranges::all_of(id, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  });
}

std::string peer_of(const Tcp::socket& socket) {
  ErrorCode failed;
  const auto peer = socket.remote_endpoint(failed);
  if (failed) return {};
  const auto address = peer.address();
  const bool is_mapped = address.is_v6() && address.to_v6().is_v4_mapped();
  return is_mapped ? asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string() : address.to_string();
}

SteadyTime in(std::chrono::milliseconds time) { return std::chrono::steady_clock::now() + time; }

}  // namespace

std::pair<char*, std::size_t> Inbox::room(std::size_t at_least) {
  if (begin_ > 0) {
    std::memmove(bytes_.data(), bytes_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (bytes_.size() - end_ < at_least) bytes_.resize(std::max(end_ + at_least, bytes_.size() * 2));
  return {bytes_.data() + end_, bytes_.size() - end_};
}

void Inbox::put(std::string_view bytes) {
  if (bytes.empty()) return;
  const auto [at, size] = room(bytes.size());
  std::memcpy(at, bytes.data(), bytes.size());
  arrived(bytes.size());
}

Connection::Connection(Loop& loop, Tcp::socket socket)
    : loop_(loop), shared_(loop.shared()), transport_(std::move(socket), shared_.tls), running_(nullptr) {
  peer_ = peer_of(transport_.socket());
  request_.body = this;
  request_.head = &parser_.head();
}

Connection::~Connection() {
  if (stream_) stream_->detach();
}

void Connection::start(Admission admission) {
  running_ = run(admission);
  running_.start();
}

void Connection::drain() {
  is_ending_ = true;
  if (is_idle_) transport_.cancel();
  if (stream_) stream_->close();
}

void Connection::abort() {
  drain();
  transport_.close();
}

Task<void> Connection::run(Admission admission) {
  try {
    if (admission == Admission::refuse) {
      Error busy{ErrorKind::unavailable, "http.too_many_connections"};
      busy.retry_after_seconds = 5;
      auto refusing = refuse(std::move(busy));
      const auto afterwards = co_await refusing;
      auto ending = end(afterwards);
      co_await ending;
    } else {
      auto serving = serve();
      co_await serving;
    }
  } catch (const std::exception& thrown) {
    shared_.log.error("http", std::string("connection ended: ") + thrown.what(), request_.id);
  }
  transport_.close();
  loop_.forget(*this);
}

Task<void> Connection::serve() {
  if (transport_.is_secure()) {
    transport_.set_deadline(in(shared_.options.header_time));
    auto shaking_hands = transport_.handshake();
    co_await shaking_hands;
    if (shaking_hands.failed) co_return;
  }
  auto afterwards = Afterwards::go_on;
  while (afterwards == Afterwards::go_on) {
    auto reading = read_head();
    const Result<Arrived> arrived = co_await reading;
    if (arrived && *arrived == Arrived::nothing) break;
    if (!arrived) {
      auto refusing = refuse(arrived.error());
      afterwards = co_await refusing;
    } else {
      auto answering = answer();
      afterwards = co_await answering;
    }
  }
  auto ending = end(afterwards);
  co_await ending;
}

Task<Result<Connection::Arrived>> Connection::read_head() {
  const auto& options = shared_.options;
  std::size_t scanned = 0;
  bool has_begun = !head_bytes_.unused().empty();
  transport_.set_deadline(in(has_begun || is_fresh_ ? options.header_time : options.idle_time));
  for (;;) {
    while (scanned == 0 && head_bytes_.unused().starts_with("\r\n")) head_bytes_.use(2);  // RFC 9112, 2.2
    const auto bytes = head_bytes_.unused();
    const auto length = find_head_end(bytes, scanned);
    if (length.value_or(bytes.size()) > options.header_bytes)
      co_return failure(ErrorKind::headers_too_large, "http.headers_too_large");
    if (length) {
      const auto parsed = parser_.parse_head(bytes.substr(0, *length));
      if (!parsed) co_return failure(parsed.error());
      head_bytes_.use(*length);
      co_return Arrived::request;
    }
    if ((is_ending_ || shared_.is_draining) && !has_begun) co_return Arrived::nothing;
    const auto [at, size] = head_bytes_.room(std::min(kFirstRead, options.header_bytes));
    is_idle_ = !has_begun;
    auto reading = transport_.read_some(at, size);
    const auto n = co_await reading;
    is_idle_ = false;
    if (transport_.is_timed_out() && has_begun) co_return failure(ErrorKind::timed_out, "http.header_too_slow");
    if (reading.failed) co_return Arrived::nothing;
    if (!has_begun) transport_.set_deadline(in(options.header_time));
    has_begun = true;
    head_bytes_.arrived(n);
  }
}

void Connection::begin_request() {
  began_ = std::chrono::steady_clock::now();
  is_fresh_ = false;
  pattern_ = kNoRoute;
  handler_ = nullptr;
  request_.path_values.clear();
  request_.query.clear();
  request_.answer_headers.clear();
  request_.method = Method::get;
  is_reading_body_apart_ = is_body_broken_ = false;
  is_continue_owed_ = parser_.head().expects_continue;
}

/// A request that could not be read: nothing behind it can be trusted.
Task<Connection::Afterwards> Connection::refuse(Error error) {
  begin_request();
  loop_.next_request_id(request_.id);
  request_.remote = peer_;
  is_ending_ = is_body_broken_ = true;
  Response response = problem_response(error, {}, request_.id);
  auto sending = send(response);
  co_return co_await sending;
}

Task<Connection::Afterwards> Connection::answer() {
  begin_request();
  auto responding = respond();
  Response response = co_await responding;
  apply_conditions(request_, response);
  if (response.stream && request_.method != Method::head) {
    auto streaming = send_events(response);
    co_await streaming;
    co_return Afterwards::close;
  }
  auto sending = send(response);
  co_return co_await sending;
}

Task<Response> Connection::respond() {
  const auto& head = parser_.head();
  const auto id = head.header("X-Request-Id");
  if (is_sane_id(id))
    request_.id = id;
  else
    loop_.next_request_id(request_.id);
  request_.remote = shared_.proxies.client(peer_, head.all("X-Forwarded-For"));
  const bool is_behind_tls = head.header("X-Forwarded-Proto") == "https" && shared_.proxies.contains(peer_);
  request_.is_secure = transport_.is_secure() || is_behind_tls;
  request_.target = head.target;
  const auto language = head.header("Accept-Language");
  const auto parsed = parse_target(head.target, request_.decoded_path, request_.query);
  if (!parsed) co_return problem_response(parsed.error(), language, request_.id);
  request_.path = request_.decoded_path;
  if (!head.method) {
    const Error unknown{
        ErrorKind::method_not_allowed, "http.method_not_allowed", {}, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"};
    co_return problem_response(unknown, language, request_.id);
  }
  request_.method = *head.method;
  auto match = shared_.router.find(request_.method, request_.path);
  if (!match) co_return problem_response(match.error(), language, request_.id);
  pattern_ = match->pattern;
  handler_ = match->handler;
  request_.path_values = std::move(match->values);
  auto calling = call(*match->handler);
  co_return co_await calling;
}

Task<Response> Connection::call(const Handler& handler) {
  Error error{ErrorKind::internal, "http.internal"};
  is_in_handler_ = true;
  try {
    auto handling = handler(request_);
    Result<Response> result = co_await handling;
    is_in_handler_ = false;
    if (result) co_return std::move(*result);
    error = std::move(result.error());
  } catch (const std::exception& thrown) {
    error.detail = thrown.what();
  }
  is_in_handler_ = false;
  const bool is_ours = error.kind == ErrorKind::internal || error.kind == ErrorKind::unavailable;
  const auto line = std::string(error.code) + (error.detail.empty() ? "" : ": " + error.detail);
  is_ours ? shared_.log.error("http", line, request_.id) : shared_.log.debug("http", line, request_.id);
  co_return problem_response(error, request_.header("Accept-Language"), request_.id);
}

/// Lingering reads away what the client is still sending: closing at once would make its kernel drop our answer.
Task<void> Connection::end(Afterwards afterwards) {
  transport_.set_deadline(in(kLinger));
  if (afterwards == Afterwards::linger) {
    transport_.close_sending();
    std::vector<char> unwanted(16 * 1024);
    for (;;) {
      auto reading = transport_.read_some(unwanted.data(), unwanted.size());
      co_await reading;
      if (reading.failed) break;
    }
  } else if (transport_.is_secure()) {
    auto saying_goodbye = transport_.shutdown();
    co_await saying_goodbye;
  }
}

}  // namespace mashang::http::detail
