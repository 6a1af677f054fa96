// Workers: results, errors and the bounded queue.
#include "runtime/workers.hpp"

#include <gtest/gtest.h>

#include <future>
#include <optional>
#include <stdexcept>

#include "core/task.hpp"

namespace mashang::runtime {
namespace {

template <class F>
Task<void> tell(Workers& workers, F fn, std::promise<Result<int>>& told) {
  auto running = workers.run(std::move(fn));
  auto result = co_await running;
  told.set_value(std::move(result));
}

template <class F>
Task<void> catch_thrown(Workers& workers, F fn, std::promise<bool>& told) {
  bool thrown = false;
  auto running = workers.run(std::move(fn));
  try {
    auto result = co_await running;
    thrown = !result.has_value();
  } catch (const std::runtime_error&) {
    thrown = true;
  }
  told.set_value(thrown);
}

TEST(Workers, GivesWhatTheFunctionReturns) {
  std::promise<Result<int>> told;
  auto future = told.get_future();
  std::optional<Workers> workers(std::in_place, 1, 4, Error{ErrorKind::unavailable, "test.busy"});
  auto task = tell(
      *workers, []() -> Result<int> { return 7; }, told);
  task.start();
  EXPECT_EQ(future.get(), 7);
  workers.reset();  // the worker must have left the coroutine before its frame goes
}

TEST(Workers, AnExceptionReachesTheCaller) {
  std::promise<bool> told;
  auto future = told.get_future();
  std::optional<Workers> workers(std::in_place, 1, 4, Error{ErrorKind::unavailable, "test.busy"});
  auto task = catch_thrown(
      *workers, []() -> Result<int> { throw std::runtime_error("broken"); }, told);
  task.start();
  EXPECT_TRUE(future.get());
  workers.reset();
}

TEST(Workers, AFullQueueIsToldAtOnce) {
  std::promise<void> open_gate;
  std::shared_future<void> gate = open_gate.get_future().share();
  std::promise<void> first_runs;
  std::promise<Result<int>> first, second, third;
  auto wait = [gate]() -> Result<int> {
    gate.wait();
    return 1;
  };
  auto announce_and_wait = [gate, &first_runs]() -> Result<int> {
    first_runs.set_value();
    gate.wait();
    return 1;
  };
  auto third_answer = third.get_future();
  auto first_answer = first.get_future();
  auto second_answer = second.get_future();
  std::optional<Workers> workers(std::in_place, 1, 1, Error{ErrorKind::unavailable, "test.busy"});
  auto one = tell(*workers, announce_and_wait, first);
  one.start();
  first_runs.get_future().wait();
  auto two = tell(*workers, wait, second);
  two.start();
  auto three = tell(*workers, wait, third);
  three.start();
  EXPECT_EQ(third_answer.get().error().code, "test.busy");
  open_gate.set_value();
  EXPECT_TRUE(first_answer.get().has_value());
  EXPECT_TRUE(second_answer.get().has_value());
  workers.reset();
}

}  // namespace
}  // namespace mashang::runtime
