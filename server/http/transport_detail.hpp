// Bytes in and out of one socket, plain or TLS, as awaitables with a deadline.
#pragma once

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <coroutine>
#include <optional>

#include "http/loop_detail.hpp"

namespace mashang::http::detail {

using ErrorCode = boost::system::error_code;

/// At most one read and one write at a time. A transfer that passes its deadline is cancelled by `check_deadline`.
class Transport {
 public:
  Transport(Tcp::socket socket, std::optional<asio::ssl::context>& tls);

  /// `co_await` a named one: gives the bytes moved; 0 with `failed` set when the connection ended or time was up.
  class Transfer {
   public:
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiting);
    std::size_t await_resume() noexcept;
    ErrorCode failed;

   private:
    friend class Transport;
    enum class Kind { read, write, handshake, shutdown };
    Transfer(Transport& transport, Kind kind) : transport_(transport), kind_(kind) {}
    auto on_done();
    Transport& transport_;
    Kind kind_;
    asio::mutable_buffer into_;
    std::array<asio::const_buffer, 2> from_;
    std::size_t moved_ = 0;
    std::coroutine_handle<> waiting_;
  };
  [[nodiscard]] Transfer read_some(char* into, std::size_t size);
  [[nodiscard]] Transfer write_some(std::string_view first, std::string_view second);
  [[nodiscard]] Transfer handshake();
  /// TLS only: tells the other side that nothing was cut off.
  [[nodiscard]] Transfer shutdown();

  void set_deadline(SteadyTime at) { deadline_ = at; }
  void check_deadline(SteadyTime now);
  [[nodiscard]] bool is_timed_out() const { return is_timed_out_; }
  void cancel();
  /// No more is sent; what the other side still sends can be read.
  void close_sending();
  void close();
  [[nodiscard]] bool is_secure() const { return tls_.has_value(); }
  [[nodiscard]] Tcp::socket& socket() { return socket_; }
  /// Calls `closed` when the other side ends the connection or sends anything more. Not a Transfer: it may outlive its
  /// coroutine, so the callback owns what it touches.
  template <class F>
  void watch(F closed) {
    const auto buffer = asio::buffer(&watched_, 1);
    auto done = [closed = std::move(closed)](ErrorCode, std::size_t) { closed(); };
    if (tls_)
      tls_->async_read_some(buffer, std::move(done));
    else
      socket_.async_read_some(buffer, std::move(done));
  }

 private:
  Tcp::socket socket_;
  std::optional<asio::ssl::stream<Tcp::socket&>> tls_;
  SteadyTime deadline_ = SteadyTime::max();
  int transfers_ = 0;
  bool is_timed_out_ = false;
  char watched_ = 0;
};

}  // namespace mashang::http::detail
