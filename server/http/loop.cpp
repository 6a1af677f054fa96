// The loop's thread, its tick and its wake-ups.
#include <fmt/chrono.h>

#include <boost/asio/post.hpp>

#include "core/secrets.hpp"
#include "http/connection_detail.hpp"
#include "http/event_queue_detail.hpp"
#include "http/loop_detail.hpp"

namespace mashang::http::detail {
namespace {

constexpr auto kTick = std::chrono::milliseconds(100);

}  // namespace

Loop::Loop(Shared& shared) : shared_(shared), id_prefix_(to_hex(random_bytes(4)) + "-") {}
Loop::~Loop() = default;

void Loop::start() {
  tick();
  thread_ = std::thread([this] {
    announce(this);
    context_.run();
  });
}

void Loop::resume(std::span<const std::coroutine_handle<>> suspended) {
  if (suspended.size() == 1) {
    asio::post(context_, [handle = suspended.front()] { handle.resume(); });
    return;
  }
  asio::post(context_, [handles = std::vector(suspended.begin(), suspended.end())] {
    for (const auto handle : handles) handle.resume();
  });
}

void Loop::adopt(Tcp::socket socket, Admission admission) {
  asio::post(context_, [this, admission, socket = std::move(socket)]() mutable {
    auto connection = std::make_shared<Connection>(*this, std::move(socket));
    auto& started = *connection;
    connections_.emplace(&started, std::move(connection));
    connection_count_ = connections_.size();
    started.start(admission);
  });
}

void Loop::forget(Connection& connection) {
  asio::post(context_, [this, &connection] {
    connections_.erase(&connection);
    connection_count_ = connections_.size();
    --shared_.open_connections;
  });
}

void Loop::wake(std::shared_ptr<QueuedStream> stream) {
  std::lock_guard lock(woken_mutex_);
  woken_.push_back(std::move(stream));
  if (woken_.size() == 1) asio::post(context_, [this] { wake_streams(); });
}

void Loop::wake_streams() {
  std::vector<std::shared_ptr<QueuedStream>> woken;
  {
    std::lock_guard lock(woken_mutex_);
    woken.swap(woken_);
  }
  for (const auto& stream : woken) stream->on_wake();
}

void Loop::drain() {
  asio::post(context_, [this] {
    for (const auto& [connection, owner] : connections_) connection->drain();
  });
}

void Loop::abort_all() {
  asio::post(context_, [this] {
    for (const auto& [connection, owner] : connections_) connection->abort();
  });
}

bool Loop::stop() {
  context_.stop();
  if (thread_.joinable()) thread_.join();
  for (const auto& [connection, owner] : connections_)
    if (connection->is_in_handler()) return false;
  return true;
}

void Loop::tick() {
  const auto seconds = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  date_ = fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(seconds));
  const auto now = std::chrono::steady_clock::now();
  for (const auto& [connection, owner] : connections_) connection->check_deadline(now);
  access_lines_.flush();
  ticker_.expires_after(kTick);
  ticker_.async_wait([this](boost::system::error_code failed) {
    if (!failed) tick();
  });
}

void Loop::next_request_id(std::string& out) {
  out = id_prefix_;
  fmt::format_to(std::back_inserter(out), "{:x}", ++requests_);
}

runtime::RouteMetrics& Loop::metrics_of(const Handler* handler, Method method, std::string_view pattern) {
  auto& slot = metrics_[RouteKey{handler, method}];
  if (slot == nullptr) slot = &shared_.metrics.route(to_word(method), pattern);
  return *slot;
}

}  // namespace mashang::http::detail
