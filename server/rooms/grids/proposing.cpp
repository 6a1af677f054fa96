// A problem for each community, divided on its own, and the county's division put together again.
#include <algorithm>
#include <map>
#include <set>

#include "rooms/grids/proposals.hpp"
#include "rooms/grids/roster.hpp"

namespace mashang::grids {
namespace {

using planning::GridPlan;
using planning::GridProblem;

/// One community's share of the work: its buildings and grids under numbers of their own.
struct Share {
  GridProblem problem;
  GridPlan start;                       ///< every building of it, with numbers from 0
  std::vector<std::int32_t> only;       ///< of `start`; empty: all of it is redrawn
  std::vector<std::int32_t> buildings;  ///< positions in the whole
  std::vector<std::int32_t> numbers;    ///< of the whole division, by number here
};

double change_weight(Keeping keeping) {
  switch (keeping) {
    case Keeping::little:
      return 2;
    case Keeping::some:
      return 20;
    case Keeping::much:
      return 200;
  }
  return 20;
}

/// The communities whose buildings are redrawn.
Result<std::set<std::int32_t>> asked_for(const Ground& ground, const Layout& layout, const ProposalRequest& request) {
  std::set<std::int32_t> communities;
  const auto bad = [](std::string_view field) {
    return failure(ErrorKind::unprocessable, "grids.bad_proposal", {}, std::string(field));
  };
  for (const PlaceId id : request.communities) {
    const auto found = std::ranges::find(ground.buildings, id, &GroundBuilding::community);
    if (found == ground.buildings.end()) return bad("communities");
    communities.insert(layout.problem.buildings[static_cast<std::size_t>(found - ground.buildings.begin())].community);
  }
  for (const std::int32_t grid : request.grids) {
    const auto found = std::ranges::find(layout.plan.grid_of, grid);
    if (grid < 0 || found == layout.plan.grid_of.end()) return bad("grids");
    communities.insert(
        layout.problem.buildings[static_cast<std::size_t>(found - layout.plan.grid_of.begin())].community);
  }
  if (communities.empty())
    for (const planning::Building& building : layout.problem.buildings) communities.insert(building.community);
  return communities;
}

/// Today's grids by the numbers they have here; those that end behind all others.
void renumber_today(GridProblem& problem, std::map<std::int32_t, std::int32_t> number) {
  for (planning::Building& building : problem.buildings)
    if (building.grid != planning::kNone)
      building.grid = number.emplace(building.grid, static_cast<std::int32_t>(number.size())).first->second;
}

/// Fails where a grid of the community reaches into another.
Result<Share> share_of(const Layout& layout, std::int32_t community, const ProposalRequest& request) {
  Share share;
  share.problem.band = layout.problem.band;
  share.problem.barriers = layout.problem.barriers;
  share.problem.weights.of[static_cast<std::size_t>(planning::Measure::change)] = change_weight(request.keeping);
  std::map<std::int32_t, std::int32_t> number;
  for (std::size_t i = 0; i < layout.problem.buildings.size(); ++i) {
    if (layout.problem.buildings[i].community != community) continue;
    const std::int32_t grid = layout.plan.grid_of[i];
    const auto own = number.emplace(grid, static_cast<std::int32_t>(share.numbers.size()));
    if (own.second) share.numbers.push_back(grid);
    share.start.grid_of.push_back(own.first->second);
    share.problem.buildings.push_back(layout.problem.buildings[i]);
    share.buildings.push_back(static_cast<std::int32_t>(i));
  }
  renumber_today(share.problem, number);
  for (std::size_t i = 0; i < layout.problem.buildings.size(); ++i)
    if (layout.problem.buildings[i].community != community && number.contains(layout.plan.grid_of[i]))
      return failure(ErrorKind::conflict, "grids.other_community");
  share.start.grids = static_cast<std::int32_t>(share.numbers.size());
  for (const std::int32_t grid : request.grids)
    if (number.contains(grid)) share.only.push_back(number.at(grid));
  return share;
}

Result<std::vector<Share>> shares_of(const Ground& ground, const Layout& layout, const ProposalRequest& request) {
  if (layout.strangers > 0) return failure(ErrorKind::conflict, "grids.has_strangers");
  const auto communities = asked_for(ground, layout, request);
  if (!communities) return failure(communities.error());
  std::vector<Share> shares;
  for (const std::int32_t community : *communities) {
    auto share = share_of(layout, community, request);
    if (!share) return failure(share.error());
    shares.push_back(std::move(*share));
  }
  return shares;
}

/// The whole division while its parts are redrawn one after the other.
class Whole {
 public:
  explicit Whole(const Layout& layout) : plan_(layout.plan), next_(layout.plan.grids) {}

