// Wiring: which room gets what, who reacts to what, what runs when.
#include "house.hpp"

#include <chrono>
#include <thread>

#include "core/id_source.hpp"
#include "core/rate_limit.hpp"
#include "database.hpp"
#include "http/idempotency.hpp"
#include "http/server.hpp"
#include "http/static_files.hpp"
#include "operations.hpp"
#include "rooms/cases/categories.hpp"
#include "rooms/cases/echoing.hpp"
#include "rooms/cases/indexing.hpp"
#include "rooms/cases/regrid.hpp"
#include "rooms/cases/routes.hpp"
#include "rooms/cases/service.hpp"
#include "rooms/cases/silence.hpp"
#include "rooms/cases/suggestions.hpp"
#include "rooms/grids/routes.hpp"
#include "rooms/grids/service.hpp"
#include "rooms/identity/accounts.hpp"
#include "rooms/identity/routes.hpp"
#include "rooms/identity/sign_in.hpp"
#include "rooms/ledger/routes.hpp"
#include "rooms/ledger/signature.hpp"
#include "rooms/ledger/tree_head.hpp"
#include "rooms/media/rights.hpp"
#include "rooms/media/routes.hpp"
#include "rooms/media/store.hpp"
#include "rooms/media/stored_files.hpp"
#include "rooms/media/uploads.hpp"
#include "rooms/notify/follower.hpp"
#include "rooms/notify/hub.hpp"
#include "rooms/notify/outbox.hpp"
#include "rooms/notify/routes.hpp"
#include "rooms/places/routes.hpp"
#include "rooms/places/service.hpp"
#include "rooms/residents/routes.hpp"
#include "rooms/residents/service.hpp"
#include "rooms/search/search.hpp"
#include "rooms/triage/kept_gazetteer.hpp"
#include "runtime/embedded.hpp"
#include "runtime/log.hpp"
#include "runtime/metrics.hpp"
#include "runtime/timers.hpp"

namespace mashang {
namespace {

places::StaffOnly staff_only(identity::Sessions& sessions) {
  return [&sessions](const http::Request& request) -> Task<Result<void>> {
    auto requiring = sessions.require(request);
    const auto actor = co_await requiring;
    if (!actor) co_return failure(actor.error());
    co_return Result<void>{};
  };
}

std::vector<places::OrganisationRef> organisations_at(storage::Tx& tx, CountyCode county, PlaceId place) {
  using Kind = identity::OrganisationKind;
  std::vector<places::OrganisationRef> found;
  for (const Kind kind : {Kind::property_company, Kind::owners_committee, Kind::community, Kind::village_committee}) {
    for (auto& each : identity::organisations_serving(tx, county, place, kind))
      found.push_back({each.id.value, std::move(each.name), std::string(to_word(each.kind))});
  }
  return found;
}

cases::Rules case_rules(const runtime::Config& config) {
  cases::Rules rules;
  rules.confirm_within = days(config.confirm_days);
  rules.reopen_within = days(config.reopen_days);
  return rules;
}

/// 0 is no limit.
std::optional<RateLimit> limit_of(int per_minute) {
  if (per_minute <= 0) return std::nullopt;
  return std::optional<RateLimit>(std::in_place,
                                  RateLimit::Rule{.burst = per_minute * 1.0, .per_minute = per_minute * 1.0});
}

media::UploadRules upload_rules(const runtime::Config& config) {
  media::UploadRules rules;
  rules.limits.any = config.upload_bytes;
  return rules;
}

}  // namespace

struct House::Rooms {
  Rooms(const runtime::Config& given, std::unique_ptr<storage::Db> database, Keys secrets,
        std::shared_ptr<const triage::Models> models, triage::Taxonomy taxonomy)
      : config(given),
        keys(std::move(secrets)),
        db(std::move(database)),
        triage(std::move(models), std::move(taxonomy), given.understands ? triage::Reading::on : triage::Reading::off) {
  }

  // Order matters: what stands below may use what stands above.
  const runtime::Config config;
  const Keys keys;
  SystemClock clock;
  IdSource ids{clock};
  runtime::Log log{config.log_level, config.log_file};
  runtime::Metrics metrics;
  const std::unique_ptr<storage::Db> db;
  triage::Triage triage;

