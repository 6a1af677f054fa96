// Founds, links, ends, hands over; and writes down what was before, so that all of it can go back.
#include "rooms/grids/adoption.hpp"

#include <algorithm>
#include <set>

#include "core/json.hpp"
#include "rooms/grids/layout.hpp"
#include "rooms/grids/roster.hpp"
#include "rooms/grids/sql.hpp"
#include "rooms/identity/identity.hpp"
#include "rooms/planning/planning.hpp"

namespace mashang::grids {
namespace {

using identity::Role;
using storage::Row;
using storage::Value;

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kChinaMs = 8 * 3'600'000;

void write_ring(json::Writer& out, const Ground& ground, const planning::Ring& ring) {
  const auto write = [&](const planning::Spot& spot) {
    const places::Point at = ground.point_of(spot);
    out.begin_array().value(at.lon).value(at.lat).end_array();
  };
  out.begin_array();
  for (const planning::Spot& spot : ring) write(spot);
  write(ring.front());
  out.end_array();
}

std::string geojson_of(const Ground& ground, const std::vector<planning::Outline>& outlines) {
  std::string text;
  json::Writer out(text);
  out.begin_object().field("type", "MultiPolygon").key("coordinates").begin_array();
  for (const planning::Outline& outline : outlines) {
    out.begin_array();
    for (const planning::Ring& ring : outline) write_ring(out, ground, ring);
    out.end_array();
  }
  out.end_array().end_object();
  return text;
}

class Adopting {
 public:
  Adopting(storage::Tx& tx, const Plan& plan, const Ground& ground, const Division& division, const Hand& hand)
      : tx_(tx),
        plan_(plan),
        ground_(ground),
        layout_(lay_out(ground, division, Imagining::without)),
        grids_(division.grids),
        appointments_(division.appointments),
        hand_(hand) {}

  Result<void> change_places() {
    if (auto founded = found_new(); !founded) return founded;
    successors_ = successors();
    if (auto linked = link(); !linked) return linked;
    for (const auto& [ended, successor] : successors_)
      if (auto done = end(ended, successor); !done) return done;
    draw_outlines();
    places::places_changed(tx_, plan_.county);
    return {};
  }

  Result<void> hand_over() {
    for (const Appointment& one : appointments_)
      if (auto done = appoint(one); !done) return done;
    for (const auto& [ended, successor] : successors_)
      for (const Role role : {Role::grid_leader, Role::grid_worker})
        if (auto done = hand_over(role, ended, successor); !done) return done;
    return {};
  }

  /// Those that gained or lost a building.
  [[nodiscard]] std::vector<PlaceId> touched() const { return {touched_.begin(), touched_.end()}; }
  [[nodiscard]] const std::map<PlaceId, PlaceId>& successor_places() const { return successors_; }

 private:
  [[nodiscard]] PlaceId grid(std::int32_t number) const { return *grids_[static_cast<std::size_t>(number)]; }

  Result<void> found_new() {
    const auto communities = communities_of(ground_, layout_);
    for (std::size_t number = 0; number < grids_.size(); ++number) {
      if (grids_[number] || !communities[number]) continue;  // the second: nothing but what is imagined
      const auto founded = places::found_grid(tx_, plan_.county, *communities[number], hand_.at, hand_.account);
      if (!founded) return failure(founded.error());
      grids_[number] = founded->id;
      record(founded->id, "founded", std::nullopt);
    }
    return {};
  }

  std::map<PlaceId, PlaceId> successors() const {
    std::map<PlaceId, PlaceId> found;
    for (const auto& [ended, number] : successors_of(ground_, layout_, grids_)) found.emplace(ended, grid(number));
    return found;
  }

