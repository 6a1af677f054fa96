// Keys of repeated requests, kept in the same transaction as what they created.
#include "http/idempotency.hpp"

#include "core/secrets.hpp"
#include "http/sql.hpp"

namespace mashang::http {
namespace {

constexpr Minutes kKept{48 * 60};

struct Recorded {
  std::string request_hash;
  std::int64_t resource_id;
};

}  // namespace

Result<std::optional<std::int64_t>> find_replay(storage::Tx& tx, const Idempotent& once) {
  const sql::idempotency_of query{.county = once.county, .scope = once.scope, .key = once.key};
  const auto found = tx.one(query, [](const storage::Row& row) {
    return Recorded{std::string(row.blob("request_hash")), row.integer("resource_id")};
  });
  if (!found) return std::optional<std::int64_t>();
  if (!equal_in_constant_time(found->request_hash, once.request_hash))
    return failure(ErrorKind::unprocessable, "http.idempotency_mismatch", {}, "Idempotency-Key");
  return std::optional(found->resource_id);
}

void record(storage::Tx& tx, const Idempotent& once, std::int64_t resource_id, Instant now) {
  const sql::insert_idempotency command{.county = once.county,
                                        .scope = once.scope,
                                        .key = once.key,
                                        .request_hash = storage::Blob{once.request_hash},
                                        .resource_id = resource_id,
                                        .created_at = now};
  tx.apply_one(command, Error{ErrorKind::conflict, "http.idempotency_replay"});
}

void purge_idempotency(storage::Tx& tx, CountyCode county, Instant now) {
  tx.apply(sql::delete_idempotency_before{.county = county, .before = now - kKept});
}

}  // namespace mashang::http
