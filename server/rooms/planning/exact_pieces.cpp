// Columns for each piece, CBC for each number of grids, dynamic programming over the pieces.
#include "rooms/planning/exact_pieces.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "rooms/planning/compound_parts.hpp"
#include "rooms/planning/contiguous_sets.hpp"
#include "rooms/planning/districts.hpp"
#include "rooms/planning/grid_count.hpp"
#include "rooms/planning/set_partition.hpp"
#include "rooms/planning/union_find.hpp"

namespace mashang::planning {
namespace {

constexpr std::size_t kMostColumns = 5'000;
constexpr std::size_t kMostLooks = 500'000;
constexpr int kMostNodes = 2'000;
constexpr std::int64_t kEffort = 20'000;  // attempts of annealing that one set partitioning problem counts for
constexpr std::int64_t kAround = 1;       // grids more or less than the share of a piece, rounded either way

using Members = std::vector<std::int32_t>;  // buildings

struct Division {
  std::vector<Members> grids;
  double points = 0;
};
using Divisions = std::map<std::int64_t, Division>;  // by number of grids

/// The columns of one piece, and its best divisions.
class Piece {
 public:
  /// `groups`: its buildings, by the compound that they are of as far as it hangs together.
  Piece(const Units& buildings, const Districts& districts, const Pricing& pricing, std::vector<Members> groups)
      : buildings_(buildings), districts_(districts), pricing_(pricing) {
    for (Members& members : groups) {
      const bool fits = households_of(members) <= pricing_.band().most;
      for (const std::int32_t building : members) {
        if (fits)
          whole_of_[building] = whole_.size();
        else
          atoms_.emplace(building, atoms_.size());
      }
      (fits ? whole_ : too_large_).push_back(std::move(members));
    }
  }

  /// False when there are too many.
  bool make_columns() {
    if (whole_.size() > kMostPieces) return false;
    std::vector<ContiguousSets::Piece> pieces;
    for (const Members& members : whole_) pieces.push_back({households_of(members), touched_by(members)});
    ContiguousSets sets(std::move(pieces), pricing_.band().most, kMostLooks);
    if (!sets.each([&](PieceSet set, std::int64_t households) { return add(set, households, kNone, {}); }))
      return false;
    for (std::size_t i = 0; i < too_large_.size(); ++i)
      for (const Members& part : straight_parts(buildings_, too_large_[i], pricing_.band().most)) {
        const auto add_around = [&](PieceSet set, std::int64_t households) {
          return add(set, households, static_cast<std::int32_t>(i), part);
        };
        if (!sets.each_around(households_of(part), touched_by(part), add_around)) return false;
      }
    return true;
  }

  [[nodiscard]] std::optional<Division> divided_into(std::int64_t grids) const {
    std::vector<std::int32_t> covered(whole_.size() + atoms_.size(), 1);
    for (const Members& compound : too_large_)
      covered.push_back(static_cast<std::int32_t>(fewest_parts_of(buildings_, compound, pricing_.band().most)));
    covered.push_back(static_cast<std::int32_t>(grids));
    const Partition partition = cheapest_partition(columns_, covered, kMostNodes);
    if (partition.proof != Proof::optimal) return {};
    Division division;
    for (const std::int32_t column : partition.chosen) {
      division.points += columns_[static_cast<std::size_t>(column)].cost;
      division.grids.push_back(members_[static_cast<std::size_t>(column)]);
    }
    return division;
  }

 private:
  [[nodiscard]] std::int64_t households_of(const Members& members) const {
    std::int64_t households = 0;
    for (const std::int32_t building : members) households += buildings_[building].households;
    return households;
  }
  [[nodiscard]] PieceSet touched_by(const Members& members) const {
    PieceSet touched = 0;
    for (const std::int32_t building : members)
      for (const std::int32_t other : buildings_.links.of(building)) {
        const auto whole = whole_of_.find(other);
        if (whole != whole_of_.end()) touched |= PieceSet{1} << whole->second;
      }
    return touched;
  }