  Result<void> link() {
    std::vector<places::GridLink> links;
    for (std::size_t i = 0; i < ground_.buildings.size(); ++i) {
      const auto& building = ground_.buildings[i];
      const PlaceId after = grid(layout_.plan.grid_of[i]);
      if (building.grid == after) continue;
      links.push_back({building.id, after});
      touched_.insert(after);
      if (building.grid) touched_.insert(*building.grid);
      tx_.apply(sql::insert_adopted_building{.county = plan_.county,
                                             .plan_id = plan_.id,
                                             .building_id = building.id,
                                             .grid_before = building.grid,
                                             .grid_after = after});
    }
    return places::link_buildings(tx_, plan_.county, links, hand_.at, hand_.account);
  }

  Result<void> end(PlaceId ended, PlaceId successor) {
    const auto place = places::place_of(tx_, plan_.county, ended);
    if (!place) return failure(place.error());
    if (place->households != 0) return failure(ErrorKind::conflict, "grids.still_inhabited", place->label);
    places::end_grid(tx_, plan_.county, ended, hand_.at, hand_.account);
    record(ended, "ended", successor);
    return {};
  }

  void draw_outlines() {
    std::vector<std::int32_t> numbers;
    for (std::size_t number = 0; number < grids_.size(); ++number)
      if (grids_[number] && touched_.contains(*grids_[number])) numbers.push_back(static_cast<std::int32_t>(number));
    const auto outlines = planning::outlines_of(layout_.problem, layout_.plan, numbers);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const PlaceId id = grid(numbers[i]);
      if (!is_recorded_.contains(id)) record(id, "changed", std::nullopt);
      const auto before = places::geometry_of(tx_, plan_.county, id);
      places::Geometry geometry{.geojson = geojson_of(ground_, outlines[i])};
      geometry.made_up = before ? before->made_up : is_made_up(id);
      places::put_geometry(tx_, plan_.county, id, geometry);
    }
  }

  bool is_made_up(PlaceId grid) const {
    const auto place = places::place_of(tx_, plan_.county, grid);
    return place && place->made_up;
  }

  void record(PlaceId grid, std::string_view what, std::optional<PlaceId> successor) {
    is_recorded_.insert(grid);
    const auto outline = places::geometry_of(tx_, plan_.county, grid);
    tx_.apply(sql::insert_adopted_grid{.county = plan_.county,
                                       .plan_id = plan_.id,
                                       .grid_id = grid,
                                       .what = what,
                                       .successor = successor,
                                       .outline = outline ? Value(outline->geojson) : Value(),
                                       .outline_made_up = outline && outline->made_up});
  }

  /// Who no longer works in any grid when the day comes is not given one.
  Result<void> appoint(const Appointment& one) {
    if (!grids_[static_cast<std::size_t>(one.grid)]) return {};  // nothing but what is imagined
    if (auto fit = check_appointable(tx_, plan_.county, one.account); !fit) return fit;
    const std::string subject = std::to_string(one.account.value);
    identity::record_audit(tx_, {.county = plan_.county,
                                 .at = hand_.at,
                                 .actor = hand_.account,
                                 .action = "appoint_in_grid",
                                 .subject = subject});
    return identity::add_grant(tx_, plan_.county, one.account, {one.role, grid(one.grid), std::nullopt});
  }

  /// Who has that role there already keeps it once.
  Result<void> hand_over(Role role, PlaceId from, PlaceId to) {
    const auto there = identity::people_with_role_at(tx_, plan_.county, role, to);
    for (const identity::Person& person : identity::people_with_role_at(tx_, plan_.county, role, from)) {
      identity::withdraw_grant(tx_, plan_.county, person.account, role, from);
      const bool has_it = std::ranges::find(there, person.account, &identity::Person::account) != there.end();
      if (!has_it)
        if (auto added = identity::add_grant(tx_, plan_.county, person.account, {role, to, std::nullopt}); !added)
          return added;
      tx_.apply(sql::insert_adopted_staff{.county = plan_.county,
                                          .plan_id = plan_.id,
                                          .account_id = person.account,
                                          .role = identity::to_word(role),
                                          .grid_before = from,
                                          .grid_after = has_it ? from : to});
    }
    return {};
  }

