// Numbers for the operator, in the Prometheus text format (/metrics).
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace mashang::runtime {

/// The answers of one route.
class RouteMetrics {
 public:
  virtual ~RouteMetrics() = default;
  virtual void observe(int status, std::chrono::nanoseconds took) = 0;
};

/// Thread-safe. Keep the RouteMetrics of a route: looking it up takes a lock on all of them.
class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;

  /// Lives as long as the registry; the same route gives the same object.
  RouteMetrics& route(std::string_view method, std::string_view pattern);
  /// Adds to a counter, e.g. `mashang_push_events_total`. `help` is told at its first use.
  void count(const std::string& name, const std::string& help, double by = 1);
  /// `read` is called at each /metrics from any loop's thread.
  void gauge(const std::string& name, const std::string& help, std::function<double()> read);
  [[nodiscard]] std::string text();

 private:
  struct Registry;
  std::unique_ptr<Registry> registry_;
};

}  // namespace mashang::runtime
