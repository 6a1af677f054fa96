// Asio's callbacks turned into resumed coroutines.
#include "http/transport_detail.hpp"

namespace mashang::http::detail {

Transport::Transport(Tcp::socket socket, std::optional<asio::ssl::context>& tls) : socket_(std::move(socket)) {
  if (tls) tls_.emplace(socket_, *tls);
}

auto Transport::Transfer::on_done() {
  return [this](ErrorCode result, std::size_t moved = 0) {
    failed = result;
    moved_ = moved;
    waiting_.resume();
  };
}

void Transport::Transfer::await_suspend(std::coroutine_handle<> waiting) {
  waiting_ = waiting;
  ++transport_.transfers_;
  auto& tls = transport_.tls_;
  switch (kind_) {
    case Kind::read:
      return tls ? tls->async_read_some(into_, on_done()) : transport_.socket_.async_read_some(into_, on_done());
    case Kind::write:
      return tls ? tls->async_write_some(from_, on_done()) : transport_.socket_.async_write_some(from_, on_done());
    case Kind::handshake:
      return tls->async_handshake(asio::ssl::stream_base::server, on_done());
    case Kind::shutdown:
      return tls->async_shutdown(on_done());
  }
}

std::size_t Transport::Transfer::await_resume() noexcept {
  --transport_.transfers_;
  return moved_;
}

Transport::Transfer Transport::read_some(char* into, std::size_t size) {
  Transfer transfer(*this, Transfer::Kind::read);
  transfer.into_ = asio::buffer(into, size);
  return transfer;
}

Transport::Transfer Transport::write_some(std::string_view first, std::string_view second) {
  Transfer transfer(*this, Transfer::Kind::write);
  transfer.from_ = {asio::buffer(first.data(), first.size()), asio::buffer(second.data(), second.size())};
  return transfer;
}

Transport::Transfer Transport::handshake() { return Transfer(*this, Transfer::Kind::handshake); }
Transport::Transfer Transport::shutdown() { return Transfer(*this, Transfer::Kind::shutdown); }

void Transport::check_deadline(SteadyTime now) {
  if (transfers_ == 0 || now < deadline_) return;
  is_timed_out_ = true;
  deadline_ = SteadyTime::max();
  cancel();
}

void Transport::cancel() {
  ErrorCode ignored;
  socket_.cancel(ignored);
}

void Transport::close_sending() {
  ErrorCode ignored;
  socket_.shutdown(Tcp::socket::shutdown_send, ignored);
}

void Transport::close() {
  ErrorCode ignored;
  socket_.close(ignored);
}

}  // namespace mashang::http::detail
