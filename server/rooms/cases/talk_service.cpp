// Hot matters, of the cases that who asks may see.
#include <algorithm>
#include <map>

#include "rooms/cases/listing.hpp"
#include "rooms/cases/service.hpp"

namespace mashang::cases {
namespace {

/// A hot matter as one pair of eyes may see it.
struct Seen {
  const echoes::HotMatter& matter;
  std::vector<Case> cases;  ///< newest first
  std::string place;
};

/// The smallest place that holds all of them.
std::string place_of(storage::Tx& tx, const std::vector<Case>& cases) {
  const places::Situation& first = cases.front().where;
  const auto holds_all = [&](auto level) {
    return std::ranges::all_of(cases, [&](const Case& c) { return c.where.*level && c.where.*level == first.*level; });
  };
  using places::Situation;
  for (const auto level : {&Situation::building, &Situation::compound, &Situation::community, &Situation::township})
    if (holds_all(level)) return places::name_of(tx, first.county, *(first.*level));
  return places::name_of(tx, first.county, places::county_place(first.county));
}

/// What was no secret when it was found may be one by now. A matter is told of to whoever may see enough of it to call
/// it hot.
std::optional<Seen> seen_by(storage::Tx& tx, const identity::Actor& actor, const echoes::HotMatter& matter) {
  std::vector<Case> cases = cases_of(tx, actor.county, matter.members);
  std::erase_if(
      cases, [&](const Case& c) { return c.is_restricted || c.hides_reporter || !may_see(c, relations_of(c, actor)); });
  if (cases.size() < echoes::kFewestUsers) return std::nullopt;
  std::string place = place_of(tx, cases);
  return Seen{matter, std::move(cases), std::move(place)};
}

std::string day_of(std::int32_t yymmdd) {
  const std::string digits = std::to_string(20'000'000 + yymmdd);
  return digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6);
}

/// People by the day, silent days too.
void write_heat(json::Writer& out, const Seen& seen) {
  std::map<std::int32_t, std::int64_t> people;
  for (Instant at = seen.matter.first_at; at < seen.matter.last_at; at = at + days(1)) people[china_yymmdd(at)] = 0;
  for (const Case& c : seen.cases) people[china_yymmdd(c.submitted_at)] += 1 + c.repeats;
  out.key("heat").begin_array();
  for (const auto& [day, count] : people)
    out.begin_object().field("day", day_of(day)).field("people", count).end_object();
  out.end_array();
}

void write_matter(json::Writer& out, const Seen& seen, const identity::Actor& actor, Instant now, const Rules& rules) {
  const echoes::HotMatter& matter = seen.matter;
  out.begin_object().field("title", matter.title).key("category");
  matter.kind.empty() ? out.value(nullptr) : out.value(matter.kind);
  out.field("place", seen.place).field("first_at", matter.first_at).field("last_at", matter.last_at);
  out.field("people", static_cast<std::int64_t>(matter.users)).key("cases").begin_array();
  for (const Case& c : seen.cases) write_summary(out, listed(c, actor), now, rules);
  out.end_array();
  write_heat(out, seen);
  out.field("growing", matter.is_growing).end_object();
}

}  // namespace

Service::Answer Service::hot_matters(http::Request& request) {
  auto requiring = p_.sessions.require(request);
  const Result<identity::Actor> actor = co_await requiring;
  if (!actor) co_return failure(actor.error());
  if (!actor->has_role(identity::Role::county_officer) && !actor->has_role(identity::Role::community_officer))
    co_return failure(ErrorKind::forbidden, "cases.officers_only");
  const auto found = p_.talk.found();
  const Instant now = p_.clock.now();
  auto reading = p_.db.scan([&](storage::Tx& tx) -> Result<std::string> {
    std::string body;
    json::Writer out(body);
    out.begin_object().key("found_at");
    found ? out.value(found->at) : out.value(nullptr);
    out.key("items").begin_array();
    if (found)
      for (const auto& matter : found->matters)
        if (const auto seen = seen_by(tx, *actor, matter)) write_matter(out, *seen, *actor, now, p_.steps.rules());
    out.end_array().end_object();
    return body;
  });
  Result<std::string> body = co_await reading;
  if (!body) co_return failure(body.error());
  auto response = http::json_response(200, std::move(*body));
  response.set("Cache-Control", "private, no-store");
  co_return response;
}

}  // namespace mashang::cases
