// The room's URL.
#pragma once

#include <string>

#include "http/router.hpp"
#include "storage/db.hpp"

namespace mashang::ledger {

/// GET /api/v1/ledger/head, open to everybody: keeping a head is how anybody can later tell that a log was changed.
/// `public_key`: 32 bytes. `db` must outlive the router.
void add_routes(http::Router& router, storage::Db& db, CountyCode county, std::string public_key);

}  // namespace mashang::ledger
