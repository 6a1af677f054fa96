// A blocking client over a raw socket: says exactly the bytes it is told, well-formed or not.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace mashang::testing_http {

struct Answer {
  int status = 0;                                   ///< 0: the connection ended before a whole head arrived
  std::multimap<std::string, std::string> headers;  ///< names in lower case
  std::string body;

  [[nodiscard]] std::string header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? "" : found->second;
  }
};

/// One connection to 127.0.0.1; every wait ends after 15 s.
class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{15, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
      throw std::runtime_error("cannot connect");
  }
  ~Client() { ::close(socket_); }
  Client(const Client&) = delete;

  /// False when the server no longer listens to us.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto n = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
  }
  void end_sending() { ::shutdown(socket_, SHUT_WR); }

  /// The next answer; `is_head_answer`: to a HEAD request, which has no body.
  Answer receive(bool is_head_answer = false) {
    Answer answer;
    const auto end = read_until("\r\n\r\n");
    if (end == std::string::npos) return answer;
    parse_head(buffer_.substr(0, end), answer);
    buffer_.erase(0, end);
    const bool has_no_body = is_head_answer || answer.status == 204 || answer.status == 304 || answer.status / 100 == 1;
    if (has_no_body) return answer;
    const auto told = answer.header("content-length");
    const std::size_t length = told.empty() ? std::string::npos : std::strtoull(told.c_str(), nullptr, 10);
    while (buffer_.size() < length && read_more()) continue;
    answer.body = buffer_.substr(0, length);
    buffer_.erase(0, length);
    return answer;
  }
  Answer call(std::string_view bytes) {
    send(bytes);
    return receive(bytes.starts_with("HEAD "));
  }
  Answer get(const std::string& target, const std::string& headers = {}) {
    return call("GET " + target + " HTTP/1.1\r\nHost: test\r\n" + headers + "\r\n");
  }
  Answer post(const std::string& target, const std::string& body, const std::string& headers = {}) {
    return call("POST " + target + " HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: " +
                std::to_string(body.size()) + "\r\n" + headers + "\r\n" + body);
  }

  /// Everything up to and with `mark`; what came so far when the connection ends first.
  std::string receive_until(std::string_view mark) {
    const auto end = read_until(mark);
    const auto text = buffer_.substr(0, end);
    buffer_.erase(0, end);
    return text;
  }
  /// True when the server has closed and everything before was read.
  bool is_closed() { return buffer_.empty() && !read_more(); }

 private:
  bool read_more() {
    char piece[16 * 1024];
    const auto n = ::recv(socket_, piece, sizeof piece, 0);
    if (n <= 0) return false;
    buffer_.append(piece, static_cast<std::size_t>(n));
    return true;
  }
  std::size_t read_until(std::string_view mark) {
    for (;;) {
      const auto at = buffer_.find(mark);
      if (at != std::string::npos) return at + mark.size();
      if (!read_more()) return std::string::npos;
    }
  }
  static void parse_head(const std::string& head, Answer& answer) {
    answer.status = std::atoi(head.c_str() + head.find(' '));
    for (std::size_t at = head.find("\r\n") + 2; at < head.size() - 2;) {
      const auto end = head.find("\r\n", at);
      const auto colon = head.find(": ", at);
      std::string name = head.substr(at, colon - at);
      for (auto& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      answer.headers.emplace(std::move(name), head.substr(colon + 2, end - colon - 2));
      at = end + 2;
    }
  }

  int socket_;
  std::string buffer_;
};

}  // namespace mashang::testing_http
