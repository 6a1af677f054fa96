// The HTTP/1.1 listener: connections, limits and time-outs around the router's handlers.
//
// Threading: each loop is a thread with its own connections and an Executor; nothing is shared between loops but the
// router (read-only), metrics and log. A handler starts on its connection's loop and goes on there after each co_await.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "http/router.hpp"
#include "runtime/config.hpp"
#include "runtime/log.hpp"
#include "runtime/metrics.hpp"

namespace mashang::http {

struct ServerOptions {
  std::string listen = "127.0.0.1";
  std::uint16_t port = 0;  ///< 0: any free one
  int threads = 0;         ///< 0: one per core
  std::string tls_certificate = {};
  std::string tls_key = {};
  std::vector<std::string> trusted_proxies = {};
  int max_connections = 10'000;
  std::size_t header_bytes = 16 * 1024;
  std::chrono::milliseconds header_time{10'000};
  std::chrono::milliseconds body_time{30'000};  ///< between two pieces of a body, either way
  std::chrono::milliseconds idle_time{75'000};
  std::chrono::milliseconds shutdown_time{10'000};  ///< how long requests in flight may take to finish
  bool access_log = true;
};

[[nodiscard]] ServerOptions options_of(const runtime::Config& config);

class Server {
 public:
  virtual ~Server() = default;
  [[nodiscard]] virtual std::uint16_t port() const = 0;
  /// Stops accepting, closes idle connections and event streams, lets requests in flight finish, then ends the loops.
  /// Blocks; call it from a thread that is no loop, while the database still answers. Done by the destructor too.
  virtual void stop() = 0;
};

/// Binds and serves. `router`, `metrics` and `log` must outlive the server.
/// Fails with http.cannot_listen, http.bad_certificate, http.bad_trusted_proxy.
[[nodiscard]] Result<std::unique_ptr<Server>> start_server(const ServerOptions& options, const Router& router,
                                                           runtime::Metrics& metrics, runtime::Log& log);

}  // namespace mashang::http
