// The bounded queue between whoever pushes events (any thread) and the connection that writes them (its loop).
#pragma once

#include <coroutine>
#include <deque>
#include <memory>
#include <mutex>
#include <string>

#include "http/loop_detail.hpp"
#include "http/message.hpp"

namespace mashang::http::detail {

/// Once closed it never touches the loop again, so a pusher may keep it longer than the server lives.
class QueuedStream final : public EventStream, public std::enable_shared_from_this<QueuedStream> {
 public:
  explicit QueuedStream(Loop& loop) : loop_(loop) {}

  // ---- from any thread ----
  void send(std::shared_ptr<const std::string> bytes) override;
  void close() override;
  [[nodiscard]] bool is_open() const override;

  // ---- on the loop's thread ----
  /// Appends what is queued, up to `most` bytes beyond the first; false when closed and empty.
  [[nodiscard]] bool take(std::string& out, std::size_t most);
  void on_wake();
  /// Closes without waking: the connection is being destroyed.
  void detach();

  struct Arrival {
    QueuedStream& stream;
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> waiting) { return stream.wait(waiting); }
    void await_resume() const noexcept {}
  };
  [[nodiscard]] Arrival arrival() { return Arrival{*this}; }

 private:
  bool wait(std::coroutine_handle<> waiting);
  void wake_writer();

  Loop& loop_;
  mutable std::mutex mutex_;
  std::deque<std::shared_ptr<const std::string>> queue_;  // shared: one event goes to many clients
  std::size_t queued_bytes_ = 0;
  bool is_open_ = true;
  bool is_woken_ = false;
  std::coroutine_handle<> waiting_;
};

}  // namespace mashang::http::detail