  identity::SessionStore sessions{
      *db, config.county, clock, keys.session, {.idle = config.session_idle, .absolute = config.session_absolute}};
  identity::SignIn sign_in{*db, config.county, clock, ids, sessions};
  identity::Accounts accounts{*db, config.county, clock, ids, keys.seal};
  places::Service places{{.db = *db,
                          .county = config.county,
                          .name_en = config.county_name_en,
                          .confirm_days = config.confirm_days,
                          .reopen_days = config.reopen_days,
                          .staff_only = staff_only(sessions),
                          .organisations_serving = organisations_at}};
  const std::unique_ptr<residents::DoorCodes> doors = residents::make_door_codes(keys.door, config.county);
  residents::TokenLimits token_limits{config.requests_per_address, config.requests_per_code};
  residents::Service residents{{.db = *db,
                                .clock = clock,
                                .sessions = sessions,
                                .doors = *doors,
                                .limits = token_limits,
                                .county = config.county,
                                .public_url = config.public_url}};
  media::Store store{config.data_directory};
  media::Uploads uploads{*db, store, config.county, clock, ids, keys.link, upload_rules(config)};
  media::StoredFiles files{store};
  cases::Links links{keys.link, config.county};
  cases::Steps steps{config.county, case_rules(config), keys.seal};
  search::Index index{db->engine()};
  cases::Indexing indexing{*db, config.county, index};
  echoes::SaidBefore said;
  cases::Echoing echoing{*db, config.county, triage, said};
  cases::Talk talk{*db, config.county, triage, clock};
  cases::Service cases{{.db = *db,
                        .clock = clock,
                        .sessions = sessions,
                        .doors = *doors,
                        .limits = token_limits,
                        .files = files,
                        .links = links,
                        .steps = steps,
                        .triage = triage,
                        .index = index,
                        .talk = talk,
                        .said = said}};
  cases::Lessons lessons{*db, config.county, triage};
  triage::KeptGazetteer gazetteer{*db, config.county, triage};
  grids::Service grids{
      {.db = *db,
       .clock = clock,
       .sessions = sessions,
       .county = config.county,
       .band = {config.fewest_households, config.most_households},
       .reports = [this](storage::Tx& tx,
                         Instant since) { return cases::reports_by_building(tx, config.county, since); },
       .follow = [this](storage::Tx& tx, const auto& from, const auto& successors,
                        Instant now) { return cases::follow_grids(tx, steps, from, successors, now); }}};
  media::UploadRights upload_rights{{.db = *db,
                                     .clock = clock,
                                     .sessions = sessions,
                                     .doors = *doors,
                                     .limits = token_limits,
                                     .opens_case = [this](storage::Tx& tx, std::string_view token) {
                                       return cases::open_link(tx, config.county, links, token).has_value();
                                     }}};
  notify::Hub hub{*db,
                  config.county,
                  clock,
                  cases::case_number,
                  [this](std::string_view message) { log.error("notify", message); },
                  {.living = [this] { return sessions.living(); }}};
  notify::Follower index_follower{
      *db,
      config.county,
      {.name = "search",
       .take = [this](std::span<const CaseId> changed) { return indexing.take(changed); },
       .cases_after = [this](CaseId after, std::size_t most) { return indexing.cases_after(after, most); }},
      [this](std::string_view message) { log.error("search", message); }};
  notify::Follower echoes_follower{
      *db,
      config.county,
      {.name = "echoes",
       .take = [this](std::span<const CaseId> changed) { return echoing.take(changed); },
       .cases_after = [this](CaseId after, std::size_t most) { return indexing.cases_after(after, most); }},
      [this](std::string_view message) { log.error("echoes", message); }};
  ledger::Tree tree;
  bool is_tree_read = false;  ///< of the thread that signs
  std::optional<RateLimit> proof_limit = limit_of(config.requests_per_address);
  Readiness readiness{*db, std::chrono::seconds(2)};
  runtime::Timers timers{log};
  runtime::Timers slow_timers{log};  ///< for jobs of many seconds
  http::Router router;
  std::unique_ptr<http::Server> server;