  storage::Tx& tx_;
  const Plan& plan_;
  const Ground& ground_;
  Layout layout_;
  std::vector<std::optional<PlaceId>> grids_;
  const std::vector<Appointment>& appointments_;
  Hand hand_;
  std::map<PlaceId, PlaceId> successors_;
  std::set<PlaceId> touched_;
  std::set<PlaceId> is_recorded_;
};

void audit(storage::Tx& tx, const Plan& plan, std::string_view action, const Hand& hand) {
  const std::string subject = std::to_string(plan.id.value);
  identity::record_audit(
      tx, {.county = plan.county, .at = hand.at, .actor = hand.account, .action = action, .subject = subject});
}

bool is_inhabited(const Layout& layout, std::int32_t grid) {
  return std::ranges::find(layout.plan.grid_of, grid) != layout.plan.grid_of.end();
}

// ---- undo ----

Result<std::vector<PlaceId>> link_back(storage::Tx& tx, const Plan& plan, const Hand& hand) {
  std::set<PlaceId> touched;
  std::vector<places::GridLink> links;
  tx.for_each(sql::adopted_buildings{.county = plan.county, .plan_id = plan.id}, [&](const Row& row) {
    const auto before = row.optional_id<PlaceId>("grid_before");
    if (before) links.push_back({row.id<PlaceId>("building_id"), *before});
    if (before) touched.insert(*before);
    touched.insert(row.id<PlaceId>("grid_after"));
    return true;
  });
  if (auto linked = places::link_buildings(tx, plan.county, links, hand.at, hand.account); !linked)
    return failure(linked.error());
  return std::vector<PlaceId>(touched.begin(), touched.end());
}

struct TouchedGrid {
  PlaceId id;
  std::string what;
  std::optional<std::string> outline;
  bool is_outline_made_up = false;
};

/// Buildings that had no grid before stay where they are.
bool is_empty(storage::Tx& tx, CountyCode county, PlaceId grid) {
  const auto place = places::place_of(tx, county, grid);
  return place && place->households == 0;
}

/// Nobody leads or works in a grid that is no more.
void dismiss_all(storage::Tx& tx, CountyCode county, PlaceId grid) {
  for (const Role role : {Role::grid_leader, Role::grid_worker})
    for (const identity::Person& person : identity::people_with_role_at(tx, county, role, grid))
      identity::withdraw_grant(tx, county, person.account, role, grid);
}

void restore_grids(storage::Tx& tx, const Plan& plan, const Hand& hand) {
  const auto grids = tx.all(sql::adopted_grids{.county = plan.county, .plan_id = plan.id}, [](const Row& row) {
    return TouchedGrid{row.id<PlaceId>("grid_id"), row.string("what"), row.optional_string("outline"),
                       row.flag("outline_made_up")};
  });
  for (const TouchedGrid& grid : grids) {
    if (grid.what == "ended") places::revive_grid(tx, plan.county, grid.id, hand.at, hand.account);
    if (grid.what == "founded" && is_empty(tx, plan.county, grid.id)) {
      dismiss_all(tx, plan.county, grid.id);
      places::end_grid(tx, plan.county, grid.id, hand.at, hand.account);
    }
    if (grid.outline)
      places::put_geometry(tx, plan.county, grid.id,
                           {.geojson = *grid.outline, .raw = {}, .raw_crs = {}, .made_up = grid.is_outline_made_up});
    else
      places::forget_geometry(tx, plan.county, grid.id);
  }
}

Result<void> restore_staff(storage::Tx& tx, const Plan& plan) {
  struct Moved {
    AccountId account;
    Role role;
    PlaceId before, after;
  };
  const auto moved = tx.all(sql::adopted_staff{.county = plan.county, .plan_id = plan.id}, [](const Row& row) {
    return Moved{row.id<AccountId>("account_id"), identity::parse_role(row.text("role")).value_or(Role::grid_worker),
                 row.id<PlaceId>("grid_before"), row.id<PlaceId>("grid_after")};
  });
  for (const Moved& one : moved) {
    if (one.after != one.before) identity::withdraw_grant(tx, plan.county, one.account, one.role, one.after);
    if (auto added = identity::add_grant(tx, plan.county, one.account, {one.role, one.before, std::nullopt}); !added)
      return added;
  }
  return {};
}

}  // namespace

