// Fibers by Boost.Context; the sanitizers are told of every change of stack, else they see ghosts.
#include "storage/postgres/fiber.hpp"

#include <boost/context/fiber.hpp>
#include <boost/context/pooled_fixedsize_stack.hpp>
#include <boost/context/preallocated.hpp>
#include <utility>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#endif
#ifdef __SANITIZE_THREAD__
#include <sanitizer/tsan_interface.h>
#endif

namespace mashang::storage::postgres {
namespace {

namespace context = boost::context;

constexpr std::size_t kStackBytes = 256 * 1024;  // only what is touched costs memory

}  // namespace

struct Fiber::Stacks::Pool {
  context::pooled_fixedsize_stack stacks{kStackBytes};
};

Fiber::Stacks::Stacks() : pool_(std::make_unique<Pool>()) {}
Fiber::Stacks::~Stacks() = default;

struct Fiber::Switch {
  std::function<void()> body;
  context::fiber inside;
  context::fiber outside;
  bool has_ended = false;

  Switch(context::pooled_fixedsize_stack& stacks, std::function<void()> to_run) : body(std::move(to_run)) {
    const context::stack_context stack = stacks.allocate();
    remember_stack(stack);
    inside = context::fiber(std::allocator_arg, context::preallocated(stack.sp, stack.size, stack), stacks,
                            [this](context::fiber&& caller) {
                              arrive_inside();
                              outside = std::move(caller);
                              body();
                              has_ended = true;
                              leave_inside();
                              return std::move(outside);
                            });
  }

#if defined(__SANITIZE_ADDRESS__)
  const void* own_bottom = nullptr;
  const void* outer_bottom = nullptr;
  std::size_t own_size = 0, outer_size = 0;
  void* own_fake = nullptr;
  void* outer_fake = nullptr;
  void remember_stack(const context::stack_context& stack) {
    own_bottom = static_cast<const char*>(stack.sp) - stack.size;
    own_size = stack.size;
  }
  void leave_outside() { __sanitizer_start_switch_fiber(&outer_fake, own_bottom, own_size); }
  void arrive_inside() { __sanitizer_finish_switch_fiber(own_fake, &outer_bottom, &outer_size); }
  void leave_inside() { __sanitizer_start_switch_fiber(has_ended ? nullptr : &own_fake, outer_bottom, outer_size); }
  void arrive_outside() { __sanitizer_finish_switch_fiber(outer_fake, nullptr, nullptr); }
#elif defined(__SANITIZE_THREAD__)
  void* own = __tsan_create_fiber(0);
  void* outer = nullptr;
  ~Switch() { __tsan_destroy_fiber(own); }
  void remember_stack(const context::stack_context&) {}
  void leave_outside() {
    outer = __tsan_get_current_fiber();
    __tsan_switch_to_fiber(own, 0);
  }
  void arrive_inside() {}
  void leave_inside() { __tsan_switch_to_fiber(outer, 0); }
  void arrive_outside() {}
#else
  void remember_stack(const context::stack_context&) {}
  void leave_outside() {}
  void arrive_inside() {}
  void leave_inside() {}
  void arrive_outside() {}
#endif
};

Fiber::Fiber(Stacks& stacks, std::function<void()> body)
    : switch_(std::make_unique<Switch>(stacks.pool_->stacks, std::move(body))) {}

Fiber::~Fiber() = default;

void Fiber::run() {
  switch_->leave_outside();
  switch_->inside = std::move(switch_->inside).resume();
  switch_->arrive_outside();
}

void Fiber::pause() {
  switch_->leave_inside();
  switch_->outside = std::move(switch_->outside).resume();
  switch_->arrive_inside();
}

bool Fiber::has_ended() const { return switch_->has_ended; }

}  // namespace mashang::storage::postgres
