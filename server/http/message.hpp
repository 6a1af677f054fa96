// A request and a response as rooms see them; no Asio, no Beast.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.hpp"
#include "core/task.hpp"

namespace mashang::http {

enum class Method { get, head, post, put, patch, del, options };

/// The request body, still on the wire. Each request's body is read by at most one reader, once.
class Body {
 public:
  virtual ~Body() = default;
  /// The declared Content-Length; none for chunked bodies.
  [[nodiscard]] virtual std::optional<std::uint64_t> length() const = 0;
  /// The next piece; empty at the end. Views live until the next call.
  /// Fails with http.body_too_slow, http.body_cut_off.
  [[nodiscard]] virtual Task<Result<std::string_view>> next() = 0;
  /// All of it. Fails with http.body_too_large before reading more than `limit` bytes.
  [[nodiscard]] virtual Task<Result<std::string>> all(std::size_t limit) = 0;
};

constexpr std::size_t kJsonBodyLimit = 64 * 1024;

struct Request {
  Method method = Method::get;
  std::string_view target;  ///< path and query as sent
  std::string_view path;    ///< percent-decoded, without query
  std::string remote;       ///< client address ("127.0.0.1"), X-Forwarded-For only from trusted proxies
  std::string id;           ///< request id, in every log line and answer (X-Request-Id)
  bool is_secure = false;   ///< TLS here or at a trusted proxy
  Body* body = nullptr;
  std::vector<std::string> path_values;                    ///< values of {…} in the route, in order
  std::vector<std::pair<std::string, std::string>> query;  ///< decoded; the first of a name wins
  /// Headers the listener adds to the answer whatever it is, problems included: a rotated session cookie,
  /// Tus-Resumable.
  mutable std::vector<std::pair<std::string, std::string>> answer_headers;

  /// First header of that name (case-insensitive); empty when absent.
  [[nodiscard]] virtual std::string_view header(std::string_view name) const = 0;
  [[nodiscard]] std::string_view cookie(std::string_view name) const;
  [[nodiscard]] std::optional<std::string_view> query_value(std::string_view name) const;
  /// The `at`-th path value as a positive integer. Fails with http.bad_path_number (404 in effect).
  [[nodiscard]] Result<std::int64_t> path_number(std::size_t at) const;
  virtual ~Request() = default;
};

/// Part of a file sent with sendfile-like streaming, so that a video never sits in memory.
struct FilePart {
  std::string path;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};

/// A live connection handed to the push hub after the response head was sent (server-sent events).
/// Thread-safe. `send` queues; a client whose queue is full is closed and will resume by Last-Event-ID.
class EventStream {
 public:
  virtual ~EventStream() = default;
  virtual void send(std::shared_ptr<const std::string> bytes) = 0;
  virtual void close() = 0;
  [[nodiscard]] virtual bool is_open() const = 0;
};

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
  std::string_view fixed_body = {};  ///< instead of `body`: bytes that live as long as the process (embedded files)
  std::optional<FilePart> file = {};
  /// Set for text/event-stream: called once with the open stream.
  std::function<void(std::shared_ptr<EventStream>)> stream = {};

  Response& set(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
};

[[nodiscard]] Response json_response(int status, std::string body);
[[nodiscard]] Response no_content();

}  // namespace mashang::http
