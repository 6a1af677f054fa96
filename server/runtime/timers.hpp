// Periodic jobs: deadlines, expiry, purging. One thread, one job at a time.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "runtime/log.hpp"

namespace mashang::runtime {

/// Add jobs, then `start`; `stop` (or the destructor) waits for the job that is running. A job that throws is logged
/// and runs again at its next turn.
class Timers {
 public:
  explicit Timers(Log& log) : log_(log) {}
  ~Timers() { stop(); }
  Timers(const Timers&) = delete;

  /// First run one period after `start`; the next one period after the end of the one before.
  void every(std::chrono::milliseconds period, std::string name, std::function<void()> job);
  void start();
  void stop();

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;
  struct Job {
    std::chrono::milliseconds period;
    std::string name;
    std::function<void()> run;
    SteadyTime due;
  };
  void work();
  void run(Job& job);

  Log& log_;
  std::vector<Job> jobs_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace mashang::runtime
