// Suggestions on request: while a report is being written, and for whoever takes it in.
#include "http/problem.hpp"
#include "rooms/cases/echoing.hpp"
#include "rooms/cases/service.hpp"
#include "rooms/cases/suggestions.hpp"

namespace mashang::cases {
namespace {

constexpr Minutes kHalfAYear = days(182);

std::string quality_json(const std::vector<triage::Week>& weeks, const triage::ModelCard& card) {
  std::string body;
  json::Writer out(body);
  out.begin_object().key("model").begin_object();
  out.field("version", card.version).field("date", card.date).field("data", card.data).field("figures", card.figures);
  out.end_object().key("weeks").begin_array();
  for (const triage::Week& week : weeks) {
    out.begin_object().field("begins", week.begins).field("decisions", week.decisions);
    out.field("first_right", week.first_right).field("among_three", week.among_three).field("unsure", week.unsure);
    out.field("expected_right", week.expected_right).field("drifted", week.has_drifted).end_object();
  }
  out.end_array().end_object();
  return body;
}

http::Response not_to_keep(std::string body) {
  auto response = http::json_response(200, std::move(body));
  response.set("Cache-Control", "private, no-store");
  return response;
}

}  // namespace

std::string Service::understood_json(storage::Tx& tx, const std::string& words, std::optional<PlaceId> scanned) const {
  triage::Whereabouts whereabouts;
  whereabouts.scanned = scanned;
  const triage::Understanding understood = p_.triage.understand(words, whereabouts);
  std::string body;
  json::Writer out(body);
  out.begin_object();
  triage::write_fields(out, understood);
  out.key("similar");
  const auto& place = understood.place.place;
  std::optional<places::Situation> where;
  if (place)
    if (auto found = places::situation_of(tx, p_.steps.county(), place->id)) where = std::move(*found);
  std::vector<echoes::Echo> echoes;
  if (where) echoes = p_.said.similar(query_for(words, *where, understood, p_.triage, p_.clock.now()));
  write_known_matters(out, tx, echoes, where.value_or(places::Situation{}), p_.triage);
  out.end_object();
  return body;
}

Service::Answer Service::understand_words(http::Request& request, std::optional<std::string> door) {
  auto receiving = request.body->all(http::kJsonBodyLimit);
  const Result<std::string> body = co_await receiving;
  if (!body) co_return failure(body.error());
  const auto words = read_words(*body);
  if (!words) co_return failure(words.error());
  auto reading = p_.db.read([&](storage::Tx& tx) -> Result<std::string> {
    if (!door) return understood_json(tx, *words, std::nullopt);
    const auto household = p_.doors.resolve(tx, *door);
    if (!household) return failure(household.error());
    return understood_json(tx, *words, household->place);
  });
  Result<std::string> understood = co_await reading;
  if (!understood) co_return failure(understood.error());
  co_return not_to_keep(std::move(*understood));
}

Service::Answer Service::understand(http::Request& request) {
  if (auto admitted = p_.limits.admit(request.remote, {}, p_.clock.now()); !admitted)
    co_return failure(admitted.error());
  auto understanding = understand_words(request, std::nullopt);
  co_return co_await understanding;
}

Service::Answer Service::understand_at_door(http::Request& request) {
  if (auto admitted = admit(request); !admitted) co_return failure(admitted.error());
  auto understanding = understand_words(request, request.path_values.at(0));
  co_return co_await understanding;
}

Service::Answer Service::suggestions(http::Request& request) {
  // Who is not shown the flat does not read it out of the suggestions either.
  const Look<std::string> look = [this](storage::Tx&, const Opened& opened) -> Result<std::string> {
    triage::Whereabouts whereabouts;
    if (sees_reporter(opened.value, opened.acting.relations)) whereabouts.scanned = opened.value.where.place;
    std::string body;
    json::Writer out(body);
    out.begin_object();
    triage::write_fields(out, p_.triage.understand(opened.value.text, whereabouts));
    out.key("similar").begin_array().end_array().end_object();
    return body;
  };
  auto looking = look_at(request, look);
  Result<std::string> body = co_await looking;
  if (!body) co_return failure(body.error());
  co_return not_to_keep(std::move(*body));
}

Service::Answer Service::similar(http::Request& request) {
  auto requiring = p_.sessions.require(request);
  const Result<identity::Actor> actor = co_await requiring;
  if (!actor) co_return failure(actor.error());
  const auto id = request.path_number(0);
  if (!id) co_return failure(id.error());
  const Doer doer{Doer::Kind::staff, &*actor};
  const Instant now = p_.clock.now();
  auto reading = p_.db.scan([&](storage::Tx& tx) -> Result<std::string> {
    const auto opened = open_case(tx, p_.steps.county(), doer, CaseId{*id});
    if (!opened) return failure(opened.error());
    return similar_json(tx, opened->value, *actor, p_.triage, p_.said, now, p_.steps.rules());
  });
  Result<std::string> body = co_await reading;
  if (!body) co_return failure(body.error());
  co_return not_to_keep(std::move(*body));
}

Service::Answer Service::triage_quality(http::Request& request) {
  auto requiring = p_.sessions.require(request);
  const Result<identity::Actor> actor = co_await requiring;
  if (!actor) co_return failure(actor.error());
  if (!actor->has_role(identity::Role::county_officer)) co_return failure(ErrorKind::forbidden, "triage.officers_only");
  const Instant since = p_.clock.now() - kHalfAYear;
  auto reading = p_.db.scan([&](storage::Tx& tx) -> Result<std::string> {
    return quality_json(triage::outcomes_by_week(tx, actor->county, since), p_.triage.card());
  });
  Result<std::string> body = co_await reading;
  if (!body) co_return failure(body.error());
  co_return http::json_response(200, std::move(*body));
}

}  // namespace mashang::cases
