// Each edit through planning's rules, with what a county adds: no grid reaches into another community.
#include "rooms/grids/edits.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "rooms/grids/layout.hpp"

namespace mashang::grids {
namespace {

using planning::GridPlan;

constexpr std::array<std::string_view, 9> kWords{"move",   "draw",    "split",   "merge",    "imagine",
                                                 "forget", "take_in", "appoint", "take_back"};
constexpr std::size_t kMostImagined = 200;

auto bad_edit(std::string_view field) {
  return failure(ErrorKind::unprocessable, "grids.bad_edit", {}, std::string(field));
}

class Editing {
 public:
  Editing(const Ground& ground, const Division& division)
      : ground_(ground),
        division_(division),
        layout_(lay_out(ground, division)),
        neighbourhood_(planning::neighbourhood_of(layout_.problem)) {}

  Result<Division> move(const Edit& edit) {
    if (!edit.grid) return bad_edit("grid");
    const auto buildings = indices(edit.buildings);
    if (!buildings) return failure(buildings.error());
    return finish(planning::move_buildings(neighbourhood_, layout_.plan, *buildings, *edit.grid), division_.grids);
  }

  Result<Division> draw(const Edit& edit) {
    const auto buildings = indices(edit.buildings);
    if (!buildings) return failure(buildings.error());
    auto grids = division_.grids;
    grids.emplace_back();
    return finish(planning::draw_grid(neighbourhood_, layout_.plan, *buildings), std::move(grids));
  }

  Result<Division> split(const Edit& edit) {
    if (!edit.grid) return bad_edit("grid");
    auto grids = division_.grids;
    grids.emplace_back();
    return finish(planning::split_grid(layout_.problem, neighbourhood_, layout_.plan, *edit.grid), std::move(grids));
  }

  /// The last grid takes the number that becomes free, as planning has it.
  Result<Division> merge(const Edit& edit) {
    if (!edit.grid) return bad_edit("grid");
    if (!edit.other || *edit.other == *edit.grid) return bad_edit("other");
    auto merged = planning::merge_grids(neighbourhood_, layout_.plan, *edit.grid, *edit.other);
    if (!merged) return failure(merged.error());
    auto grids = division_.grids;
    auto& kept = grids[static_cast<std::size_t>(*edit.grid)];
    auto& ended = grids[static_cast<std::size_t>(*edit.other)];
    if (!kept) kept = ended;
    ended = grids.back();
    grids.pop_back();
    return finish(std::move(merged), std::move(grids), edit.other);
  }

  Result<Division> imagine(const Edit& edit) {
    if (edit.imagined.name.empty()) return bad_edit("name");
    if (edit.imagined.households < 1) return bad_edit("households");
    if (division_.imagined.size() >= kMostImagined) return bad_edit("name");
    const auto nearest = nearest_with_grid(edit.imagined.at);
    if (!nearest) return failure(ErrorKind::unprocessable, "grids.no_buildings");
    Division after = division_;
    Imagined& one = after.imagined.emplace_back(edit.imagined);
    std::int64_t lowest = 0;
    for (const Imagined& each : division_.imagined) lowest = std::min(lowest, each.id);
    one.id = lowest - 1;
    one.community = ground_.buildings[*nearest].community;
    one.grid = layout_.plan.grid_of[*nearest];
    return checked(std::move(after));
  }

  Result<Division> forget(const Edit& edit) {
    if (edit.buildings.size() != 1) return bad_edit("buildings");
    Division after = division_;
    const auto gone = std::erase_if(after.imagined, [&](const Imagined& one) { return one.id == edit.buildings[0]; });
    if (gone == 0) return failure(ErrorKind::unprocessable, "planning.unknown_building", {}, "buildings");
    const bool is_left = std::ranges::count(after.buildings, grid_of(edit.buildings[0]), &Division::Member::grid) > 0;
    if (!is_left) return failure(ErrorKind::unprocessable, "planning.would_empty_grid");
    return checked(std::move(after));
  }

  /// What was built since the draft began goes where it lies today, else to its nearest neighbour of the community.
  Result<Division> take_in() {
    GridPlan plan = layout_.plan;
    for (std::size_t i = 0; i < ground_.buildings.size(); ++i) {
      if (plan.grid_of[i] != planning::kNone) continue;
      const auto today = std::ranges::find(division_.grids, ground_.buildings[i].grid);
      if (ground_.buildings[i].grid && today != division_.grids.end()) {
        plan.grid_of[i] = static_cast<std::int32_t>(today - division_.grids.begin());
      } else if (const auto nearest = nearest_with_grid(ground_.buildings[i].at, ground_.buildings[i].community)) {
        plan.grid_of[i] = layout_.plan.grid_of[*nearest];
      } else {
        return failure(ErrorKind::unprocessable, "grids.no_buildings");
      }
    }
    return with_appointments(division_of(ground_, plan, division_.grids, division_.imagined), {});
  }

  /// Today's grids have their people; only one that the plan founds is given some by it.
  Result<Division> appoint(const Edit& edit) {
    using identity::Role;
    if (!edit.grid) return bad_edit("grid");
    if (edit.role != Role::grid_leader && edit.role != Role::grid_worker) return bad_edit("role");
    const auto number = static_cast<std::size_t>(*edit.grid);
    if (number >= division_.grids.size() || division_.grids[number])
      return failure(ErrorKind::unprocessable, "grids.not_a_new_grid", {}, "grid");
    Division after = division_;
    std::erase_if(after.appointments,
                  [&](const Appointment& one) { return one.grid == *edit.grid && one.role == *edit.role; });
    if (edit.account) after.appointments.push_back({*edit.grid, *edit.role, *edit.account});
    return after;
  }

