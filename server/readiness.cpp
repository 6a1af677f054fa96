// A read whose answer may never come.
#include "readiness.hpp"

#include <condition_variable>
#include <coroutine>
#include <exception>
#include <optional>

#include "storage/sql.hpp"

namespace mashang {
namespace {

constexpr int kThreads = 2;
constexpr std::size_t kMostWaiting = 64;
constexpr std::string_view kUnavailable = "storage.unavailable";

/// A coroutine that nobody waits for: it frees itself when it ends.
struct Detached {
  struct promise_type {
    [[nodiscard]] Detached get_return_object() const noexcept { return {}; }
    [[nodiscard]] std::suspend_never initial_suspend() const noexcept { return {}; }
    [[nodiscard]] std::suspend_never final_suspend() const noexcept { return {}; }
    void return_void() const noexcept {}
    void unhandled_exception() const noexcept { std::terminate(); }
  };
};

}  // namespace

struct Readiness::Question {
  std::mutex mutex;
  std::condition_variable changed;
  std::optional<Result<void>> answer;  ///< guarded by mutex
  const std::chrono::steady_clock::time_point asked_at = std::chrono::steady_clock::now();

  [[nodiscard]] bool is_answered() {
    const std::lock_guard lock(mutex);
    return answer.has_value();
  }
  static Detached ask(storage::Db& db, std::shared_ptr<Question> question) {
    Result<void> answer = failure(ErrorKind::unavailable, kUnavailable);
    try {
      auto reading = db.read([](storage::Tx& tx) -> Result<void> {
        tx.for_each(storage::sql::answer{}, [](const storage::Row&) { return true; });
        return {};
      });
      answer = co_await reading;
    } catch (const std::exception& thrown) {
      answer = failure(ErrorKind::unavailable, kUnavailable, thrown.what());
    }
    const std::lock_guard lock(question->mutex);
    question->answer = std::move(answer);
    question->changed.notify_all();
  }
};

Readiness::Readiness(storage::Db& db, std::chrono::milliseconds deadline)
    : db_(db), deadline_(deadline), waiters_(kThreads, kMostWaiting, Error{ErrorKind::unavailable, kUnavailable}) {}
Readiness::~Readiness() = default;

Task<Result<void>> Readiness::check() {
  auto waiting = waiters_.run([this] { return wait_for_answer(); });
  co_return co_await waiting;
}

Result<void> Readiness::wait_for_answer() {
  std::shared_ptr<Question> question;
  bool is_new = false;
  {
    const std::lock_guard lock(mutex_);
    is_new = !asked_ || asked_->is_answered();
    if (is_new) asked_ = std::make_shared<Question>();
    question = asked_;
  }
  if (is_new) Question::ask(db_, question);
  std::unique_lock lock(question->mutex);
  if (question->changed.wait_until(lock, question->asked_at + deadline_, [&] { return question->answer.has_value(); }))
    return *question->answer;
  return failure(ErrorKind::unavailable, kUnavailable, "the database gives no answer");
}

}  // namespace mashang
