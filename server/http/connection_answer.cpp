// Answers onto the wire: plain, from a file, or as a stream of events.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "http/connection_detail.hpp"
#include "http/problem.hpp"

namespace mashang::http::detail {
namespace {

constexpr std::size_t kCopiedBody = 16 * 1024;  ///< smaller bodies share one buffer, and one packet, with the head
constexpr std::size_t kFilePiece = 128 * 1024;
constexpr std::size_t kEventBatch = 64 * 1024;
constexpr std::size_t kKeptOutput = 64 * 1024;

/// On every answer. Referrer-Policy because addresses hold door codes and case links.
constexpr std::string_view kSafety =
    "X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nX-Frame-Options: DENY\r\n";

std::string_view reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 206:
      return "Partial Content";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 307:
      return "Temporary Redirect";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 411:
      return "Length Required";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 416:
      return "Range Not Satisfiable";
    case 422:
      return "Unprocessable Content";
    case 428:
      return "Precondition Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 460:
      return "Checksum Mismatch";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return "";
  }
}

/// No value can begin a header of its own.
void append_header(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ");
  for (const char c : value) out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  out += "\r\n";
}

class File {
 public:
  explicit File(const std::string& path) : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(const File&) = delete;
  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
  [[nodiscard]] std::size_t read(char* into, std::size_t size, std::uint64_t offset) const {
    const auto n = ::pread(descriptor_, into, size, static_cast<off_t>(offset));
    return n < 0 ? 0 : static_cast<std::size_t>(n);
  }

 private:
  int descriptor_;
};

SteadyTime in(std::chrono::milliseconds time) { return std::chrono::steady_clock::now() + time; }

}  // namespace

Task<bool> Connection::write(std::string_view first, std::string_view second) {
  while (!first.empty() || !second.empty()) {
    transport_.set_deadline(in(shared_.options.body_time));
    auto writing = transport_.write_some(first, second);
    auto n = co_await writing;
    if (writing.failed) co_return false;
    const auto of_first = std::min(n, first.size());
    first.remove_prefix(of_first);
    second.remove_prefix(n - of_first);
  }
  co_return true;
}

void Connection::append_head(const Response& response, std::uint64_t length, Afterwards afterwards) {
  out_.clear();
  auto end = std::back_inserter(out_);
  fmt::format_to(end, "HTTP/1.1 {} {}\r\nDate: {}\r\nX-Request-Id: {}\r\n", response.status, reason(response.status),
                 loop_.date(), request_.id);
  out_ += kSafety;
  for (const auto& [name, value] : response.headers) append_header(out_, name, value);
  for (const auto& [name, value] : request_.answer_headers) append_header(out_, name, value);
  const bool has_length = !response.stream && response.status != 204 && response.status != 304;
  if (has_length) fmt::format_to(end, "Content-Length: {}\r\n", length);
  if (afterwards != Afterwards::go_on)
    out_ += "Connection: close\r\n";
  else if (parser_.head().is_http_1_0)
    out_ += "Connection: keep-alive\r\n";
  out_ += "\r\n";
}

Task<Connection::Afterwards> Connection::send(Response& response) {
  const bool is_head = request_.method == Method::head;
  const auto body = response.fixed_body.empty() ? std::string_view(response.body) : response.fixed_body;
  const std::uint64_t length = response.file ? response.file->length : body.size();
  auto afterwards = Afterwards::linger;
  if (skip_buffered_body())
    afterwards =
        parser_.head().keeps_alive && !is_ending_ && !shared_.is_draining ? Afterwards::go_on : Afterwards::close;
  append_head(response, length, afterwards);
  bool is_sent = false;
  if (response.file && !is_head) {
    auto sending = send_file(*response.file);
    is_sent = co_await sending;
  } else if (is_head || body.size() <= kCopiedBody) {
    if (!is_head) out_ += body;
    auto writing = write(out_, {});
    is_sent = co_await writing;
  } else {
    auto writing = write(out_, body);
    is_sent = co_await writing;
  }
  if (out_.capacity() > kKeptOutput) std::string().swap(out_);
  account(response, is_head ? 0 : length);
  co_return is_sent ? afterwards : Afterwards::close;
}

/// The head is in `out_`. A file that cannot be opened, or is shorter than told, ends the connection: the length is
/// promised.
Task<bool> Connection::send_file(const FilePart& part) {
  const File file(part.path);
  if (!file.is_open()) {
    shared_.log.error("http", "cannot open " + part.path, request_.id);
    const Error missing{ErrorKind::internal, "http.internal"};
    const Response problem = problem_response(missing, request_.header("Accept-Language"), request_.id);
    append_head(problem, problem.body.size(), Afterwards::close);
    out_ += problem.body;
    auto writing = write(out_, {});
    co_await writing;
    co_return false;
  }
  std::vector<char> piece(std::min<std::uint64_t>(part.length, kFilePiece));
  std::uint64_t sent = 0;
  std::string_view head = out_;
  do {
    const auto wanted = std::min<std::uint64_t>(part.length - sent, piece.size());
    const auto n = file.read(piece.data(), wanted, part.offset + sent);
    if (n == 0 && wanted > 0) co_return false;
    auto writing = write(head, std::string_view(piece.data(), n));
    if (!co_await writing) co_return false;
    head = {};
    sent += n;
  } while (sent < part.length);
  co_return true;
}

Task<void> Connection::send_events(const Response& response) {
  append_head(response, 0, Afterwards::close);
  account(response, 0);
  auto writing_head = write(out_, {});
  bool goes_on = co_await writing_head;
  const auto stream = stream_ = std::make_shared<QueuedStream>(loop_);
  if (goes_on) {
    transport_.watch([self = shared_from_this(), stream] { stream->close(); });
    response.stream(stream);
  }
  if (is_ending_) stream->close();
  while (goes_on) {
    out_.clear();
    if (!stream->take(out_, kEventBatch)) break;
    if (out_.empty()) {
      std::string().swap(out_);  // thousands of streams wait most of the time
      auto arrival = stream->arrival();
      co_await arrival;
      continue;
    }
    auto writing = write(out_, {});
    goes_on = co_await writing;
  }
  stream->close();
  stream_.reset();
}

void Connection::account(const Response& response, std::uint64_t bytes) {
  const auto took = std::chrono::steady_clock::now() - began_;
  loop_.metrics_of(handler_, request_.method, pattern_).observe(response.status, took);
  if (!shared_.options.access_log) return;
  const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
  loop_.access_lines().add({.request_id = request_.id,
                            .remote = request_.remote,
                            .method = to_word(request_.method),
                            .pattern = pattern_,
                            .status = response.status,
                            .bytes = bytes,
                            .micros = micros});
}

}  // namespace mashang::http::detail
