// Reports come in: from a door code, without one, or through staff. Everything is looked up in a read; the write only
// writes.
#include "http/idempotency.hpp"
#include "rooms/cases/categories.hpp"
#include "rooms/cases/service.hpp"
#include "rooms/cases/store.hpp"

namespace mashang::cases {
namespace {

/// What the read made ready to be written, or why it cannot be.
struct Ready {
  Result<PreparedReport> report;
  http::Idempotent once;
};

NewReport to_report(const Draft& draft, places::Situation where, triage::Alarm alarm) {
  NewReport report;
  report.where = std::move(where);
  report.text = draft.text;
  report.category = draft.category;
  report.is_elsewhere = draft.is_elsewhere;
  report.is_emergency = alarm == triage::Alarm::call;
  report.contact_name = draft.contact_name;
  report.contact_phone = draft.contact_phone;
  report.uploads = draft.uploads;
  report.joins = draft.joins;
  return report;
}

struct Claim {
  std::optional<std::string> key;
  std::string request_hash;
};

Result<Claim> claim_of(const http::Request& request, std::string_view body) {
  auto key = http::idempotency_key(request);
  if (!key) return failure(key.error());
  return Claim{std::move(*key), http::request_hash(request, body)};
}

Result<std::optional<Case>> replayed_case(storage::Tx& tx, const http::Idempotent& once) {
  const auto made = http::find_replay(tx, once);
  if (!made) return failure(made.error());
  return *made ? find_case(tx, once.county, CaseId{**made}) : std::nullopt;
}

Ready make_ready(storage::Tx& tx, const Steps& steps, const NewReport& report, const Claim& claim,
                 const std::string& scope, Instant now) {
  return {steps.prepare(tx, report, now), {steps.county(), scope, claim.key.value_or(""), claim.request_hash}};
}

Task<Result<Case>> write_once(storage::Db& db, const Steps& steps, const Ready& ready, Instant now) {
  if (!ready.report) co_return failure(ready.report.error());
  auto writing = db.write([&](storage::Tx& tx) -> Result<Case> {
    auto made = steps.submit(tx, *ready.report);
    if (made && !ready.once.key.empty()) http::record(tx, ready.once, made->id.value, now);
    return made;
  });
  Result<Case> made = co_await writing;
  co_return made;
}

/// What cannot be written may be the repeat of a report that was: then that one answers. Looking first would cost every
/// report what only repeats need.
Task<Result<Case>> write_report(storage::Db& db, const Steps& steps, const Ready& ready, Instant now) {
  auto writing = write_once(db, steps, ready, now);
  Result<Case> made = co_await writing;
  if (made || ready.once.key.empty()) co_return made;
  auto reading = db.read([&](storage::Tx& tx) { return replayed_case(tx, ready.once); });
  Result<std::optional<Case>> replayed = co_await reading;
  if (!replayed) co_return failure(replayed.error());
  if (!*replayed) co_return made;
  co_return std::move(**replayed);
}

}  // namespace

http::Response Service::receipt(const Case& c) const {
  auto response = http::json_response(201, receipt_json(c, p_.links.token_of(c.id)));
  response.set("Cache-Control", "no-store");
  return response;
}

Service::Answer Service::list_categories(http::Request&) {
  auto reading = p_.db.read(
      [&](storage::Tx& tx) -> Result<std::string> { return categories_json(all_categories(tx, p_.steps.county())); });
  Result<std::string> body = co_await reading;
  if (!body) co_return failure(body.error());
  co_return http::json_response(200, std::move(*body)).set("Cache-Control", "max-age=300");
}

Service::Answer Service::take_in(http::Request& request, DraftKind kind, const FindOrigin& find_origin) {
  auto receiving = request.body->all(http::kJsonBodyLimit);
  const Result<std::string> body = co_await receiving;
  if (!body) co_return failure(body.error());
  const auto draft = read_draft(*body, kind);
  if (!draft) co_return failure(draft.error());
  const auto claim = claim_of(request, *body);
  if (!claim) co_return failure(claim.error());
  const triage::Alarm alarm = p_.triage.alarm_in(draft->text);
  const Instant now = p_.clock.now();
  auto reading = p_.db.read([&](storage::Tx& tx) -> Result<Ready> {
    auto origin = find_origin(tx, *draft);
    if (!origin) return failure(origin.error());
    NewReport report = to_report(*draft, std::move(origin->where), alarm);
    report.is_without_code = kind == DraftKind::without_code;
    report.taken_by = origin->taken_by;
    return make_ready(tx, p_.steps, report, *claim, origin->scope, now);
  });
  const Result<Ready> ready = co_await reading;
  if (!ready) co_return failure(ready.error());
  auto writing = write_report(p_.db, p_.steps, *ready, now);
  const Result<Case> made = co_await writing;
  if (!made) co_return failure(made.error());
  co_return receipt(*made);
}

Service::Answer Service::submit_report(http::Request& request) {
  if (auto admitted = admit(request); !admitted) co_return failure(admitted.error());
  const FindOrigin at_door = [&](storage::Tx& tx, const Draft& draft) -> Result<Origin> {
    const auto household = p_.doors.resolve(tx, request.path_values.at(0));
    if (!household) return failure(household.error());
    auto where = places::situation_of(tx, household->county, draft.place.value_or(household->place));
    if (!where) return failure(where.error());
    return Origin{std::move(*where), "door/" + std::to_string(household->place.value), nullptr};
  };
  auto taking = take_in(request, DraftKind::from_door, at_door);
  co_return co_await taking;
}

Service::Answer Service::submit_without_code(http::Request& request) {
  if (auto admitted = p_.limits.admit(request.remote, {}, p_.clock.now()); !admitted)
    co_return failure(admitted.error());
  const FindOrigin anywhere = [&](storage::Tx& tx, const Draft& draft) -> Result<Origin> {
    auto where = places::situation_of(tx, p_.steps.county(), *draft.place);
    if (!where) return failure(where.error());
    return Origin{std::move(*where), "without_code", nullptr};
  };
  auto taking = take_in(request, DraftKind::without_code, anywhere);
  co_return co_await taking;
}

Service::Answer Service::report_as_staff(http::Request& request) {
  auto requiring = p_.sessions.require(request);
  const Result<identity::Actor> actor = co_await requiring;
  if (!actor) co_return failure(actor.error());
  const FindOrigin in_area = [&](storage::Tx& tx, const Draft& draft) -> Result<Origin> {
    auto where = places::situation_of(tx, actor->county, *draft.place);
    if (!where) return failure(where.error());
    if (!may_report_at(*actor, *where)) return failure(ErrorKind::forbidden, "cases.not_your_area");
    return Origin{std::move(*where), "case/" + std::to_string(actor->account.value_or(AccountId{}).value), &*actor};
  };
  auto taking = take_in(request, DraftKind::by_staff, in_area);
  co_return co_await taking;
}

}  // namespace mashang::cases
