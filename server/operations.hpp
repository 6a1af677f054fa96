// What whoever runs the server asks it: does it live, is it ready, how much does it do.
#pragma once

#include "http/router.hpp"
#include "readiness.hpp"
#include "runtime/metrics.hpp"

namespace mashang {

/// GET /healthz (the process answers), /readyz (the database answers in time), /metrics (Prometheus text). All outlive
/// the router.
void add_operations_routes(http::Router& router, Readiness& readiness, runtime::Metrics& metrics);

}  // namespace mashang
