// The room's URLs.
#pragma once

#include <functional>
#include <string>

#include "http/router.hpp"
#include "rooms/ledger/tree.hpp"
#include "storage/db.hpp"

namespace mashang::ledger {

/// GET /api/v1/ledger/head, open to everybody: keeping a head is how anybody can later tell that a log was changed.
/// `public_key`: 32 bytes. `db` must outlive the router.
void add_routes(http::Router& router, storage::Db& db, CountyCode county, std::string public_key);

/// What the proofs need; all of it outlives the router.
struct ProofParts {
  storage::Db& db;
  CountyCode county;
  const Tree& tree;
  std::function<Result<void>(const http::Request&)> admit;  ///< so many an address and minute
};
/// GET /api/v1/ledger/inclusion?leaf=&size= and /api/v1/ledger/consistency?from=&to=, open to everybody: shapes of RFC
/// 6962 §2.1.1 and §2.1.2. Fail as proofs.hpp says, and with ledger.bad_number.
void add_proof_routes(http::Router& router, ProofParts parts);

}  // namespace mashang::ledger
