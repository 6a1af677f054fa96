// Queueing, waking and closing of an event stream.
#include "http/event_queue_detail.hpp"

namespace mashang::http::detail {
namespace {

constexpr std::size_t kMostEvents = 1024;
constexpr std::size_t kMostBytes = 1024 * 1024;

}  // namespace

void QueuedStream::send(std::shared_ptr<const std::string> bytes) {
  std::lock_guard lock(mutex_);
  if (!is_open_) return;
  const bool is_full = queue_.size() >= kMostEvents || queued_bytes_ + bytes->size() > kMostBytes;
  if (is_full) {
    is_open_ = false;
    queue_.clear();
  } else {
    queued_bytes_ += bytes->size();
    queue_.push_back(std::move(bytes));
  }
  wake_writer();
}

void QueuedStream::close() {
  std::lock_guard lock(mutex_);
  if (!is_open_) return;
  is_open_ = false;
  wake_writer();
}

bool QueuedStream::is_open() const {
  std::lock_guard lock(mutex_);
  return is_open_;
}

bool QueuedStream::take(std::string& out, std::size_t most) {
  std::lock_guard lock(mutex_);
  while (!queue_.empty() && out.size() < most) {
    out += *queue_.front();
    queued_bytes_ -= queue_.front()->size();
    queue_.pop_front();
  }
  return is_open_ || !out.empty();
}

void QueuedStream::wake_writer() {
  if (is_woken_) return;
  is_woken_ = true;
  loop_.wake(shared_from_this());
}

void QueuedStream::on_wake() {
  std::coroutine_handle<> waiting;
  {
    std::lock_guard lock(mutex_);
    is_woken_ = false;
    waiting = std::exchange(waiting_, nullptr);
  }
  if (waiting) waiting.resume();
}

void QueuedStream::detach() {
  std::lock_guard lock(mutex_);
  is_open_ = false;
  waiting_ = nullptr;
}

bool QueuedStream::wait(std::coroutine_handle<> waiting) {
  std::lock_guard lock(mutex_);
  if (!queue_.empty() || !is_open_) return false;
  waiting_ = waiting;
  return true;
}

}  // namespace mashang::http::detail
