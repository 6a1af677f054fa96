// The latest signed tree head as JSON.
#include "rooms/ledger/routes.hpp"

#include "core/json.hpp"
#include "core/secrets.hpp"
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

}  // namespace

void add_routes(http::Router& router, storage::Db& db, CountyCode county, std::string public_key) {
  router.add(http::Method::get, "/api/v1/ledger/head",
             [&db, county, key = std::move(public_key)](http::Request&) { return head(db, county, key); });
}

}  // namespace mashang::ledger
