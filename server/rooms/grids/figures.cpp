// What a person at the desk sees of a plan.
#include "rooms/grids/figures.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

#include "core/json.hpp"
#include "rooms/grids/adoption.hpp"
#include "rooms/grids/layout.hpp"
#include "rooms/grids/roster.hpp"
#include "rooms/identity/identity.hpp"

namespace mashang::grids {
namespace {

using identity::Role;
using json::Writer;

void write_point(Writer& out, const places::Point& at) {
  out.begin_object().field("lon", at.lon).field("lat", at.lat).end_object();
}

void write_named(Writer& out, std::string_view key, const std::vector<Named>& places) {
  out.key(key).begin_array();
  for (const Named& place : places)
    out.begin_object()
        .field("id", place.id)
        .field("kind", places::to_word(place.kind))
        .field("name", place.name)
        .end_object();
  out.end_array();
}

void write_barriers(Writer& out, const std::vector<Line>& barriers) {
  out.key("barriers").begin_array();
  for (const Line& line : barriers) {
    out.begin_array();
    for (const places::Point& at : line) out.begin_array().value(at.lon).value(at.lat).end_array();
    out.end_array();
  }
  out.end_array();
}

std::optional<std::string> day_of(std::optional<std::int32_t> yymmdd) {
  if (!yymmdd) return std::nullopt;
  return fmt::format("20{:02}-{:02}-{:02}", *yymmdd / 10'000, *yymmdd / 100 % 100, *yymmdd % 100);
}

void write_head(Writer& out, storage::Tx& tx, const Plan& plan, Instant now) {
  const bool is_undoable = plan.state == State::adopted && now < undo_until(*plan.adopted_at);
  out.begin_object().field("id", plan.id).field("name", plan.name).field("state", to_word(plan.state));
  out.field("version", plan.version).field("created_at", plan.created_at);
  out.field("created_by",
            plan.created_by ? std::optional(identity::actor_of(tx, plan.county, *plan.created_by).name) : std::nullopt);
  out.field("changed_at", plan.changed_at).field("adopts_on", day_of(plan.adopts_on));
  out.field("adopted_at", plan.adopted_at);
  out.field("undo_until", is_undoable ? std::optional(undo_until(*plan.adopted_at)) : std::nullopt);
  out.field("problem", plan.problem.empty() ? std::nullopt : std::optional(plan.problem)).end_object();
}

/// With what an adoption founded in the places of the new grids; one that holds nothing real was not founded.
Division as_founded(storage::Tx& tx, const Plan& plan, Division division) {
  if (!plan.adopted_at) return division;
  std::set<std::int32_t> inhabited;
  for (const auto& [building, grid] : division.buildings) inhabited.insert(grid);
  const auto founded = founded_by(tx, plan);
  auto next = founded.begin();
  for (const std::int32_t number : inhabited) {
    auto& grid = division.grids[static_cast<std::size_t>(number)];
    if (!grid && next != founded.end()) grid = *next++;
  }
  return division;
}

/// One plan with everything that its JSON looks at.
class View {
 public:
  View(storage::Tx& tx, const Plan& plan, const Version& version, const Ground& ground)
      : tx_(tx),
        plan_(plan),
        drawn_(version.division),
        division_(as_founded(tx, plan, version.division)),
        ground_(ground),
        layout_(lay_out(ground, division_)),
        report_(planning::report_on(layout_.problem, planning::neighbourhood_of(layout_.problem), layout_.plan,
                                    division_.imagined.empty() ? ground.bounds : planning::Bounds{})),
        communities_(communities_of(ground, layout_)),
        successors_(successors_of(ground, layout_, division_.grids)) {}

  void write_grids(Writer& out) const {
    out.key("grids").begin_array();
    std::map<PlaceId, int> founded;
    for (const planning::GridFigures& figures : report_.grids) write_grid(out, figures, founded);
    out.end_array();
  }

  void write_buildings(Writer& out) const {
    out.key("buildings").begin_array();
    for (const auto& [building, grid] : division_.buildings)
      if (ground_.index_of(building))
        out.begin_object().field("id", building).field("grid", static_cast<std::int64_t>(grid)).end_object();
    out.end_array().key("imagined").begin_array();
    for (const Imagined& one : division_.imagined) {
      out.begin_object().field("id", one.id).field("name", one.name).field("lon", one.at.lon);
      out.field("lat", one.at.lat).field("households", static_cast<std::int64_t>(one.households));
      out.field("community_id", one.community).field("grid", static_cast<std::int64_t>(one.grid)).end_object();
    }
    out.end_array();
  }

  void write_violations(Writer& out) const {
    out.key("violations").begin_array();
    for (const planning::Violation& one : report_.violations) {
      out.begin_object().field("fault", planning::to_word(one.fault)).key("grid");
      one.grid == planning::kNone ? out.value(nullptr) : out.value(static_cast<std::int64_t>(one.grid));
      out.key("building");
      one.building == planning::kNone ? out.value(nullptr) : out.value(id_of(one.building));
      out.field("amount", one.amount).end_object();
    }
    out.end_array();
  }

  void write_terms(Writer& out) const {
    out.key("terms").begin_array();
    for (const planning::Term& term : report_.terms) {
      out.begin_object().field("measure", planning::to_word(term.measure)).field("value", term.value);
      out.field("unit", planning::unit_of(term.measure)).field("lower_bound", term.lower_bound);
      out.field("weight", term.weight).end_object();
    }
    out.end_array().field("cost", report_.cost).field("lower_bound", report_.lower_bound);
    out.field("strangers", static_cast<std::int64_t>(layout_.strangers));
  }

 private:
  [[nodiscard]] std::int64_t id_of(std::int32_t building) const {
    const auto at = static_cast<std::size_t>(building);
    return at < ground_.buildings.size() ? ground_.buildings[at].id.value
                                         : division_.imagined[at - ground_.buildings.size()].id;
  }

  void write_grid(Writer& out, const planning::GridFigures& figures, std::map<PlaceId, int>& founded) const {
    const auto number = static_cast<std::size_t>(figures.grid);
    const auto& goes_on = division_.grids[number];
    out.begin_object().field("number", static_cast<std::int64_t>(figures.grid)).field("id", goes_on);
    out.field("name", name_of_grid(number, founded));
    out.field("community_id", communities_[number]).field("buildings", static_cast<std::int64_t>(figures.buildings));
    out.field("households", figures.households).field("cases", static_cast<std::int64_t>(figures.work + 0.5));
    out.field("radius", figures.radius).field("farthest", figures.farthest).key("middle");
    write_point(out, ground_.point_of(figures.middle));
    out.field("leader", name_of(Role::grid_leader, figures.grid))
        .field("worker", name_of(Role::grid_worker, figures.grid));
    out.field("appointed_leader", appointed(Role::grid_leader, figures.grid))
        .field("appointed_worker", appointed(Role::grid_worker, figures.grid));
    out.end_object();
  }

  /// Of a new one: what it will be called; they are founded in the order of their numbers.
  [[nodiscard]] std::string name_of_grid(std::size_t number, std::map<PlaceId, int>& founded) const {
    if (const auto& goes_on = division_.grids[number]) return places::name_of(tx_, plan_.county, *goes_on);
    if (!communities_[number]) return fmt::format("+{}", number);  // nothing but what is imagined
    const PlaceId community = *communities_[number];
    return places::label_of_next_grid(tx_, plan_.county, community, founded[community]++);
  }

  [[nodiscard]] std::optional<AccountId> appointed(Role role, std::int32_t number) const {
    for (const Appointment& one : drawn_.appointments)
      if (one.grid == number && one.role == role) return one.account;
    return std::nullopt;
  }

  /// Whom the plan appoints, else its own people, else those who come from a grid that ends.
  [[nodiscard]] std::optional<std::string> name_of(Role role, std::int32_t number) const {
    if (const auto account = appointed(role, number)) return identity::actor_of(tx_, plan_.county, *account).name;
    std::vector<PlaceId> from;
    if (const auto& goes_on = division_.grids[static_cast<std::size_t>(number)]) from.push_back(*goes_on);
    for (const auto& [ended, successor] : successors_)
      if (successor == number) from.push_back(ended);
    for (const PlaceId place : from)
      for (const auto& person : identity::people_with_role_at(tx_, plan_.county, role, place)) return person.name;
    return std::nullopt;
  }

  storage::Tx& tx_;
  const Plan& plan_;
  const Division& drawn_;
  Division division_;
  const Ground& ground_;
  Layout layout_;
  planning::GridReport report_;
  std::vector<std::optional<PlaceId>> communities_;
  std::map<PlaceId, std::int32_t> successors_;
};

}  // namespace

std::string ground_json(const Ground& ground) {
  std::string text;
  text.reserve(ground.buildings.size() * 200 + 4096);
  Writer out(text);
  out.begin_object().field("revision", ground.revision).key("band").begin_object();
  out.field("fewest", static_cast<std::int64_t>(ground.band.fewest));
  out.field("most", static_cast<std::int64_t>(ground.band.most)).end_object().key("buildings").begin_array();
  for (const GroundBuilding& building : ground.buildings) {
    out.begin_object().field("id", building.id).field("label", building.label).field("lon", building.at.lon);
    out.field("lat", building.at.lat).field("households", static_cast<std::int64_t>(building.households));
    out.field("community_id", building.community).field("compound_id", building.compound);
    out.field("grid_id", building.grid).field("cases", static_cast<std::int64_t>(building.cases)).end_object();
  }
  out.end_array();
  write_named(out, "communities", ground.communities);
  write_named(out, "compounds", ground.compounds);
  write_named(out, "grids", ground.grids);
  write_barriers(out, ground.barriers);
  out.end_object();
  return text;
}

std::string staff_json(storage::Tx& tx, CountyCode county, const Ground& ground) {
  std::string text;
  Writer out(text);
  out.begin_object().key("items").begin_array();
  for (const Named& grid : ground.grids)
    for (const Role role : {Role::grid_leader, Role::grid_worker})
      for (const auto& person : identity::people_with_role_at(tx, county, role, grid.id)) {
        out.begin_object().field("account", person.account).field("name", person.name);
        out.field("role", identity::to_word(role)).field("grid_id", grid.id).field("grid", grid.name).end_object();
      }
  out.end_array().end_object();
  return text;
}

std::string plans_json(storage::Tx& tx, const std::vector<Plan>& plans, Instant now) {
  std::string text;
  Writer out(text);
  out.begin_object().key("items").begin_array();
  for (const Plan& plan : plans) write_head(out, tx, plan, now);
  out.end_array().end_object();
  return text;
}

std::string plan_json(storage::Tx& tx, const Plan& plan, const Version& version, const Ground& ground, Instant now) {
  const View view(tx, plan, version, ground);
  std::string text;
  text.reserve(version.division.buildings.size() * 40 + version.division.grids.size() * 400 + 4096);
  Writer out(text);
  out.begin_object().key("head");
  write_head(out, tx, plan, now);
  view.write_grids(out);
  view.write_buildings(out);
  view.write_violations(out);
  view.write_terms(out);
  out.field("can_take_back", plan.state == State::draft && version.returns_to.has_value()).end_object();
  return text;
}

std::string proposal_json(const Proposal& proposal) {
  std::string text;
  Writer out(text);
  out.begin_object().field("state", to_word(proposal.state)).field("seconds", proposal.seconds);
  out.field("of_seconds", proposal.of_seconds).field("cost", proposal.cost).field("outside", proposal.outside);
  out.field("problem", proposal.problem.empty() ? std::nullopt : std::optional(proposal.problem));
  out.key("obstacles").begin_array();
  for (const Proposal::Obstacle& one : proposal.obstacles) {
    out.begin_object().field("kind", planning::to_word(one.kind)).field("building", one.building);
    out.field("households", one.households).field("amount", one.amount).end_object();
  }
  out.end_array().end_object();
  return text;
}

}  // namespace mashang::grids
