// Builds the small county and speaks to its routes.
#include "integration/case_world.hpp"

#include <algorithm>

#include "integration/upload_desk.hpp"
#include "rooms/identity/identity.hpp"
#include "rooms/ledger/signature.hpp"
#include "storage/tx.hpp"
#include "verification.hpp"

namespace mashang::test {
namespace {

using identity::Organisation;
using identity::OrganisationKind;
using identity::Role;
using places::Place;
using places::PlaceKind;

Place place(PlaceId id, PlaceKind kind, const std::string& label) {
  Place p{.county = kTown, .id = id, .kind = kind};
  p.name = p.label = label;
  p.made_up = true;
  if (kind != PlaceKind::county) p.township = kTownship;
  if (kind != PlaceKind::county) p.parent = kind == PlaceKind::township ? places::county_place(kTown) : kTownship;
  return p;
}

struct Home {
  PlaceId compound, building, flat, grid, community;
  std::string label;
};

void add_flat(storage::Tx& tx, const Place& building, PlaceId id, const std::string& name) {
  Place flat = building;
  flat.id = id;
  flat.kind = PlaceKind::household;
  flat.parent = building.id;
  flat.name = name;
  flat.label = building.label + name;
  places::add_place(tx, flat);
}

void add_home(storage::Tx& tx, const Home& home) {
  Place compound = place(home.compound, PlaceKind::compound, home.label);
  compound.community = home.community;
  compound.compound = home.compound;
  compound.parent = home.community;
  places::add_place(tx, compound);
  Place building = place(home.building, PlaceKind::building, home.label + "14栋");
  building.community = home.community;
  building.compound = home.compound;
  building.building = home.building;
  building.grid = home.grid;
  building.location = places::Point{109.7, 26.57};
  building.parent = home.compound;
  building.name = "14栋";
  places::add_place(tx, building);
  add_flat(tx, building, home.flat, "401");
}

void add_area(storage::Tx& tx, PlaceId id, PlaceKind kind, const std::string& label, PlaceId community) {
  Place area = place(id, kind, label);
  area.community = community;
  area.is_village = community == kVillage;
  if (kind == PlaceKind::grid) area.grid = id;
  if (kind == PlaceKind::grid) area.parent = community;
  places::add_place(tx, area);
}

void add_office(storage::Tx& tx, OrganisationId id, OrganisationKind kind, const std::string& name, PlaceId serves,
                const std::string& duty = "") {
  identity::add_organisation(tx, kTown, Organisation{id, kind, name, duty});
  identity::add_service(tx, kTown, serves, id);
}

std::shared_ptr<const triage::Models> models() {
  static const auto loaded = triage::load_models(triage::embedded_models()).value();
  return loaded;
}

/// Every kind the models learned.
triage::Taxonomy taxonomy() {
  std::vector<std::pair<std::string, std::string>> kinds;
  for (const std::string& label : models()->kinds->labels()) kinds.emplace_back(label, "");
  return triage::taxonomy_of(kinds, models()->characters);
}

}  // namespace

CaseWorld::CaseWorld(storage::Db& database, FixedClock& fixed, const std::string& folder)
    : db(database),
      clock(fixed),
      ids(fixed),
      store(folder),
      uploads(database, store, kTown, fixed, ids, std::string(32, 'u'), {}),
      rights({.db = database,
              .clock = fixed,
              .sessions = sessions,
              .doors = *doors,
              .limits = limits,
              .opens_case = [](storage::Tx&, std::string_view) { return false; }}),
      triage(models(), taxonomy()),
      service({.db = database,
               .clock = fixed,
               .sessions = sessions,
               .doors = *doors,
               .limits = limits,
               .files = files,
               .links = links,
               .steps = steps,
               .triage = triage,
               .index = index,
               .talk = talk,
               .said = said}) {
  const auto built = db.write_now([&](storage::Tx& tx) -> Result<int> {
    build(tx);
    if (auto filled = cases::fill_categories(tx, kTown); !filled) return failure(filled.error());
    return 0;
  });
  if (!built) throw std::runtime_error(std::string(built.error().code));
  if (!gazetteer.refresh()) throw std::runtime_error("the county's places cannot be read");
  cases::add_routes(router, service);
  media::add_routes(router, uploads, rights);
}

triage::Triage CaseWorld::fresh_triage() { return {models(), taxonomy()}; }

void CaseWorld::build(storage::Tx& tx) {
  places::add_place(tx, place(places::county_place(kTown), PlaceKind::county, "靖州"));
  places::add_place(tx, place(kTownship, PlaceKind::township, "渠阳镇"));
  add_area(tx, kCommunity, PlaceKind::community, "飞山社区", kCommunity);
  add_area(tx, kOtherCommunity, PlaceKind::community, "河街社区", kOtherCommunity);
  add_area(tx, kVillage, PlaceKind::village, "地笋村", kVillage);
  add_area(tx, kGrid, PlaceKind::grid, "飞山第一网格", kCommunity);
  add_area(tx, kLeaderlessGrid, PlaceKind::grid, "飞山第二网格", kCommunity);
  add_area(tx, kOtherGrid, PlaceKind::grid, "河街第一网格", kOtherCommunity);
  add_area(tx, kVillageGrid, PlaceKind::grid, "地笋网格", kVillage);
  add_home(tx, {kCompound, kBuilding, kFlat, kGrid, kCommunity, "新城小区"});
  add_flat(tx, places::place_of(tx, kTown, kBuilding).value(), kFlatAbove, "501");
  add_home(tx, {kBareCompound, kBareBuilding, kBareFlat, kGrid, kCommunity, "老街院子"});
  add_home(tx, {kOtherCompound, kOtherBuilding, kOtherFlat, kOtherGrid, kOtherCommunity, "千红小区"});
  Place quiet = place(kLeaderlessFlat, PlaceKind::household, "无名院1栋101");
  quiet.community = kCommunity;
  quiet.grid = kLeaderlessGrid;
  quiet.parent = kCommunity;
  places::add_place(tx, quiet);
  Place house = place(kVillageHouse, PlaceKind::household, "地笋村八组3号");
  house.community = kVillage;
  house.is_village = true;
  house.grid = kVillageGrid;
  house.parent = kVillage;
  house.location = places::Point{109.5, 26.4};
  places::add_place(tx, house);
  add_office(tx, kProperty, OrganisationKind::property_company, "新城物业", kCompound);
  add_office(tx, kOtherProperty, OrganisationKind::property_company, "千红物业", kOtherCompound);
  add_office(tx, kCommunityOffice, OrganisationKind::community, "飞山社区居委会", kCommunity);
  add_office(tx, kVillageCommittee, OrganisationKind::village_committee, "地笋村委会", kVillage);
  add_office(tx, kWater, OrganisationKind::department, "水利局", places::county_place(kTown), "dept_water");
  add_staff(tx, "leader", 11, {Role::grid_leader, kGrid, {}});
  add_staff(tx, "worker", 12, {Role::grid_worker, kGrid, {}});
  add_staff(tx, "officer", 13, {Role::community_officer, kCommunity, {}});
  add_staff(tx, "officer2", 14, {Role::community_officer, kCommunity, {}});
  add_staff(tx, "county", 15, {Role::county_officer, places::county_place(kTown), {}});
  add_staff(tx, "property", 16, {Role::property_staff, {}, kProperty});
  add_staff(tx, "other_property", 17, {Role::property_staff, {}, kOtherProperty});
  add_staff(tx, "water", 18, {Role::unit_staff, {}, kWater});
  add_staff(tx, "head", 19, {Role::building_head, kBuilding, {}});
  add_staff(tx, "other_leader", 20, {Role::grid_leader, kOtherGrid, {}});
  add_staff(tx, "other_officer", 21, {Role::community_officer, kOtherCommunity, {}});
  add_staff(tx, "administrator", 22, {Role::administrator, places::county_place(kTown), {}});
  for (const auto& [name, home] : flats) doors->install_first(tx, kTown, home, door(name), clock.now());
}

void CaseWorld::add_staff(storage::Tx& tx, const std::string& name, std::int64_t id, const identity::Grant& grant) {
  identity::add_account(tx,
                        {.county = kTown, .id = AccountId{id}, .login = name, .name = "小" + name, .at = clock.now()});
  if (auto granted = identity::add_grant(tx, kTown, AccountId{id}, grant); !granted)
    throw std::runtime_error(std::string(granted.error().code));
  sessions.actors[name] = identity::Actor{kTown, AccountId{id}, "小" + name, {grant}};
}

CaseWorld::Receipt CaseWorld::report(const std::string& name, const std::string& body, const std::string& key) {
  Headers headers;
  if (!key.empty()) headers["Idempotency-Key"] = key;
  const Answer answer = client.call(http::Method::post, "/api/v1/door/" + door(name) + "/reports", headers, body);
  if (answer.status != 201) return {answer.status, answer.code, 0, ""};
  const Json receipt(answer.body);
  return {201, "", receipt["case_id"].number(), receipt["link_token"].text()};
}

std::string CaseWorld::picture(const std::string& salt) {
  const std::string bytes = jpeg_of(512) + salt;
  Headers create{
      {"Tus-Resumable", "1.0.0"}, {"Upload-Length", std::to_string(bytes.size())}, {"X-Door-Token", door("flat")}};
  const Answer created = client.call(http::Method::post, "/api/v1/uploads", create);
  const std::string location = created.header("Location");
  if (created.status != 201) throw std::runtime_error("upload refused: " + created.code);
  const std::string token = location.substr(location.rfind('/') + 1);
  Headers patch{
      {"Tus-Resumable", "1.0.0"}, {"Upload-Offset", "0"}, {"Content-Type", "application/offset+octet-stream"}};
  const Answer sent = client.call(http::Method::patch, "/api/v1/uploads/" + token, patch, bytes);
  if (sent.status != 204) throw std::runtime_error("upload broke: " + sent.code);
  return token;
}

Answer CaseWorld::get(const std::string& who, const std::string& path, const std::string& query) {
  PiecewiseBody none("");
  std::vector<std::pair<std::string, std::string>> pairs;
  for (std::size_t from = 0; from < query.size();) {
    const std::size_t to = std::min(query.find('&', from), query.size());
    const std::string pair = query.substr(from, to - from);
    pairs.emplace_back(pair.substr(0, pair.find('=')), pair.substr(pair.find('=') + 1));
    from = to + 1;
  }
  return client.call_with(http::Method::get, path, {{"X-Actor", who}}, none, pairs);
}

Answer CaseWorld::post(const std::string& who, const std::string& path, const std::string& body) {
  return client.call(http::Method::post, path, {{"X-Actor", who}}, body);
}

std::string CaseWorld::step_body(std::int64_t version, const std::string& action, const std::string& more) {
  return R"({"action":")" + action + R"(","version":)" + std::to_string(version) + more + "}";
}

Answer CaseWorld::act(const std::string& who, std::int64_t id, const std::string& action, const std::string& more) {
  const std::int64_t version = see("county", id)["version"].number();
  return post(who, "/api/v1/cases/" + std::to_string(id) + "/actions", step_body(version, action, more));
}

Answer CaseWorld::act_by_link(const std::string& token, const std::string& action, const std::string& more) {
  const std::int64_t version = link(token)["version"].number();
  return client.call(http::Method::post, "/api/v1/links/" + token + "/actions", {}, step_body(version, action, more));
}

std::vector<std::string> CaseWorld::allowed(const std::string& who, std::int64_t id) {
  std::vector<std::string> words;
  const Json actions = see(who, id)["allowed_actions"];
  for (std::size_t i = 0; i < actions.size(); ++i) words.push_back(actions[i]["action"].text());
  return words;
}

namespace sql {
struct open_todos_of_case {
  storage::Value county, case_id;
  [[nodiscard]] std::array<storage::Value, 2> values() const { return {county, case_id}; }
  static constexpr storage::Statement statement{
      "test.open_todos_of_case",
      "SELECT kind, account_id, organisation_id FROM todo WHERE county = ?1 AND case_id = ?2 AND done_at IS NULL",
      "SELECT kind, account_id, organisation_id FROM todo WHERE county = $1 AND case_id = $2 AND done_at IS NULL", 2};
};
}  // namespace sql

std::vector<std::string> CaseWorld::todos(std::int64_t id) {
  auto found = db.read_now([&](storage::Tx& tx) -> Result<std::vector<std::string>> {
    return tx.all(sql::open_todos_of_case{kTown, id}, [](const storage::Row& row) {
      const auto account = row.optional_integer("account_id");
      return row.string("kind") + (account ? " account:" + std::to_string(*account)
                                           : " organisation:" + std::to_string(row.integer("organisation_id")));
    });
  });
  std::ranges::sort(*found);
  return *found;
}

void CaseWorld::follow(const std::string& name, const Take& take) {
  notify::Follower follower(
      db, kTown,
      {.name = name,
       .take = take,
       .cases_after = [this](CaseId after, std::size_t most) { return indexing.cases_after(after, most); }},
      [](std::string_view what) { throw std::runtime_error(std::string(what)); });
  while (follower.step().value()) {
  }
}

void CaseWorld::index_all() {
  follow("search", [this](std::span<const CaseId> changed) { return indexing.take(changed); });
}

void CaseWorld::remember_all() {
  follow("echoes", [this](std::span<const CaseId> changed) { return echoing.take(changed); });
}

std::string CaseWorld::broken() {
  const auto source = history_of_cases();
  const auto report = db.read_now([&](storage::Tx& tx) -> Result<ledger::Report> {
    return ledger::verify(tx, kTown, *ledger::public_key_of(std::string(32, 'k')), source, std::nullopt,
                          [](std::int64_t) {});
  });
  if (report->finding.verdict != ledger::Verdict::intact) return std::string(to_word(report->finding.verdict));
  return report->discrepancy ? std::string(report->discrepancy->word) + " " + report->discrepancy->what : "";
}

}  // namespace mashang::test
