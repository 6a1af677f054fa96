// Reads plan, version and ground together, thinks outside the writer, and writes what was decided on that version.
#include "rooms/grids/service.hpp"

#include "core/secrets.hpp"
#include "http/idempotency.hpp"
#include "rooms/grids/figures.hpp"
#include "rooms/grids/requests.hpp"
#include "rooms/grids/sql.hpp"

namespace mashang::grids {

struct Service::Open {
  Plan plan;
  Version version;
  std::shared_ptr<const Ground> ground;
};

namespace {

using identity::Role;

const Error kStale{ErrorKind::conflict, "grids.version_stale"};

/// A draft at the version that the person saw.
Result<void> check_draft(const Plan& plan, std::int64_t version) {
  if (plan.state != State::draft) return failure(ErrorKind::conflict, "grids.not_a_draft");
  if (plan.version != version) return failure(kStale);
  return {};
}

http::Response private_json(int status, std::string body) {
  auto response = http::json_response(status, std::move(body));
  response.set("Cache-Control", "private, no-store");
  return response;
}

Hand hand_of(const identity::Actor& actor, Instant now) { return {actor.account, now}; }

}  // namespace

Service::Service(Parts parts)
    : parts_(std::move(parts)),
      kept_ground_(parts_.county, parts_.band, parts_.reports),
      proposals_([this](const Plan& plan, const Division& division, const Hand& hand) {
        return keep_proposal(plan, division, hand);
      }) {}

Task<Result<identity::Actor>> Service::admit(http::Request& request, Wish wish) {
  auto requiring = parts_.sessions.require(request);
  Result<identity::Actor> actor = co_await requiring;
  if (!actor) co_return failure(actor.error());
  const bool is_county = actor->has_role(Role::county_officer);
  if (wish == Wish::write && !is_county) co_return failure(ErrorKind::forbidden, "grids.county_officers_only");
  if (!is_county && !actor->has_role(Role::community_officer))
    co_return failure(ErrorKind::forbidden, "grids.officers_only");
  co_return actor;
}

Task<Result<Service::Asked>> Service::asked(http::Request& request, Wish wish, Reading reading) {
  auto admitting = admit(request, wish);
  Result<identity::Actor> actor = co_await admitting;
  if (!actor) co_return failure(actor.error());
  const auto id = request.path_number(0);
  if (!id) co_return failure(id.error());
  Asked ask{std::move(*actor), PlanId{*id}, {}};
  if (reading == Reading::no_body) co_return ask;
  auto receiving = request.body->all(http::kJsonBodyLimit);
  Result<std::string> body = co_await receiving;
  if (!body) co_return failure(body.error());
  ask.body = std::move(*body);
  co_return ask;
}

Task<Result<Service::Open>> Service::open(PlanId id) {
  const Instant now = parts_.clock.now();
  auto reading = parts_.db.scan([&](storage::Tx& tx) -> Result<Open> {
    auto plan = plan_of(tx, parts_.county, id);
    if (!plan) return failure(plan.error());
    Version version = version_of(tx, *plan);
    return Open{std::move(*plan), std::move(version), kept_ground_.in(tx, now)};
  });
  Result<Open> opened = co_await reading;
  co_return opened;
}

Service::Answer Service::show_plan(PlanId id, int status) {
  auto opening = open(id);
  const Result<Open> opened = co_await opening;
  if (!opened) co_return failure(opened.error());
  const Instant now = parts_.clock.now();
  auto reading = parts_.db.scan([&](storage::Tx& tx) -> Result<std::string> {
    return plan_json(tx, opened->plan, opened->version, *opened->ground, now);
  });
  Result<std::string> body = co_await reading;
  if (!body) co_return failure(body.error());
  co_return private_json(status, std::move(*body));
}

Service::Answer Service::change(PlanId id, std::function<Result<void>(storage::Tx&)> act) {
  auto writing = parts_.db.write([&](storage::Tx& tx) { return act(tx); });
  const Result<void> written = co_await writing;
  if (!written) co_return failure(written.error());
  auto showing = show_plan(id);
  co_return co_await showing;
}

Service::Answer Service::shown(http::Request& request, std::function<std::string(storage::Tx&, Instant)> text) {
  auto admitting = admit(request, Wish::read);
  const Result<identity::Actor> actor = co_await admitting;
  if (!actor) co_return failure(actor.error());
  const Instant now = parts_.clock.now();
  auto reading = parts_.db.scan([&](storage::Tx& tx) -> Result<std::string> { return text(tx, now); });
  Result<std::string> body = co_await reading;
  if (!body) co_return failure(body.error());
  co_return private_json(200, std::move(*body));
}

Service::Answer Service::list(http::Request& request) {
  return shown(request,
               [this](storage::Tx& tx, Instant now) { return plans_json(tx, plans_in(tx, parts_.county), now); });
}

Service::Answer Service::ground(http::Request& request) {
  auto admitting = admit(request, Wish::read);
  const Result<identity::Actor> actor = co_await admitting;
  if (!actor) co_return failure(actor.error());
  const Instant now = parts_.clock.now();
  using Kept = std::shared_ptr<const Ground>;
  auto reading = parts_.db.scan([&](storage::Tx& tx) -> Result<Kept> { return kept_ground_.in(tx, now); });
  const Result<Kept> kept = co_await reading;
  if (!kept) co_return failure(kept.error());
  std::string body = ground_json(**kept);
  const std::string etag = "\"" + to_hex(as_view(sha256(body))).substr(0, 32) + "\"";
  http::Response response;
  if (request.header("If-None-Match") == etag)
    response.status = 304;
  else
    response = http::json_response(200, std::move(body));
  response.set("ETag", etag).set("Cache-Control", "private, no-cache");
  co_return response;
}

Service::Answer Service::staff(http::Request& request) {
  return shown(request, [this](storage::Tx& tx, Instant now) {
    return staff_json(tx, parts_.county, *kept_ground_.in(tx, now));
  });
}

Service::Answer Service::show(http::Request& request) {
  auto asking = asked(request, Wish::read);
  const Result<Asked> ask = co_await asking;
  if (!ask) co_return failure(ask.error());
  auto showing = show_plan(ask->plan);
  co_return co_await showing;
}

Service::Answer Service::create(http::Request& request) {
  auto admitting = admit(request, Wish::write);
  const Result<identity::Actor> actor = co_await admitting;
  if (!actor) co_return failure(actor.error());
  auto receiving = request.body->all(http::kJsonBodyLimit);
  const Result<std::string> body = co_await receiving;
  if (!body) co_return failure(body.error());
  const auto wish = new_plan_in(*body);
  if (!wish) co_return failure(wish.error());
  const auto key = http::idempotency_key(request);
  if (!key) co_return failure(key.error());
  const Instant now = parts_.clock.now();
  const http::Idempotent once{parts_.county, "grid_plan/" + std::to_string(actor->account.value_or(AccountId{}).value),
                              key->value_or(""), http::request_hash(request, *body)};
  auto writing = parts_.db.write([&](storage::Tx& tx) -> Result<PlanId> {
    if (*key) {
      const auto replay = http::find_replay(tx, once);
      if (!replay) return failure(replay.error());
      if (*replay) return PlanId{**replay};
    }
    Division division;
    if (wish->copy_of) {
      const auto plan = plan_of(tx, parts_.county, *wish->copy_of);
      if (!plan) return failure(plan.error());
      division = version_of(tx, *plan).division;
    } else {
      division = division_of_today(*kept_ground_.in(tx, now));
    }
    if (division.grids.empty()) return failure(ErrorKind::unprocessable, "grids.no_buildings");
    const Plan made = insert_plan(tx, parts_.county, wish->name, division, hand_of(*actor, now));
    if (*key) http::record(tx, once, made.id.value, now);
    return made.id;
  });
  const Result<PlanId> made = co_await writing;
  if (!made) co_return failure(made.error());
  auto showing = show_plan(*made, 201);
  co_return co_await showing;
}

Service::Answer Service::drop(http::Request& request) {
  auto asking = asked(request, Wish::write);
  const Result<Asked> ask = co_await asking;
  if (!ask) co_return failure(ask.error());
  const Instant now = parts_.clock.now();
  auto writing = parts_.db.write([&](storage::Tx& tx) -> Result<void> {
    const auto plan = plan_of(tx, parts_.county, ask->plan);
    if (!plan) return failure(plan.error());
    if (plan->state != State::draft) return failure(ErrorKind::conflict, "grids.not_a_draft");
    tx.apply_one(sql::drop_plan{.dropped_at = now, .county = parts_.county, .id = ask->plan}, kStale);
    return {};
  });
  const Result<void> dropped = co_await writing;
  if (!dropped) co_return failure(dropped.error());
  co_return http::no_content();
}

Service::Answer Service::edit(http::Request& request) {
  auto asking = asked(request, Wish::write, Reading::body);
  const Result<Asked> ask = co_await asking;
  if (!ask) co_return failure(ask.error());
  const auto wish = edit_in(ask->body);
  if (!wish) co_return failure(wish.error());
  auto opening = open(ask->plan);
  const Result<Open> opened = co_await opening;
  if (!opened) co_return failure(opened.error());
  if (auto fit = check_draft(opened->plan, wish->version); !fit) co_return failure(fit.error());

  Version next{{}, opened->plan.version};
  const bool takes_back = wish->wish.kind == EditKind::take_back;
  if (takes_back && !opened->version.returns_to) co_return failure(ErrorKind::conflict, "grids.nothing_to_take_back");
  if (!takes_back) {
    auto edited = apply_edit(*opened->ground, opened->version.division, wish->wish);
    if (!edited) co_return failure(edited.error());
    next.division = std::move(*edited);
  }
  const Instant now = parts_.clock.now();
  auto changing = change(ask->plan, [&](storage::Tx& tx) -> Result<void> {
    Plan plan = opened->plan;
    if (wish->wish.account)
      if (auto fit = check_appointable(tx, parts_.county, *wish->wish.account); !fit) return fit;
    const Version version = takes_back ? version_of(tx, plan, *opened->version.returns_to) : next;
    insert_version(tx, plan, to_word(wish->wish.kind), version, hand_of(ask->actor, now));
    return {};
  });
  co_return co_await changing;
}

Service::Answer Service::propose(http::Request& request) {
  auto asking = asked(request, Wish::write, Reading::body);
  const Result<Asked> ask = co_await asking;
  if (!ask) co_return failure(ask.error());
  auto wish = proposal_in(ask->body);
  if (!wish) co_return failure(wish.error());
  auto opening = open(ask->plan);
  Result<Open> opened = co_await opening;
  if (!opened) co_return failure(opened.error());
  if (auto fit = check_draft(opened->plan, wish->version); !fit) co_return failure(fit.error());
  const auto begun = proposals_.begin(opened->plan, opened->ground, std::move(opened->version.division),
                                      std::move(wish->wish), hand_of(ask->actor, parts_.clock.now()));
  if (!begun) co_return failure(begun.error());
  co_return private_json(202, proposal_json(*begun));
}

Service::Answer Service::show_proposal(http::Request& request) {
  auto asking = asked(request, Wish::read);
  const Result<Asked> ask = co_await asking;
  if (!ask) co_return failure(ask.error());
  const auto proposal = proposals_.of(ask->plan);
  if (!proposal) co_return failure(proposal.error());
  co_return private_json(200, proposal_json(*proposal));
}

Service::Answer Service::end_proposal(http::Request& request) {
  auto asking = asked(request, Wish::write);
  const Result<Asked> ask = co_await asking;
  if (!ask) co_return failure(ask.error());
  const auto proposal = proposals_.end(ask->plan);
  if (!proposal) co_return failure(proposal.error());
  co_return private_json(200, proposal_json(*proposal));
}

Result<void> Service::keep_proposal(const Plan& drawn, const Division& division, const Hand& hand) {
  return parts_.db.write_now([&](storage::Tx& tx) -> Result<void> {
    Plan plan = drawn;
    insert_version(tx, plan, "propose", {division, drawn.version}, {hand.account, parts_.clock.now()});
    return {};
  });
}

Service::Answer Service::adopt(http::Request& request) {
  auto asking = asked(request, Wish::write, Reading::body);
  const Result<Asked> ask = co_await asking;
  if (!ask) co_return failure(ask.error());
  const Instant now = parts_.clock.now();
  const auto wish = adoption_in(ask->body, now);
  if (!wish) co_return failure(wish.error());
  auto changing = change(ask->plan, [&](storage::Tx& tx) -> Result<void> {
    auto plan = plan_of(tx, parts_.county, ask->plan);
    if (!plan) return failure(plan.error());
    if (auto fit = check_draft(*plan, wish->version); !fit) return fit;
    plan->adopts_on = wish->wish.on;
    plan->reason = wish->wish.reason;
    plan->decided_by = ask->actor.account;
    const auto ground = kept_ground_.in(tx, now);
    const Division division = version_of(tx, *plan).division;
    if (wish->wish.on == china_yymmdd(now))
      return grids::adopt(tx, *plan, *ground, division, parts_.follow, hand_of(ask->actor, now));
    if (auto fit = check_adoptable(*ground, division, plan->reason); !fit) return fit;
    plan->state = State::scheduled;
    plan->changed_at = now;
    plan->problem.clear();
    decide(tx, *plan, State::draft);
    return {};
  });
  co_return co_await changing;
}

Service::Answer Service::undo(http::Request& request) {
  auto asking = asked(request, Wish::write);
  const Result<Asked> ask = co_await asking;
  if (!ask) co_return failure(ask.error());
  const Instant now = parts_.clock.now();
  auto changing = change(ask->plan, [&](storage::Tx& tx) -> Result<void> {
    auto plan = plan_of(tx, parts_.county, ask->plan);
    if (!plan) return failure(plan.error());
    if (plan->state == State::draft) return failure(ErrorKind::conflict, "grids.not_adopted");
    if (plan->state != State::scheduled) return grids::undo(tx, *plan, parts_.follow, hand_of(ask->actor, now));
    plan->state = State::draft;
    plan->adopts_on.reset();
    plan->changed_at = now;
    decide(tx, *plan, State::scheduled);
    return {};
  });
  co_return co_await changing;
}

Result<void> Service::adopt_one(PlanId id) {
  const Instant now = parts_.clock.now();
  const auto adopted = parts_.db.write_now([&](storage::Tx& tx) -> Result<void> {
    const auto plan = plan_of(tx, parts_.county, id);
    if (!plan) return failure(plan.error());
    return grids::adopt(tx, *plan, *kept_ground_.in(tx, now), version_of(tx, *plan).division, parts_.follow,
                        {plan->decided_by, now});
  });
  if (adopted || adopted.error().code == "storage.unavailable") return adopted;
  return parts_.db.write_now([&](storage::Tx& tx) -> Result<void> {
    auto plan = plan_of(tx, parts_.county, id);
    if (!plan || plan->state != State::scheduled) return {};
    plan->state = State::draft;
    plan->problem = std::string(adopted.error().code);
    plan->changed_at = now;
    decide(tx, *plan, State::scheduled);
    return {};
  });
}

Result<void> Service::adopt_due() {
  const std::int64_t today = china_yymmdd(parts_.clock.now());
  const auto due = parts_.db.read_now([&](storage::Tx& tx) -> Result<std::vector<PlanId>> {
    return tx.all(sql::due_plans{.county = parts_.county, .today = today},
                  [](const storage::Row& row) { return row.id<PlanId>("id"); });
  });
  if (!due) return failure(due.error());
  for (const PlanId id : *due)
    if (auto done = adopt_one(id); !done) return done;
  return {};
}

}  // namespace mashang::grids
