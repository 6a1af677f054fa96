// A keep-alive HTTP/1.1 client connection for the load generator: one request at a time, as little work as possible.
#pragma once

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

namespace load {

using Clock = std::chrono::steady_clock;

[[noreturn]] inline void die(const char* what) {
  std::perror(what);
  std::exit(1);
}

/// A connected, non-blocking socket to 127.0.0.1.
inline int connect_to(int port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) die("socket");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0) die("connect");
  const int on = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
  ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
  return fd;
}

inline void send_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EAGAIN) continue;
    if (sent <= 0) die("send");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

/// Case-insensitive; empty when absent.
inline std::string_view header_value(std::string_view head, std::string_view lower_name) {
  for (std::size_t line = head.find("\r\n"); line != std::string_view::npos; line = head.find("\r\n", line + 2)) {
    const std::string_view rest = head.substr(line + 2);
    if (rest.size() <= lower_name.size() || rest[lower_name.size()] != ':') continue;
    if (::strncasecmp(rest.data(), lower_name.data(), lower_name.size()) != 0) continue;
    std::string_view value = rest.substr(lower_name.size() + 1);
    value = value.substr(0, value.find("\r\n"));
    while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
    return value;
  }
  return {};
}

struct Answer {
  int status = 0;
  std::string_view head;
  std::string_view body;
};

class Connection {
 public:
  Connection(int epoll, int port, std::uint32_t number) : fd_(connect_to(port)) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u32 = number;
    if (::epoll_ctl(epoll, EPOLL_CTL_ADD, fd_, &event) != 0) die("epoll_ctl");
  }
  Connection(const Connection&) = delete;
  ~Connection() { ::close(fd_); }

  void ask(std::string_view request) {
    bytes_.clear();
    asked_at = Clock::now();
    send_all(fd_, request);
  }
  /// Reads what is there; true when the answer is complete (needs Content-Length, 204 or 304).
  bool has_answer(Answer& answer) {
    if (!read_some()) {
      std::fprintf(stderr, "the server closed a connection: %.300s\n", bytes_.c_str());
      std::exit(1);
    }
    const std::size_t end = bytes_.find("\r\n\r\n");
    if (end == std::string::npos) return false;
    answer.head = std::string_view(bytes_).substr(0, end + 2);
    answer.status = std::atoi(bytes_.c_str() + 9);
    std::size_t length = 0;
    if (answer.status != 204 && answer.status != 304)
      length = std::strtoul(std::string(header_value(answer.head, "content-length")).c_str(), nullptr, 10);
    if (bytes_.size() < end + 4 + length) return false;
    answer.body = std::string_view(bytes_).substr(end + 4, length);
    return true;
  }
  /// For streams: the bytes since `take`. False when the peer closed.
  bool read_some() {
    char piece[65536];
    for (;;) {
      const ssize_t got = ::recv(fd_, piece, sizeof(piece), 0);
      if (got == 0) return false;
      if (got < 0) return errno == EAGAIN;
      bytes_.append(piece, static_cast<std::size_t>(got));
      if (got < static_cast<ssize_t>(sizeof(piece))) return true;
    }
  }
  std::string& bytes() { return bytes_; }

  Clock::time_point asked_at{};

 private:
  int fd_;
  std::string bytes_;
};

}  // namespace load
