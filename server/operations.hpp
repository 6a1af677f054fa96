// What whoever runs the server asks it: does it live, is it ready, how much does it do.
#pragma once

#include "http/router.hpp"
#include "runtime/metrics.hpp"
#include "storage/db.hpp"

namespace mashang {

/// GET /healthz (the process answers), /readyz (the database answers), /metrics (Prometheus text). All outlive the
/// router.
void add_operations_routes(http::Router& router, storage::Db& db, runtime::Metrics& metrics);

}  // namespace mashang
