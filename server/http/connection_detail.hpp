// One client: reads requests, calls the router, writes answers, one after the other.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "http/event_queue_detail.hpp"
#include "http/message_parser.hpp"
#include "http/transport_detail.hpp"

namespace mashang::http::detail {

/// The bytes that have arrived and are not yet used: first the head (which stays in place while its request lives, as
/// views point into it), then the body.
class Inbox {
 public:
  [[nodiscard]] std::string_view unused() const { return {bytes_.data() + begin_, end_ - begin_}; }
  void use(std::size_t n) { begin_ += n; }
  /// Room behind the unused bytes, `at_least` of it; moves them, so never while a head is in use.
  [[nodiscard]] std::pair<char*, std::size_t> room(std::size_t at_least);
  void arrived(std::size_t n) { end_ += n; }
  void put(std::string_view bytes);
  void clear() { begin_ = end_ = 0; }

 private:
  std::vector<char> bytes_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

class Connection final : public std::enable_shared_from_this<Connection>, private Body {
 public:
  Connection(Loop& loop, Tcp::socket socket);
  ~Connection() override;

  void start(Admission admission);
  void check_deadline(SteadyTime now) { transport_.check_deadline(now); }
  void drain();
  void abort();
  [[nodiscard]] bool is_in_handler() const { return is_in_handler_; }

 private:
  struct WireRequest final : Request {
    const Head* head = nullptr;
    [[nodiscard]] std::string_view header(std::string_view name) const override { return head->header(name); }
    std::string decoded_path;
  };
  enum class Arrived { request, nothing };
  enum class Afterwards { go_on, close, linger };

  // ---- connection.cpp ----
  Task<void> run(Admission admission);
  Task<void> serve();
  Task<Result<Arrived>> read_head();
  Task<Afterwards> answer();
  Task<Response> respond();
  Task<Response> call(const Handler& handler);
  Task<Afterwards> refuse(Error error);
  void begin_request();
  Task<void> end(Afterwards afterwards);

  // ---- connection_body.cpp ----
  [[nodiscard]] std::optional<std::uint64_t> length() const override { return parser_.head().content_length; }
  Task<Result<std::string_view>> next() override;
  Task<Result<std::string>> all(std::size_t limit) override;
  Task<Result<void>> read_more_body();
  [[nodiscard]] bool skip_buffered_body();

  // ---- connection_answer.cpp ----
  Task<bool> write(std::string_view first, std::string_view second);
  Task<Afterwards> send(Response& response);
  Task<bool> send_file(const FilePart& part);
  Task<void> send_events(const Response& response);
  void append_head(const Response& response, std::uint64_t length, Afterwards afterwards);
  void account(const Response& response, std::uint64_t bytes);

  Loop& loop_;
  Shared& shared_;
  Transport transport_;
  std::string peer_;
  Inbox head_bytes_;
  Inbox body_bytes_;
  MessageParser parser_;
  WireRequest request_;
  std::string_view pattern_;
  const Handler* handler_ = nullptr;
  SteadyTime began_{};
  std::string out_;
  std::shared_ptr<QueuedStream> stream_;  // shared with whoever pushes
  Task<void> running_;
  bool is_fresh_ = true;                ///< no request yet
  bool is_reading_body_apart_ = false;  ///< the body goes on in body_bytes_
  bool is_continue_owed_ = false;
  bool is_body_broken_ = false;
  bool is_idle_ = false;
  bool is_in_handler_ = false;
  bool is_ending_ = false;
};

}  // namespace mashang::http::detail
