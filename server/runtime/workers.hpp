// A small pool of threads for work that would hold up an event loop: password hashing, fsync, hashing of videos.
//
// Threading: callable from any thread. An awaited `run` resumes on the Executor it was made on; on a thread without a
// loop it resumes on the worker. The queue is bounded: when it is full, `run` gives the pool's busy error at once.
#pragma once

#include <condition_variable>
#include <coroutine>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/executor.hpp"
#include "core/result.hpp"

namespace mashang::runtime {

class Workers {
 public:
  /// `busy` is what a full queue answers.
  Workers(int threads, std::size_t max_queued, Error busy);
  Workers(const Workers&) = delete;
  /// Finishes what is queued, then joins.
  ~Workers();

  /// `fn() -> Result<T>`, on a worker: `auto running = workers.run(fn); auto result = co_await running;`
  template <class F>
  [[nodiscard]] auto run(F fn) {
    return Awaitable<F>(*this, std::move(fn));
  }

 private:
  class Job {
   public:
    virtual ~Job() = default;
    virtual void run() noexcept = 0;
    Executor* resume_on = nullptr;
    std::coroutine_handle<> suspended;
  };

  template <class F>
  class [[nodiscard]] Awaitable final : Job {
   public:
    using R = std::invoke_result_t<F&>;
    Awaitable(Workers& workers, F fn) : workers_(workers), fn_(std::move(fn)) {}
    Awaitable(const Awaitable&) = delete;

    [[nodiscard]] bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> caller) {
      resume_on = Executor::current();
      suspended = caller;
      if (workers_.submit(*this)) return true;
      result_.emplace(failure(workers_.busy_));
      return false;
    }
    R await_resume() {
      if (thrown_) std::rethrow_exception(thrown_);
      return std::move(*result_);
    }

   private:
    void run() noexcept override {
      try {
        result_.emplace(fn_());
      } catch (...) {
        thrown_ = std::current_exception();
      }
    }

    Workers& workers_;
    F fn_;
    std::optional<R> result_;
    std::exception_ptr thrown_;
  };

  /// False when the queue is full. After true the job may already be gone.
  [[nodiscard]] bool submit(Job& job);
  void work();

  const std::size_t max_queued_;
  const Error busy_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Job*> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace mashang::runtime
