// Listens, hands connections to the loops in turn, and brings everything to an orderly end.
#include "http/server.hpp"

#include <boost/asio/post.hpp>
#include <thread>

#include "http/loop_detail.hpp"
#include "http/problem.hpp"

namespace mashang::http {
namespace {

using namespace detail;
using ErrorCode = boost::system::error_code;

constexpr auto kPauseWithoutDescriptors = std::chrono::milliseconds(100);
constexpr auto kTimeToAbort = std::chrono::milliseconds(500);

/// TLS 1.2 and later, with the library's default ciphers.
Result<void> load_tls(const ServerOptions& options, std::optional<asio::ssl::context>& tls) {
  if (options.tls_certificate.empty()) return {};
  using Context = asio::ssl::context;
  try {
    tls.emplace(Context::tls_server);
    tls->set_options(Context::default_workarounds | Context::no_sslv2 | Context::no_sslv3 | Context::no_tlsv1 |
                     Context::no_tlsv1_1 | Context::single_dh_use);
    tls->use_certificate_chain_file(options.tls_certificate);
    tls->use_private_key_file(options.tls_key, Context::pem);
  } catch (const boost::system::system_error& wrong) {
    return failure(ErrorKind::unprocessable, "http.bad_certificate", wrong.what());
  }
  return {};
}

/// What a given-up request waits for may still touch its frame, so the loop that holds it stays until the process ends.
void keep_for_ever(std::unique_ptr<Loop> loop) {
  static auto* const kept = new std::vector<std::unique_ptr<Loop>>;
  kept->push_back(std::move(loop));
}

class AsioServer final : public Server {
 public:
  AsioServer(const ServerOptions& options, const Router& router, runtime::Metrics& metrics, runtime::Log& log,
             TrustedProxies proxies)
      : shared_{.options = options, .router = router, .metrics = metrics, .log = log, .proxies = std::move(proxies)} {}
  ~AsioServer() override { stop(); }

  Result<void> start() {
    if (auto loaded = load_tls(shared_.options, shared_.tls); !loaded) return loaded;
    const auto cores = std::max(1u, std::thread::hardware_concurrency());
    const auto count = shared_.options.threads > 0 ? static_cast<unsigned>(shared_.options.threads) : cores;
    for (unsigned i = 0; i < count; ++i) loops_.push_back(std::make_unique<Loop>(shared_));
    if (auto listening = listen(); !listening) return listening;
    port_ = acceptor_->local_endpoint().port();
    accept();
    for (auto& loop : loops_) loop->start();
    is_running_ = true;
    return {};
  }

  [[nodiscard]] std::uint16_t port() const override { return port_; }

  void stop() override {
    if (!is_running_) return;
    is_running_ = false;
    shared_.is_draining = true;
    asio::post(loops_.front()->context(), [this] {
      ErrorCode ignored;
      acceptor_->close(ignored);
    });
    for (auto& loop : loops_) loop->drain();
    if (!wait_until_empty(shared_.options.shutdown_time)) {
      for (auto& loop : loops_) loop->abort_all();
      wait_until_empty(kTimeToAbort);
    }
    end_loops();
  }

 private:
  Result<void> listen() {
    const auto& options = shared_.options;
    ErrorCode failed;
    const auto address = asio::ip::make_address(options.listen, failed);
    if (failed) return failure(ErrorKind::unprocessable, "http.cannot_listen", "not an address: " + options.listen);
    const Tcp::endpoint endpoint(address, options.port);
    auto& acceptor = acceptor_.emplace(loops_.front()->context());
    acceptor.open(endpoint.protocol(), failed);
    if (!failed) acceptor.set_option(Tcp::acceptor::reuse_address(true), failed);
    if (!failed) acceptor.bind(endpoint, failed);
    if (!failed) acceptor.listen(asio::socket_base::max_listen_connections, failed);
    if (!failed) return {};
    return failure(ErrorKind::unavailable, "http.cannot_listen",
                   options.listen + ":" + std::to_string(options.port) + ": " + failed.message());
  }

  void accept() {
    auto& loop = *loops_[next_loop_++ % loops_.size()];
    acceptor_->async_accept(loop.context(), [this, &loop](ErrorCode failed, Tcp::socket socket) {
      if (!acceptor_->is_open()) return;
      if (failed) return accept_later();
      ErrorCode ignored;
      socket.set_option(Tcp::no_delay(true), ignored);
      const bool has_room = ++shared_.open_connections <= shared_.options.max_connections;
      loop.adopt(std::move(socket), has_room ? Admission::serve : Admission::refuse);
      accept();
    });
  }

  /// Out of file descriptors, most likely: connections that end will free some.
  void accept_later() {
    pause_.emplace(loops_.front()->context(), kPauseWithoutDescriptors);
    pause_->async_wait([this](ErrorCode failed) {
      if (!failed && acceptor_->is_open()) accept();
    });
  }

  bool wait_until_empty(std::chrono::milliseconds at_most) {
    const auto latest = std::chrono::steady_clock::now() + at_most;
    for (;;) {
      if (shared_.open_connections == 0) return true;
      if (std::chrono::steady_clock::now() > latest) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  }

  void end_loops() {
    pause_.reset();
    std::vector<bool> ended;
    for (auto& loop : loops_) ended.push_back(loop->stop());
    acceptor_.reset();
    for (std::size_t i = 0; i < loops_.size(); ++i) {
      if (ended[i]) continue;
      shared_.log.warn("http", "a request did not finish in time and was given up");
      keep_for_ever(std::move(loops_[i]));
    }
    loops_.clear();
  }

  Shared shared_;
  std::vector<std::unique_ptr<Loop>> loops_;
  std::optional<Tcp::acceptor> acceptor_;
  std::optional<asio::steady_timer> pause_;
  std::size_t next_loop_ = 0;
  std::uint16_t port_ = 0;
  bool is_running_ = false;
};

}  // namespace

ServerOptions options_of(const runtime::Config& config) {
  using std::chrono::seconds;
  return {.listen = config.listen,
          .port = config.port,
          .threads = config.threads,
          .tls_certificate = config.tls_certificate,
          .tls_key = config.tls_key,
          .trusted_proxies = config.trusted_proxies,
          .max_connections = config.max_connections,
          .header_bytes = config.header_bytes,
          .header_time = seconds(config.header_seconds),
          .body_time = seconds(config.body_seconds),
          .idle_time = seconds(config.idle_seconds),
          .access_log = config.access_log};
}

Result<std::unique_ptr<Server>> start_server(const ServerOptions& options, const Router& router,
                                             runtime::Metrics& metrics, runtime::Log& log) {
  auto proxies = TrustedProxies::parse(options.trusted_proxies);
  if (!proxies) return failure(proxies.error());
  auto server = std::make_unique<AsioServer>(options, router, metrics, log, std::move(*proxies));
  if (auto started = server->start(); !started) return failure(started.error());
  return server;
}

}  // namespace mashang::http
