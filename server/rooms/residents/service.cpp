// Shows a door's address to whoever scanned it; renews and revokes codes for staff.
#include "rooms/residents/service.hpp"

#include "core/json.hpp"
#include "http/idempotency.hpp"
#include "rooms/places/places.hpp"
#include "rooms/residents/access.hpp"

namespace mashang::residents {
namespace {

struct Door {
  std::string address;
  std::string county;
  bool made_up = false;
};

std::string door_json(const Door& door) {
  std::string out;
  json::Writer(out)
      .begin_object()
      .field("address", door.address)
      .field("county", door.county)
      .field("made_up", door.made_up)
      .end_object();
  return out;
}

Result<Door> door_of(storage::Tx& tx, const DoorCodes& doors, std::string_view token) {
  const auto household = doors.resolve(tx, token);
  if (!household) return failure(household.error());
  auto where = places::situation_of(tx, household->county, household->place);
  if (!where) return failure(where.error());
  auto county = places::name_of(tx, household->county, places::county_place(household->county));
  return Door{std::move(where->label), std::move(county), where->made_up};
}

void record(storage::Tx& tx, const identity::Actor& actor, Instant at, std::string_view action, PlaceId place) {
  const std::string subject = std::to_string(place.value);
  identity::record_audit(
      tx, {.county = actor.county, .at = at, .actor = actor.account, .action = action, .subject = subject});
}

http::Response code_response(const std::string& public_url, const std::string& token) {
  std::string out;
  json::Writer(out).begin_object().field("url", public_url + "/d/" + token).field("token", token).end_object();
  return http::json_response(201, std::move(out)).set("Cache-Control", "no-store");
}

}  // namespace

Task<Result<http::Response>> Service::show_door(http::Request& request) {
  const std::string token = request.path_values.at(0);
  if (auto admitted = parts_.limits.admit(request.remote, token, parts_.clock.now()); !admitted)
    co_return failure(admitted.error());
  auto reading = parts_.db.read([&](storage::Tx& tx) { return door_of(tx, parts_.doors, token); });
  const Result<Door> door = co_await reading;
  if (!door) co_return failure(door.error());
  co_return http::json_response(200, door_json(*door)).set("Cache-Control", "no-store");
}

Task<Result<http::Response>> Service::rotate(http::Request& request) {
  auto requiring = parts_.sessions.require(request);
  const Result<identity::Actor> actor = co_await requiring;
  if (!actor) co_return failure(actor.error());
  const auto number = request.path_number(0);
  if (!number) co_return failure(number.error());
  const PlaceId place{*number};
  const auto key = http::idempotency_key(request);
  if (!key) co_return failure(key.error());

  const Instant now = parts_.clock.now();
  const std::string account = std::to_string(actor->account.value_or(AccountId{}).value);
  const std::string scope = "door_code/" + account;
  const http::Idempotent once{parts_.county, scope, key->value_or(""), http::request_hash(request, {})};
  // The same key gives the same token again, though no token is ever kept.
  const std::string fresh = *key ? parts_.doors.derive(place, scope + "|" + **key) : std::string();
  auto writing = parts_.db.write([&](storage::Tx& tx) -> Result<std::string> {
    const auto household = household_for(tx, *actor, place);
    if (!household) return failure(household.error());
    if (!*key) {
      record(tx, *actor, now, "rotate_door_code", place);
      return parts_.doors.rotate(tx, parts_.county, place, now);
    }
    const auto replay = http::find_replay(tx, once);
    if (!replay) return failure(replay.error());
    if (*replay) return fresh;
    http::record(tx, once, place.value, now);
    record(tx, *actor, now, "rotate_door_code", place);
    const auto installed = parts_.doors.install(tx, parts_.county, place, fresh, now);
    if (!installed) return failure(installed.error());
    return fresh;
  });
  const Result<std::string> token = co_await writing;
  if (!token) co_return failure(token.error());
  co_return code_response(parts_.public_url, *token);
}

Task<Result<http::Response>> Service::revoke(http::Request& request) {
  auto requiring = parts_.sessions.require(request);
  const Result<identity::Actor> actor = co_await requiring;
  if (!actor) co_return failure(actor.error());
  const auto number = request.path_number(0);
  if (!number) co_return failure(number.error());
  const Instant now = parts_.clock.now();
  auto writing = parts_.db.write([&](storage::Tx& tx) -> Result<void> {
    const auto household = household_for(tx, *actor, PlaceId{*number});
    if (!household) return failure(household.error());
    record(tx, *actor, now, "revoke_door_code", household->place);
    return parts_.doors.revoke(tx, parts_.county, household->place, now);
  });
  const Result<void> revoked = co_await writing;
  if (!revoked) co_return failure(revoked.error());
  co_return http::no_content();
}

}  // namespace mashang::residents