  void add_routes();
  void add_timers();
  void add_understanding_timers();
  void sign_log();
  /// Failures of what nobody waits for go to the log.
  template <class T>
  void report(std::string_view room, const Result<T>& done) {
    if (!done) log.error(room, std::string(done.error().code) + " " + done.error().detail);
  }
};

void House::Rooms::add_routes() {
  identity::add_routes(router, *db, config.county, sessions, sign_in);
  places::add_routes(router, places);
  residents::add_routes(router, residents);
  cases::add_routes(router, cases);
  grids::add_routes(router, grids);
  media::add_routes(router, uploads, upload_rights);
  notify::add_routes(router, *db, sessions, hub);
  const auto public_key = ledger::public_key_of(keys.ledger);
  ledger::add_routes(router, *db, config.county, public_key.value());
  ledger::add_proof_routes(router,
                           {.db = *db, .county = config.county, .tree = tree, .admit = [this](const auto& request) {
                              return proof_limit ? proof_limit->take(request.remote, clock.now()) : Result<void>{};
                            }});
  add_operations_routes(router, readiness, metrics);
  metrics.gauge("mashang_search_behind",
                "Events that the search index has still to take in; 1 at least while it is filled",
                [this] { return static_cast<double>(index_follower.behind()); });
  http::add_static_routes(router, runtime::embedded_files());
}

void House::Rooms::sign_log() {
  const auto has_signed = ledger::sign_heads(*db, config.county, keys.ledger, clock);
  report("ledger", has_signed);
  if (is_tree_read && !has_signed.value_or(true)) return;
  const auto grown = tree.grow(*db, config.county);
  report("ledger", grown);
  is_tree_read = grown.has_value();
}

void House::Rooms::add_understanding_timers() {
  using std::chrono::seconds;
  timers.every(seconds(1), "know the places", [this] { report("triage", gazetteer.refresh()); });
  timers.every(seconds(5), "learn from decisions", [this] { report("triage", lessons.take()); });
  slow_timers.every(seconds(1), "remember what was said", [this] { report("cases", echoing.load()); });
  slow_timers.every(seconds(10), "hear what many report", [this] { report("cases", talk.refresh()); });
}

void House::Rooms::add_timers() {
  using std::chrono::hours;
  using std::chrono::minutes;
  using std::chrono::seconds;
  timers.every(seconds(1), "sign the log", [this] { sign_log(); });
  if (config.understands) add_understanding_timers();
  timers.every(minutes(1), "close by time-out",
               [this] { report("cases", cases::close_timed_out(*db, steps, clock.now())); });
  timers.every(minutes(1), "adopt plans of grids", [this] { report("grids", grids.adopt_due()); });
  timers.every(minutes(10), "forget unclaimed uploads", [this] { report("media", uploads.purge()); });
  timers.every(minutes(10), "end old sessions", [this] { report("identity", sessions.purge()); });
  timers.every(hours(6), "forget old sign-ins", [this] { report("identity", accounts.purge_sign_ins()); });
  timers.every(hours(1), "forget old events",
               [this] { report("notify", notify::purge_outbox(*db, config.county, clock)); });
  timers.every(hours(1), "forget old idempotency keys", [this] {
    report("http", db->write_now([this](storage::Tx& tx) -> Result<void> {
      http::purge_idempotency(tx, config.county, clock.now());
      return {};
    }));
  });
}

House::House(std::unique_ptr<Rooms> rooms) : rooms_(std::move(rooms)) {}
House::~House() { close(); }

Result<std::unique_ptr<House>> House::build(const runtime::Config& config) {
  auto db = open_database(config, Opener::server);
  if (!db) return failure(db.error());
  auto keys = open_keys(config);
  if (!keys) return failure(keys.error());
  const auto filled =
      (*db)->write_now([&](storage::Tx& tx) -> Result<void> { return cases::fill_categories(tx, config.county); });
  if (!filled) return failure(filled.error());
  auto models = triage::load_models(triage::embedded_models());
  if (!models) return failure(models.error());
  auto taxonomy = (*db)->read_now([&](storage::Tx& tx) -> Result<triage::Taxonomy> {
    return cases::taxonomy_in(tx, config.county, (*models)->characters);
  });
  if (!taxonomy) return failure(taxonomy.error());
  auto rooms =
      std::make_unique<Rooms>(config, std::move(*db), std::move(*keys), std::move(*models), std::move(*taxonomy));
  rooms->add_routes();
  rooms->add_timers();
  return std::unique_ptr<House>(new House(std::move(rooms)));
}

Result<void> House::open_doors() {
  rooms_->sessions.on_end([hub = &rooms_->hub](SessionId session) { hub->end(session); });
  rooms_->db->on_commit([rooms = rooms_.get()] {
    rooms->hub.wake();
    rooms->index_follower.wake();
    rooms->echoes_follower.wake();
  });
  rooms_->hub.start();
  rooms_->index_follower.start();
  if (rooms_->config.understands) rooms_->echoes_follower.start();
  auto server = http::start_server(http::options_of(rooms_->config), rooms_->router, rooms_->metrics, rooms_->log);
  if (!server) return failure(server.error());
  rooms_->server = std::move(*server);
  rooms_->timers.start();
  rooms_->slow_timers.start();
  return {};
}

void House::close() {
  if (!rooms_->server) return;
  rooms_->hub.stop();
  rooms_->server->stop();
  rooms_->index_follower.stop();
  rooms_->echoes_follower.stop();
  rooms_->timers.stop();
  rooms_->slow_timers.stop();
  rooms_->sign_log();
  rooms_->server.reset();
}

const http::Router& House::router() const { return rooms_->router; }

Result<std::optional<demo::DemoSummary>> House::demo() const {
  return demo::demo_summary(*rooms_->db, rooms_->keys, rooms_->config.county);
}

}  // namespace mashang