  /// A grid of whole compounds, and of part of one that is too large. False when there are too many.
  bool add(PieceSet set, std::int64_t households, std::int32_t too_large, const Members& part) {
    if (households < pricing_.band().fewest) return true;
    Column column;
    Members members = part;
    for (const std::int32_t whole : numbers_of(set)) {
      column.rows.push_back(whole);
      const Members& own = whole_[static_cast<std::size_t>(whole)];
      members.insert(members.end(), own.begin(), own.end());
    }
    const auto row = [&](std::size_t after_wholes) { return static_cast<std::int32_t>(whole_.size() + after_wholes); };
    for (const std::int32_t building : part) column.rows.push_back(row(atoms_.at(building)));
    if (too_large != kNone) column.rows.push_back(row(atoms_.size() + static_cast<std::size_t>(too_large)));
    column.rows.push_back(row(atoms_.size() + too_large_.size()));
    std::sort(column.rows.begin(), column.rows.end());
    column.cost = districts_.points_of(0, members);
    columns_.push_back(std::move(column));
    members_.push_back(std::move(members));
    return columns_.size() <= kMostColumns;
  }

  const Units& buildings_;
  const Districts& districts_;
  const Pricing& pricing_;
  std::vector<Members> whole_;
  std::vector<Members> too_large_;
  std::map<std::int32_t, std::size_t> whole_of_;  ///< building: index of `whole_`
  std::map<std::int32_t, std::size_t> atoms_;     ///< building of one too large: number of its row
  std::vector<Column> columns_;
  std::vector<Members> members_;  ///< of `columns_`
};

std::size_t piece_of(const Neighbourhood& neighbourhood, std::int32_t building) {
  return static_cast<std::size_t>(neighbourhood.piece_of[static_cast<std::size_t>(building)]);
}

/// The buildings of each piece by compound. One too large for a grid came as several units that hang together.
std::vector<std::vector<Members>> compounds_of_pieces(const Neighbourhood& neighbourhood, const Units& compounds) {
  UnionFind joined(compounds.all.size());
  for (std::int32_t unit = 0; unit < compounds.count(); ++unit)
    for (const std::int32_t other : compounds.links.of(unit)) {
      const Unit &one = compounds[unit], &two = compounds[other];
      if (one.compound != kNone && one.compound == two.compound && one.community == two.community)
        joined.join(unit, other);
    }
  const auto [group_of, count] = joined.numbered();
  std::vector<Members> groups(static_cast<std::size_t>(count));
  for (std::size_t building = 0; building < compounds.unit_of.size(); ++building) {
    const auto unit = static_cast<std::size_t>(compounds.unit_of[building]);
    groups[static_cast<std::size_t>(group_of[unit])].push_back(static_cast<std::int32_t>(building));
  }
  std::vector<std::vector<Members>> of(static_cast<std::size_t>(neighbourhood.pieces));
  for (Members& group : groups) of[piece_of(neighbourhood, group.front())].push_back(std::move(group));
  return of;
}

/// Grids of the start by piece.
std::vector<std::vector<Members>> grids_of_pieces(const Neighbourhood& neighbourhood,
                                                  const std::vector<std::int32_t>& start) {
  std::vector<std::map<std::int32_t, Members>> grids(static_cast<std::size_t>(neighbourhood.pieces));
  for (std::size_t i = 0; i < start.size(); ++i) {
    const auto building = static_cast<std::int32_t>(i);
    grids[piece_of(neighbourhood, building)][start[i]].push_back(building);
  }
  std::vector<std::vector<Members>> of;
  for (auto& piece : grids) {
    auto& own = of.emplace_back();
    for (auto& [grid, members] : piece) own.push_back(std::move(members));
  }
  return of;
}

/// The best into each number of grids near `share`; none where that could not be found out.
Divisions divisions_of(Piece& piece, double share, GridRange range, double until, Effort& effort) {
  Divisions divisions;
  if (effort.used() >= until || !piece.make_columns()) return divisions;
  const auto fewest = std::max(range.fewest, static_cast<std::int64_t>(std::floor(share)) - kAround);
  const auto most = std::min(range.most, static_cast<std::int64_t>(std::ceil(share)) + kAround);
  for (std::int64_t grids = fewest; grids <= most && effort.used() < until; ++grids) {
    effort.add(kEffort);
    if (auto division = piece.divided_into(grids)) divisions[grids] = std::move(*division);
  }
  return divisions;
}

/// The number of grids of each piece for which the points of all are least and the grids are as many as wanted; empty
/// when there are no such numbers.
std::vector<std::int64_t> share_out(const std::vector<Divisions>& pieces, std::int64_t grids) {
  struct Sum {
    double points = 0;
    std::vector<std::int64_t> numbers;
  };
  std::map<std::int64_t, Sum> sums{{0, {}}};
  for (const Divisions& piece : pieces) {
    std::map<std::int64_t, Sum> next;
    for (const auto& [before, sum] : sums)
      for (const auto& [number, division] : piece) {
        const double points = sum.points + division.points;
        const auto [at, is_new] = next.try_emplace(before + number);
        if (!is_new && at->second.points <= points) continue;
        at->second = {points, sum.numbers};
        at->second.numbers.push_back(number);
      }
    sums = std::move(next);
  }
  return sums[grids].numbers;
}

}  // namespace

bool ExactPieces::are_any() const { return std::find(is_exact.begin(), is_exact.end(), true) != is_exact.end(); }
bool ExactPieces::are_all() const { return std::find(is_exact.begin(), is_exact.end(), false) == is_exact.end(); }

ExactPieces divide_pieces_exactly(const Neighbourhood& neighbourhood, const Units& compounds, const Units& buildings,
                                  const Pricing& pricing, const std::vector<std::int32_t>& start, std::int32_t grids,
                                  double until, Effort& effort) {
  const Districts districts(buildings, pricing, start, grids);
  const auto given = grids_of_pieces(neighbourhood, start);
  auto groups = compounds_of_pieces(neighbourhood, compounds);
  const auto households_of = [&](const std::vector<Members>& some) {
    std::int64_t sum = 0;
    for (const Members& members : some)
      for (const std::int32_t building : members) sum += buildings[building].households;
    return sum;
  };
  std::int64_t all = 0;
  for (const auto& own : groups) all += households_of(own);
  const double of_each = static_cast<double>(grids) / static_cast<double>(std::max<std::int64_t>(all, 1));
  std::vector<Divisions> divisions;
  std::vector<bool> is_exact;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const std::int64_t households = households_of(groups[i]);
    Piece piece(buildings, districts, pricing, std::move(groups[i]));
    divisions.push_back(divisions_of(piece, of_each * static_cast<double>(households),
                                     grids_of(households, pricing.band()), until, effort));
    is_exact.push_back(!divisions[i].empty());
    if (!is_exact[i]) divisions[i][static_cast<std::int64_t>(given[i].size())].grids = given[i];
  }
  const std::vector<std::int64_t> numbers = share_out(divisions, grids);
  if (numbers.empty()) return {start, std::vector<bool>(static_cast<std::size_t>(grids), false)};
  ExactPieces exact{.grid_of = std::vector<std::int32_t>(start.size(), kNone), .is_exact = {}};
  for (std::size_t i = 0; i < divisions.size(); ++i)
    for (const Members& members : divisions[i][numbers[i]].grids) {
      for (const std::int32_t building : members)
        exact.grid_of[static_cast<std::size_t>(building)] = static_cast<std::int32_t>(exact.is_exact.size());
      exact.is_exact.push_back(is_exact[i]);
    }
  return exact;
}

}  // namespace mashang::planning
