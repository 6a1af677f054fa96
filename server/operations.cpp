// Three plain answers for probes and Prometheus.
#include "operations.hpp"

namespace mashang {
namespace {

constexpr std::string_view kOk = R"({"status":"ok"})";

}  // namespace

void add_operations_routes(http::Router& router, Readiness& readiness, runtime::Metrics& metrics) {
  router.add(http::Method::get, "/healthz", [](http::Request&) -> Task<Result<http::Response>> {
    co_return http::json_response(200, std::string(kOk));
  });
  router.add(http::Method::get, "/readyz", [&readiness](http::Request&) -> Task<Result<http::Response>> {
    auto checking = readiness.check();
    const Result<void> answers = co_await checking;
    if (!answers) co_return failure(answers.error());
    co_return http::json_response(200, std::string(kOk));
  });
  router.add(http::Method::get, "/metrics", [&metrics](http::Request&) -> Task<Result<http::Response>> {
    http::Response response{.status = 200, .body = metrics.text()};
    response.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    co_return response;
  });
}

}  // namespace mashang
