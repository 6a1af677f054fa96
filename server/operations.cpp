// Three plain answers for probes and Prometheus.
#include "operations.hpp"

namespace mashang {
namespace {

constexpr std::string_view kOk = R"({"status":"ok"})";

}  // namespace

void add_operations_routes(http::Router& router, storage::Db& db, runtime::Metrics& metrics) {
  router.add(http::Method::get, "/healthz", [](http::Request&) -> Task<Result<http::Response>> {
    co_return http::json_response(200, std::string(kOk));
  });
  router.add(http::Method::get, "/readyz", [&db](http::Request&) -> Task<Result<http::Response>> {
    if (const auto answers = db.ping(); !answers) co_return failure(answers.error());
    co_return http::json_response(200, std::string(kOk));
  });
  router.add(http::Method::get, "/metrics", [&metrics](http::Request&) -> Task<Result<http::Response>> {
    http::Response response{.status = 200, .body = metrics.text()};
    response.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    co_return response;
  });
}

}  // namespace mashang
