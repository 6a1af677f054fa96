// The latest signed tree head and proofs as JSON.
#include "rooms/ledger/routes.hpp"

#include <charconv>
#include <memory>

#include "core/json.hpp"
#include "core/secrets.hpp"
#include "rooms/ledger/proofs.hpp"
#include "rooms/ledger/tree_head.hpp"

namespace mashang::ledger {
namespace {

std::string head_json(const TreeHead& head, std::string_view public_key) {
  std::string body;
  json::Writer out(body);
  out.begin_object();
  out.field("county", head.county.value).field("size", head.size).field("root", to_hex(as_view(head.root)));
  out.field("at", head.at).field("signature", to_hex(head.signature)).field("key", to_hex(public_key));
  out.end_object();
  return body;
}

Task<Result<http::Response>> head(storage::Db& db, CountyCode county, const std::string& public_key) {
  auto reading = db.read([county](storage::Tx& tx) -> Result<TreeHead> {
    auto latest = latest_head(tx, county);
    if (!latest) return failure(ErrorKind::not_found, "ledger.no_head");
    return *std::move(latest);
  });
  const Result<TreeHead> latest = co_await reading;
  if (!latest) co_return failure(latest.error());
  http::Response response = http::json_response(200, head_json(*latest, public_key));
  response.set("Cache-Control", "no-cache");
  co_return response;
}

/// A number in the query; none when it is not there.
Result<std::optional<std::int64_t>> number(const http::Request& request, std::string_view name) {
  const auto given = request.query_value(name);
  if (!given) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, wrong] = std::from_chars(given->data(), given->data() + given->size(), value);
  if (wrong != std::errc{} || end != given->data() + given->size())
    return failure(ErrorKind::bad_request, "ledger.bad_number", std::string(*given), std::string(name));
  return value;
}

/// The number that must be there, and the one that may.
struct Numbers {
  std::int64_t first = 0;
  std::optional<std::int64_t> second;
};
Result<Numbers> numbers(const http::Request& request, std::string_view first, std::string_view second) {
  const auto one = number(request, first);
  if (!one) return failure(one.error());
  if (!*one) return failure(ErrorKind::bad_request, "ledger.bad_number", {}, std::string(first));
  const auto two = number(request, second);
  if (!two) return failure(two.error());
  return Numbers{**one, *two};
}

void write_path(json::Writer& out, const std::vector<Hash>& path) {
  out.key("path").begin_array();
  for (const Hash& node : path) out.value(to_hex(as_view(node)));
  out.end_array();
}

std::string inclusion_json(const InclusionProof& proof) {
  std::string body;
  json::Writer out(body);
  out.begin_object().field("leaf", proof.leaf).field("size", proof.size);
  out.field("leaf_hash", to_hex(as_view(proof.leaf_hash))).field("root", to_hex(as_view(proof.root)));
  write_path(out, proof.path);
  out.end_object();
  return body;
}

std::string consistency_json(const ConsistencyProof& proof) {
  std::string body;
  json::Writer out(body);
  out.begin_object().field("from", proof.from).field("to", proof.to);
  out.field("from_root", to_hex(as_view(proof.from_root))).field("to_root", to_hex(as_view(proof.to_root)));
  write_path(out, proof.path);
  out.end_object();
  return body;
}

Task<Result<http::Response>> inclusion(const ProofParts& parts, http::Request& request) {
  if (auto admitted = parts.admit(request); !admitted) co_return failure(admitted.error());
  const auto asked = numbers(request, "leaf", "size");
  if (!asked) co_return failure(asked.error());
  auto reading = parts.db.read(
      [&](storage::Tx& tx) { return prove_inclusion(tx, parts.county, parts.tree, asked->first, asked->second); });
  const Result<InclusionProof> proof = co_await reading;
  if (!proof) co_return failure(proof.error());
  co_return http::json_response(200, inclusion_json(*proof));
}

Task<Result<http::Response>> consistency(const ProofParts& parts, http::Request& request) {
  if (auto admitted = parts.admit(request); !admitted) co_return failure(admitted.error());
  const auto asked = numbers(request, "from", "to");
  if (!asked) co_return failure(asked.error());
  auto reading = parts.db.read(
      [&](storage::Tx& tx) { return prove_consistency(tx, parts.county, parts.tree, asked->first, asked->second); });
  const Result<ConsistencyProof> proof = co_await reading;
  if (!proof) co_return failure(proof.error());
  co_return http::json_response(200, consistency_json(*proof));
}

}  // namespace

void add_routes(http::Router& router, storage::Db& db, CountyCode county, std::string public_key) {
  router.add(http::Method::get, "/api/v1/ledger/head",
             [&db, county, key = std::move(public_key)](http::Request&) { return head(db, county, key); });
}

void add_proof_routes(http::Router& router, ProofParts parts) {
  // Shared by both handlers, which may run long after this call.
  const auto shared = std::make_shared<const ProofParts>(std::move(parts));
  router.add(http::Method::get, "/api/v1/ledger/inclusion",
             [shared](http::Request& request) { return inclusion(*shared, request); });
  router.add(http::Method::get, "/api/v1/ledger/consistency",
             [shared](http::Request& request) { return consistency(*shared, request); });
}

}  // namespace mashang::ledger
