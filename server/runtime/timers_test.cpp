// Periodic jobs keep running, and stop when told.
#include "runtime/timers.hpp"

#include <gtest/gtest.h>

#include <latch>
#include <stdexcept>

namespace mashang::runtime {
using namespace std::chrono_literals;

TEST(Timers, AJobThatThrowsRunsAgain) {
  Log log("off", "");
  Timers timers(log);
  std::latch three(3);
  int runs = 0;
  timers.every(1ms, "fragile", [&] {
    if (++runs <= 3) three.count_down();
    throw std::runtime_error("broken");
  });
  timers.start();
  three.wait();
  timers.stop();
  EXPECT_GE(runs, 3);
}

TEST(Timers, StoppingDoesNotWaitForThePeriod) {
  Log log("off", "");
  Timers timers(log);
  timers.every(1h, "rare", [] {});
  timers.start();
  const auto began = std::chrono::steady_clock::now();
  timers.stop();
  EXPECT_LT(std::chrono::steady_clock::now() - began, 5s);
}

}  // namespace mashang::runtime