 private:
  Result<std::vector<std::int32_t>> indices(const std::vector<std::int64_t>& ids) const {
    std::vector<std::int32_t> found;
    for (const std::int64_t id : ids) {
      const auto at = index_of(ground_, division_, id);
      if (!at) return failure(ErrorKind::unprocessable, "planning.unknown_building", std::to_string(id), "buildings");
      found.push_back(*at);
    }
    if (found.empty()) return failure(ErrorKind::unprocessable, "grids.no_buildings", {}, "buildings");
    return found;
  }

  std::int32_t grid_of(std::int64_t imagined) const {
    return std::ranges::find(division_.imagined, imagined, &Imagined::id)->grid;
  }

  std::optional<std::size_t> nearest_with_grid(const places::Point& at, std::optional<PlaceId> community = {}) const {
    const planning::Spot spot = ground_.spot_of(at);
    std::optional<std::size_t> nearest;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < ground_.buildings.size(); ++i) {
      if (layout_.plan.grid_of[i] == planning::kNone) continue;
      if (community && ground_.buildings[i].community != *community) continue;
      const auto& other = layout_.problem.buildings[i].at;
      const double away = (other.x - spot.x) * (other.x - spot.x) + (other.y - spot.y) * (other.y - spot.y);
      if (away < least) least = away, nearest = i;
    }
    return nearest;
  }

  [[nodiscard]] bool is_in_one_community_each(const GridPlan& plan) const {
    std::vector<std::int32_t> community(static_cast<std::size_t>(plan.grids), planning::kNone);
    for (std::size_t i = 0; i < plan.grid_of.size(); ++i) {
      if (plan.grid_of[i] == planning::kNone) continue;
      auto& of_grid = community[static_cast<std::size_t>(plan.grid_of[i])];
      if (of_grid == planning::kNone) of_grid = layout_.problem.buildings[i].community;
      if (of_grid != layout_.problem.buildings[i].community) return false;
    }
    return true;
  }

  /// A building that comes or goes changes who is a neighbour of whom.
  Result<Division> checked(Division after) const {
    const Layout layout = lay_out(ground_, after);
    const auto neighbourhood = planning::neighbourhood_of(layout.problem);
    const std::int64_t pieces = pieces_too_many(planning::report_on(layout.problem, neighbourhood, layout.plan));
    if (pieces > pieces_too_many(planning::report_on(layout_.problem, neighbourhood_, layout_.plan)))
      return failure(ErrorKind::unprocessable, "planning.would_cut_grid");
    return after;
  }

  static std::int64_t pieces_too_many(const planning::GridReport& report) {
    std::int64_t pieces = 0;
    for (const planning::Violation& violation : report.violations)
      if (violation.fault == planning::Fault::in_pieces) pieces += violation.amount;
    return pieces;
  }

  /// `freed`: the number that the last grid takes.
  Result<Division> finish(Result<GridPlan> plan, std::vector<std::optional<PlaceId>> grids,
                          std::optional<std::int32_t> freed = {}) const {
    if (!plan) return failure(plan.error());
    if (!is_in_one_community_each(*plan)) return failure(ErrorKind::unprocessable, "grids.other_community");
    return with_appointments(division_of(ground_, *plan, std::move(grids), division_.imagined), freed);
  }

  /// Those of before, where their grid is still a new one.
  [[nodiscard]] Division with_appointments(Division after, std::optional<std::int32_t> freed) const {
    for (Appointment one : division_.appointments) {
      if (freed == one.grid) continue;
      if (freed && one.grid == static_cast<std::int32_t>(after.grids.size())) one.grid = *freed;
      if (!after.grids[static_cast<std::size_t>(one.grid)]) after.appointments.push_back(one);
    }
    return after;
  }

  const Ground& ground_;
  const Division& division_;
  Layout layout_;
  planning::Neighbourhood neighbourhood_;
};

}  // namespace

std::string_view to_word(EditKind kind) { return kWords[static_cast<std::size_t>(kind)]; }

std::optional<EditKind> parse_edit_kind(std::string_view word) {
  for (std::size_t i = 0; i < kWords.size(); ++i)
    if (kWords[i] == word) return static_cast<EditKind>(i);
  return std::nullopt;
}

Result<Division> apply_edit(const Ground& ground, const Division& division, const Edit& edit) {
  Editing editing(ground, division);
  switch (edit.kind) {
    case EditKind::move:
      return editing.move(edit);
    case EditKind::draw:
      return editing.draw(edit);
    case EditKind::split:
      return editing.split(edit);
    case EditKind::merge:
      return editing.merge(edit);
    case EditKind::imagine:
      return editing.imagine(edit);
    case EditKind::forget:
      return editing.forget(edit);
    case EditKind::take_in:
      return editing.take_in();
    case EditKind::appoint:
      return editing.appoint(edit);
    case EditKind::take_back:
      break;
  }
  return failure(ErrorKind::unprocessable, "grids.bad_edit", {}, "edit");
}

}  // namespace mashang::grids