  /// The share's grids get numbers behind all others; `finish` closes the gaps.
  void take(const Share& share, const GridPlan& redrawn) {
    for (std::size_t i = 0; i < share.buildings.size(); ++i)
      plan_.grid_of[static_cast<std::size_t>(share.buildings[i])] = next_ + redrawn.grid_of[i];
    next_ += redrawn.grids;
  }

  /// Numbers without gaps, in the order in which they first come.
  GridPlan finish() {
    std::map<std::int32_t, std::int32_t> number;
    for (std::int32_t& grid : plan_.grid_of)
      if (grid != planning::kNone) grid = number.emplace(grid, static_cast<std::int32_t>(number.size())).first->second;
    plan_.grids = static_cast<std::int32_t>(number.size());
    return plan_;
  }

 private:
  GridPlan plan_;
  std::int32_t next_;
};

/// What the parts come to together, for whoever watches: costs by households, for each is a mean over them.
class Tally {
 public:
  Tally(const std::vector<Share>& shares, const Watch& watch) : watch_(watch) {
    for (const Share& share : shares) {
      const auto report = planning::report_on(share.problem, planning::neighbourhood_of(share.problem), share.start);
      Part& part = parts_.emplace_back();
      part.cost = report.cost;
      for (const planning::GridFigures& grid : report.grids) part.households += static_cast<double>(grid.households);
      for (const planning::Violation& one : report.violations)
        if (one.fault == planning::Fault::too_few_households || one.fault == planning::Fault::too_many_households)
          part.outside += one.amount;
    }
  }

  void tell(std::size_t part, double cost, std::int64_t outside) {
    parts_[part].cost = cost;
    parts_[part].outside = outside;
    double sum = 0, households = 0;
    std::int64_t outside_in_all = 0;
    for (const Part& each : parts_) {
      sum += each.cost * each.households;
      households += each.households;
      outside_in_all += each.outside;
    }
    if (watch_.progress) watch_.progress(sum / std::max(households, 1.0), outside_in_all);
  }

 private:
  struct Part {
    double cost = 0;
    double households = 0;
    std::int64_t outside = 0;
  };
  std::vector<Part> parts_;
  const Watch& watch_;
};

}  // namespace

std::optional<Keeping> parse_keeping(std::string_view word) {
  if (word == "little") return Keeping::little;
  if (word == "some") return Keeping::some;
  if (word == "much") return Keeping::much;
  return std::nullopt;
}

Result<Division> propose(const Ground& ground, const Division& division, const ProposalRequest& request,
                         const Watch& watch) {
  const Layout layout = lay_out(ground, division);
  const auto shares = shares_of(ground, layout, request);
  if (!shares) return failure(shares.error());
  std::size_t buildings = 0;
  for (const Share& share : *shares) buildings += share.buildings.size();
  Tally tally(*shares, watch);
  Whole whole(layout);
  for (std::size_t part = 0; part < shares->size(); ++part) {
    const Share& share = (*shares)[part];
    planning::SolveOptions options;
    options.seed = request.seed;
    options.seconds = request.seconds * static_cast<double>(share.buildings.size()) / static_cast<double>(buildings);
    options.cancelled = watch.cancelled;
    options.progress = [&](const planning::Progress& now) { tally.tell(part, now.cost, now.outside); };
    if (!share.only.empty()) {
      options.start = &share.start;
      options.only_grids = share.only;
    }
    const auto redrawn = planning::divide(share.problem, planning::neighbourhood_of(share.problem), options);
    if (!redrawn) return failure(redrawn.error());
    whole.take(share, *redrawn);
  }
  Layout after = layout;
  after.plan = whole.finish();
  std::vector<PlaceId> today;
  for (const Named& grid : ground.grids) today.push_back(grid.id);
  return division_of(ground, after.plan, match_to_today(ground, after, today), division.imagined);
}

std::vector<planning::Obstacle> obstacles_of(const Ground& ground, const Division& division,
                                             const ProposalRequest& request) {
  const Layout layout = lay_out(ground, division);
  const auto shares = shares_of(ground, layout, request);
  std::vector<planning::Obstacle> obstacles;
  if (!shares) return obstacles;
  for (const Share& share : *shares)
    for (planning::Obstacle found : planning::obstacles_of(share.problem, planning::neighbourhood_of(share.problem))) {
      if (found.building != planning::kNone) found.building = share.buildings[static_cast<std::size_t>(found.building)];
      obstacles.push_back(found);
    }
  return obstacles;
}

}  // namespace mashang::grids
