// Keys of repeated requests, kept in the same transaction as what they created.
#include "http/idempotency.hpp"

#include <algorithm>

#include "core/secrets.hpp"
#include "http/router.hpp"
#include "http/sql.hpp"

namespace mashang::http {
namespace {

constexpr std::size_t kLongestKey = 64;
constexpr Minutes kKept{48 * 60};

bool may_stand_in_key(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

struct Recorded {
  std::string request_hash;
  std::int64_t resource_id;
};

}  // namespace

Result<std::optional<std::string>> idempotency_key(const Request& request) {
  const auto key = request.header("Idempotency-Key");
  if (key.data() == nullptr) return std::optional<std::string>();
  if (key.empty() || key.size() > kLongestKey || !std::ranges::all_of(key, may_stand_in_key))
    return failure(ErrorKind::bad_request, "http.bad_idempotency_key", {}, "Idempotency-Key");
  return std::optional(std::string(key));
}

std::string request_hash(const Request& request, std::string_view body) {
  std::string all(to_word(request.method));
  all.append("\n").append(request.path).append("\n").append(body);
  return std::string(as_view(sha256(all)));
}

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
