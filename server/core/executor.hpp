// Where a suspended coroutine goes on: each event loop is an Executor and announces itself per thread.
#pragma once

#include <coroutine>
#include <span>

namespace mashang {

class Executor {
 public:
  virtual ~Executor() = default;
  /// Resumes the coroutines, in order, on this executor's thread. Callable from any thread.
  virtual void resume(std::span<const std::coroutine_handle<>> suspended) = 0;

  /// The executor whose thread this is; null on threads that run no loop.
  [[nodiscard]] static Executor* current() noexcept { return current_; }

 protected:
  static void announce(Executor* executor) noexcept { current_ = executor; }

 private:
  static inline thread_local Executor* current_ = nullptr;
};

}  // namespace mashang
