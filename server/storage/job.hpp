// One read or write on its way through an engine.
#pragma once

#include <coroutine>
#include <exception>
#include <functional>

#include "core/executor.hpp"
#include "core/result.hpp"
#include "storage/tx.hpp"

namespace mashang::storage {

/// The engine's side of one read or write; lives in the caller's frame until `finished`.
class Job {
 public:
  virtual ~Job() = default;
  virtual void run(Tx& tx) = 0;                      ///< calls fn; may be called again on replay
  [[nodiscard]] virtual bool succeeded() const = 0;  ///< fn returned a value, not an error
  virtual void fail(Error error) = 0;                ///< a guard of apply_one did not hold
  virtual void fail(std::exception_ptr thrown) = 0;  ///< the engine failed: rethrown to the caller

  Executor* resume_on = nullptr;  ///< null: the caller blocks and waits on `finished`
  std::coroutine_handle<> suspended;
  std::function<void()> finished;  ///< blocking callers only
};

}  // namespace mashang::storage