Result<void> check_appointable(storage::Tx& tx, CountyCode county, AccountId account) {
  const auto person = identity::actor_of(tx, county, account);
  if (person.has_role(Role::grid_leader) || person.has_role(Role::grid_worker)) return {};
  return failure(ErrorKind::unprocessable, "grids.not_grid_staff", {}, "account");
}

Result<void> check_adoptable(const Ground& ground, const Division& division, std::string_view reason) {
  const Layout layout = lay_out(ground, division, Imagining::without);
  if (layout.strangers > 0) return failure(ErrorKind::conflict, "grids.has_strangers");
  const auto neighbourhood = planning::neighbourhood_of(layout.problem);
  bool is_outside_band = false;
  for (const planning::Violation& violation :
       planning::report_on(layout.problem, neighbourhood, layout.plan).violations) {
    if (violation.grid != planning::kNone && !is_inhabited(layout, violation.grid)) continue;
    if (violation.fault == planning::Fault::in_pieces) return failure(ErrorKind::conflict, "grids.in_pieces");
    is_outside_band = true;
  }
  if (is_outside_band && reason.empty()) return failure(ErrorKind::unprocessable, "grids.reason_needed", {}, "reason");
  return {};
}

Result<void> adopt(storage::Tx& tx, Plan plan, const Ground& ground, const Division& division,
                   const CasesFollow& follow, const Hand& hand) {
  if (auto fit = check_adoptable(ground, division, plan.reason); !fit) return fit;
  const State before = plan.state;
  plan.state = State::adopted;
  plan.adopted_at = plan.changed_at = hand.at;
  plan.problem.clear();
  decide(tx, plan, before);
  tx.apply(sql::replace_adopted{.county = plan.county, .id = plan.id});
  Adopting adopting(tx, plan, ground, division, hand);
  if (auto changed = adopting.change_places(); !changed) return changed;
  if (auto handed = adopting.hand_over(); !handed) return handed;
  const auto followed = follow(tx, adopting.touched(), adopting.successor_places(), hand.at);
  if (!followed) return failure(followed.error());
  audit(tx, plan, "adopt_grid_plan", hand);
  return {};
}

std::vector<PlaceId> founded_by(storage::Tx& tx, const Plan& plan) {
  return tx.all(sql::founded_grids{.county = plan.county, .plan_id = plan.id},
                [](const Row& row) { return row.id<PlaceId>("grid_id"); });
}

Instant undo_until(Instant adopted_at) {
  const std::int64_t day = (adopted_at.ms + kChinaMs) / kDayMs;
  return Instant{(day + 1) * kDayMs - kChinaMs};
}

Result<void> undo(storage::Tx& tx, const Plan& plan, const CasesFollow& follow, const Hand& hand) {
  if (plan.state == State::replaced) return failure(ErrorKind::conflict, "grids.newer_adoption");
  if (plan.state != State::adopted || hand.at >= undo_until(plan.adopted_at.value_or(Instant{})))
    return failure(ErrorKind::conflict, "grids.undo_too_late");
  tx.apply_one(sql::undo_plan{.undone_at = hand.at, .decided_by = hand.account, .county = plan.county, .id = plan.id},
               Error{ErrorKind::conflict, "grids.version_stale"});
  tx.apply(sql::restore_replaced{.county = plan.county});
  const auto touched = link_back(tx, plan, hand);
  if (!touched) return failure(touched.error());
  restore_grids(tx, plan, hand);
  if (auto restored = restore_staff(tx, plan); !restored) return restored;
  places::places_changed(tx, plan.county);
  const auto followed = follow(tx, *touched, {}, hand.at);
  if (!followed) return failure(followed.error());
  audit(tx, plan, "undo_grid_plan", hand);
  return {};
}

}  // namespace mashang::grids
