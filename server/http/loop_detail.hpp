// One event loop: a thread, the connections it serves and the tick that looks after their deadlines.
//
// Everything runs on the loop's thread unless said otherwise. Connections live in the loop; one that is done asks to be
// forgotten and is destroyed from the loop's queue, never from within itself.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "core/executor.hpp"
#include "http/forwarded.hpp"
#include "http/server.hpp"

namespace mashang::http::detail {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using SteadyTime = std::chrono::steady_clock::time_point;

/// What all loops read; set before the first one starts.
struct Shared {
  const ServerOptions options;
  const Router& router;
  runtime::Metrics& metrics;
  runtime::Log& log;
  const TrustedProxies proxies;
  std::optional<asio::ssl::context> tls;
  std::atomic<int> open_connections{0};
  std::atomic<bool> is_draining{false};
};

class Connection;
class QueuedStream;

enum class Admission { serve, refuse };

class Loop final : public Executor {
 public:
  explicit Loop(Shared& shared);
  ~Loop() override;

  // ---- from any thread ----
  void start();
  void resume(std::span<const std::coroutine_handle<>> suspended) override;
  void adopt(Tcp::socket socket, Admission admission);
  void wake(std::shared_ptr<QueuedStream> stream);
  /// Closes idle connections and streams; the rest end with their request.
  void drain();
  /// Closes every socket.
  void abort_all();
  /// Ends the thread. False when a handler is still waiting for something: its frame must then outlive the process.
  [[nodiscard]] bool stop();
  [[nodiscard]] std::size_t connection_count() const { return connection_count_; }

  // ---- on the loop's thread ----
  [[nodiscard]] asio::io_context& context() { return context_; }
  [[nodiscard]] Shared& shared() { return shared_; }
  [[nodiscard]] std::string_view date() const { return date_; }
  void next_request_id(std::string& out);
  [[nodiscard]] runtime::RouteMetrics& metrics_of(const Handler* handler, Method method, std::string_view pattern);
  void forget(Connection& connection);
  [[nodiscard]] runtime::AccessLines& access_lines() { return access_lines_; }

 private:
  struct RouteKey {
    const Handler* handler;
    Method method;
    bool operator==(const RouteKey&) const = default;
  };
  struct HashRouteKey {
    std::size_t operator()(const RouteKey& key) const {
      return std::hash<const void*>()(key.handler) * 8 + static_cast<std::size_t>(key.method);
    }
  };
  void tick();
  void wake_streams();

  Shared& shared_;
  asio::io_context context_{1};
  asio::executor_work_guard<asio::io_context::executor_type> work_{context_.get_executor()};
  asio::steady_timer ticker_{context_};
  runtime::AccessLines access_lines_{shared_.log};
  std::string date_;
  std::string id_prefix_;
  std::uint64_t requests_ = 0;
  std::unordered_map<RouteKey, runtime::RouteMetrics*, HashRouteKey> metrics_;
  std::unordered_map<Connection*, std::shared_ptr<Connection>> connections_;  // shared with reads still under way
  std::atomic<std::size_t> connection_count_{0};
  std::mutex woken_mutex_;
  std::vector<std::shared_ptr<QueuedStream>> woken_;
  std::thread thread_;
};

}  // namespace mashang::http::detail
