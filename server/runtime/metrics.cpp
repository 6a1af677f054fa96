// prometheus-cpp behind our own face, so that no room includes it.
#include "runtime/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <array>
#include <map>
#include <mutex>
#include <vector>

namespace mashang::runtime {
namespace {

const prometheus::Histogram::BucketBoundaries kSeconds = {0.0001, 0.0005, 0.001, 0.005, 0.01, 0.025,
                                                          0.05,   0.1,    0.25,  1,     5};

/// One counter per class of status; the histogram covers all of them.
class Route final : public RouteMetrics {
 public:
  Route(std::array<prometheus::Counter*, 6> answers, prometheus::Histogram& seconds)
      : answers_(answers), seconds_(seconds) {}
  void observe(int status, std::chrono::nanoseconds took) override {
    const auto status_class = static_cast<std::size_t>(status / 100);
    if (status_class < answers_.size()) answers_[status_class]->Increment();
    seconds_.Observe(std::chrono::duration<double>(took).count());
  }

 private:
  std::array<prometheus::Counter*, 6> answers_;
  prometheus::Histogram& seconds_;
};

struct ReadGauge {
  prometheus::Gauge* gauge;
  std::function<double()> read;
};

}  // namespace

struct Metrics::Registry {
  std::mutex mutex;
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& answers = prometheus::BuildCounter()
                                                         .Name("mashang_http_answers_total")
                                                         .Help("Answers by route and class.")
                                                         .Register(registry);
  prometheus::Family<prometheus::Histogram>& seconds =
      prometheus::BuildHistogram().Name("mashang_http_seconds").Help("Time to answer, by route.").Register(registry);
  std::map<std::pair<std::string, std::string>, std::unique_ptr<Route>> routes;
  std::map<std::string, prometheus::Counter*> counters;
  std::vector<ReadGauge> gauges;
};

Metrics::Metrics() : registry_(std::make_unique<Registry>()) {}
Metrics::~Metrics() = default;

RouteMetrics& Metrics::route(std::string_view method, std::string_view pattern) {
  std::lock_guard lock(registry_->mutex);
  auto& slot = registry_->routes[{std::string(method), std::string(pattern)}];
  if (slot == nullptr) {
    const std::map<std::string, std::string> labels = {{"method", std::string(method)},
                                                       {"route", std::string(pattern)}};
    std::array<prometheus::Counter*, 6> answers{};
    constexpr const char* kClasses[] = {"other", "1xx", "2xx", "3xx", "4xx", "5xx"};
    for (std::size_t i = 0; i < answers.size(); ++i) {
      auto with_class = labels;
      with_class["class"] = kClasses[i];
      answers[i] = &registry_->answers.Add(with_class);
    }
    slot = std::make_unique<Route>(answers, registry_->seconds.Add(labels, kSeconds));
  }
  return *slot;
}

void Metrics::count(const std::string& name, const std::string& help, double by) {
  std::lock_guard lock(registry_->mutex);
  auto& counter = registry_->counters[name];
  if (counter == nullptr)
    counter = &prometheus::BuildCounter().Name(name).Help(help).Register(registry_->registry).Add({});
  counter->Increment(by);
}

void Metrics::gauge(const std::string& name, const std::string& help, std::function<double()> read) {
  std::lock_guard lock(registry_->mutex);
  auto& gauge = prometheus::BuildGauge().Name(name).Help(help).Register(registry_->registry).Add({});
  registry_->gauges.push_back({&gauge, std::move(read)});
}

std::string Metrics::text() {
  std::lock_guard lock(registry_->mutex);
  for (const auto& gauge : registry_->gauges) gauge.gauge->Set(gauge.read());
  return prometheus::TextSerializer().Serialize(registry_->registry.Collect());
}

}  // namespace mashang::runtime
