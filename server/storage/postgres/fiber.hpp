// A function on a stack of its own: it can stop in the middle and go on later, on the same thread.
//
// Why not a coroutine: what a read does is plain code of a room that calls Tx several frames deep.
#pragma once

#include <functional>
#include <memory>

namespace mashang::storage::postgres {

class Fiber {
 public:
  /// The stacks of ended fibers, for the next ones. Outlives its fibers; used by one thread.
  class Stacks {
   public:
    Stacks();
    ~Stacks();
    Stacks(const Stacks&) = delete;

   private:
    friend class Fiber;
    struct Pool;
    std::unique_ptr<Pool> pool_;
  };

  /// `body` may call pause() on this fiber; it must not throw. Nothing runs before `run`.
  Fiber(Stacks& stacks, std::function<void()> body);
  /// Only for a fiber that has ended or never ran.
  ~Fiber();
  Fiber(const Fiber&) = delete;

  /// From outside: until the body pauses or ends.
  void run();
  /// From inside the body: back to whoever called `run`.
  void pause();
  [[nodiscard]] bool has_ended() const;

 private:
  struct Switch;
  std::unique_ptr<Switch> switch_;
};

}  // namespace mashang::storage::postgres
