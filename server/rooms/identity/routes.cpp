// /api/v1/session: who am I, sign in, sign out.
#include "rooms/identity/routes.hpp"

#include "core/json.hpp"
#include "rooms/identity/directory.hpp"

namespace mashang::identity {
namespace {

void write_grant(json::Writer& out, storage::Tx& tx, CountyCode county, const Grant& grant) {
  out.begin_object().field("role", to_word(grant.role));
  const auto where = grant.place ? places::situation_of(tx, county, *grant.place)
                                 : failure(ErrorKind::not_found, "places.unknown_place");
  out.key("place");
  if (where) {
    out.begin_object().field("id", where->place).field("kind", to_word(where->kind)).field("name", where->label);
    out.end_object();
  } else {
    out.value(nullptr);
  }
  const auto organisation = grant.organisation ? organisation_of(tx, county, *grant.organisation)
                                               : failure(ErrorKind::not_found, "identity.unknown_organisation");
  out.key("organisation");
  if (organisation) {
    out.begin_object().field("id", organisation->id).field("name", organisation->name);
    out.field("kind", to_word(organisation->kind)).end_object();
  } else {
    out.value(nullptr);
  }
  out.end_object();
}

/// The `Session` of the contract.
Result<std::string> session_json(storage::Tx& tx, CountyCode county, AccountId id, const std::string& csrf_token) {
  const auto account = account_by_id(tx, county, id);
  if (!account) return failure(ErrorKind::unauthenticated, "identity.session_expired");
  std::string body;
  json::Writer out(body);
  out.begin_object().field("account_id", account->id).field("name", account->name).field("login", account->login);
  out.key("grants").begin_array();
  for (const Grant& grant : grants_of(tx, county, id)) write_grant(out, tx, county, grant);
  out.end_array().field("csrf_token", csrf_token).field("made_up", account->made_up).end_object();
  return body;
}

Result<Credentials> read_credentials(std::string_view body) {
  json::Fields in(body);
  Credentials credentials{in.text("login", 64), in.text("password", 200)};
  if (auto wrong = in.error()) return failure(std::move(*wrong));
  return credentials;
}

http::Response never_stored(int status, std::string body) {
  return std::move(http::json_response(status, std::move(body)).set("Cache-Control", "no-store"));
}

}  // namespace

void add_routes(http::Router& router, storage::Db& db, CountyCode county, SessionStore& sessions, SignIn& sign_in) {
  router.add(http::Method::get, "/api/v1/session",
             [&db, county, &sessions](http::Request& request) -> Task<Result<http::Response>> {
               auto requiring = sessions.require_session(request);
               auto session = co_await requiring;
               if (!session) co_return failure(session.error());
               const std::string csrf_token = sessions.csrf_token((*session)->id);
               const AccountId account = *(*session)->actor.account;
               auto reading = db.read([&](storage::Tx& tx) { return session_json(tx, county, account, csrf_token); });
               auto body = co_await reading;
               if (!body) co_return failure(body.error());
               co_return never_stored(200, std::move(*body));
             });
  router.add(http::Method::post, "/api/v1/session",
             [&db, county, &sessions, &sign_in](http::Request& request) -> Task<Result<http::Response>> {
               auto receiving = request.body->all(http::kJsonBodyLimit);
               auto sent = co_await receiving;
               if (!sent) co_return failure(sent.error());
               auto credentials = read_credentials(*sent);
               if (!credentials) co_return failure(credentials.error());
               auto signing = sign_in.sign_in(request, std::move(*credentials));
               auto signed_in = co_await signing;
               if (!signed_in) co_return failure(signed_in.error());
               const std::string csrf_token = sessions.csrf_token(signed_in->session_id);
               const AccountId account = signed_in->account;
               auto reading = db.read([&](storage::Tx& tx) { return session_json(tx, county, account, csrf_token); });
               auto body = co_await reading;
               if (!body) co_return failure(body.error());
               co_return never_stored(200, std::move(*body));
             });
  router.add(http::Method::del, "/api/v1/session", [&sessions](http::Request& request) -> Task<Result<http::Response>> {
    auto requiring = sessions.require_session(request);
    auto session = co_await requiring;
    if (!session) co_return failure(session.error());
    auto ending = sessions.end((*session)->id);
    auto ended = co_await ending;
    if (!ended) co_return failure(ended.error());
    SessionStore::clear_cookie(request);
    co_return http::no_content();
  });
}

}  // namespace mashang::identity
