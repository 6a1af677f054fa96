// Runs handlers to their end on the test's own thread, and speaks to them as the listener does.
#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/executor.hpp"
#include "core/task.hpp"
#include "http/problem.hpp"
#include "http/request_fixture.hpp"
#include "http/router.hpp"

namespace mashang::test {

/// An event loop that lives as long as one task.
class OneLoop final : public Executor {
 public:
  OneLoop() { announce(this); }
  ~OneLoop() override { announce(nullptr); }

  void resume(std::span<const std::coroutine_handle<>> suspended) override {
    const std::lock_guard lock(mutex_);
    ready_.insert(ready_.end(), suspended.begin(), suspended.end());
    changed_.notify_one();
  }
  template <class T>
  T run(Task<T> task) {
    task.start();
    while (!task.done()) next().resume();
    return task.result();
  }

 private:
  std::coroutine_handle<> next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !ready_.empty(); });
    const auto handle = ready_.front();
    ready_.pop_front();
    return handle;
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::coroutine_handle<>> ready_;
};

/// A body in pieces; `cut_after` bytes the connection breaks.
class PiecewiseBody final : public http::Body {
 public:
  explicit PiecewiseBody(std::string bytes, std::size_t piece = 64 * 1024, std::size_t cut_after = std::string::npos)
      : bytes_(std::move(bytes)), piece_(piece), cut_after_(cut_after) {}

  [[nodiscard]] std::optional<std::uint64_t> length() const override { return bytes_.size(); }
  [[nodiscard]] Task<Result<std::string_view>> next() override {
    if (at_ >= cut_after_) co_return failure(ErrorKind::bad_request, "http.body_cut_off");
    const std::size_t size = std::min({piece_, bytes_.size() - at_, cut_after_ - at_});
    const std::string_view piece = std::string_view(bytes_).substr(at_, size);
    at_ += size;
    co_return piece;
  }
  [[nodiscard]] Task<Result<std::string>> all(std::size_t limit) override {
    if (bytes_.size() > limit) co_return failure(ErrorKind::too_large, "http.body_too_large");
    co_return bytes_;
  }

 private:
  std::string bytes_;
  std::size_t piece_;
  std::size_t cut_after_;
  std::size_t at_ = 0;
};

struct Answer {
  int status = 0;
  std::string code;  ///< of a problem
  std::string body;
  std::multimap<std::string, std::string> headers;

  [[nodiscard]] std::string header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
  }
};

using Headers = std::map<std::string, std::string, std::less<>>;

/// Finds the route, calls its handler and gives what the listener would send.
class Client {
 public:
  explicit Client(const http::Router& router) : router_(router) {}

  Answer call(http::Method method, const std::string& path, Headers headers = {}, std::string body = {}) {
    PiecewiseBody whole(std::move(body));
    return call_with(method, path, std::move(headers), whole);
  }
  using Query = std::vector<std::pair<std::string, std::string>>;
  Answer call_with(http::Method method, const std::string& path, Headers headers, http::Body& body, Query query = {}) {
    http::FixtureRequest request;
    request.query = std::move(query);
    request.method = method;
    request.target = request.path = path;
    request.remote = remote;
    request.body = &body;
    request.headers = std::move(headers);
    auto match = router_.find(method, path);
    if (!match) return told(request, http::problem_response(match.error(), "en", "test"), match.error().code);
    request.path_values = match->values;
    auto answered = loop_.run((*match->handler)(request));
    if (answered) return told(request, std::move(*answered), "");
    return told(request, http::problem_response(answered.error(), "en", "test"), answered.error().code);
  }

  std::string remote = "203.0.113.7";

 private:
  static Answer told(const http::Request& request, http::Response response, std::string_view code) {
    Answer answer{response.status, std::string(code), std::move(response.body), {}};
    for (auto& header : response.headers) answer.headers.insert(std::move(header));
    for (const auto& header : request.answer_headers) answer.headers.insert(header);
    return answer;
  }
  const http::Router& router_;
  OneLoop loop_;
};

}  // namespace mashang::test
