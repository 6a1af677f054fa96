// All contiguous sets of pieces within the band become columns of a set partitioning problem.
#include "rooms/planning/redivision.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "rooms/planning/contiguous_sets.hpp"

namespace mashang::planning {
namespace {

constexpr std::size_t kMostGlued = 16;       // pieces, where units are glued
constexpr std::size_t kMostLooks = 500'000;  // sets looked at
constexpr int kMostNodes = 2'000;

/// Units that stay together, and which other pieces they touch.
struct Piece {
  std::vector<std::int32_t> units;
  std::int64_t households = 0;
  std::int32_t pinned = kNone;
  PieceSet touches = 0;
};

class Redivision {
 public:
  Redivision(const Units& units, const Pricing& pricing, const std::vector<std::int32_t>& grids, ExactLimits limits,
             Districts& districts)
      : units_(units), pricing_(pricing), grids_(grids), limits_(limits), districts_(districts) {}

  Polished run() {
    make_pieces();
    if (pieces_.size() > kMostPieces || pieces_.size() < grids_.size() || !make_columns()) return {};
    std::vector<std::int32_t> covered(pieces_.size(), 1);
    if (pricing_.numbers_matter() || has_pins_)
      covered.insert(covered.end(), grids_.size(), 1);
    else
      covered.push_back(static_cast<std::int32_t>(grids_.size()));
    const Partition partition = cheapest_partition(columns_, covered, kMostNodes);
    return {partition.proof, partition.proof == Proof::optimal && take(partition.chosen)};
  }

 private:
  [[nodiscard]] bool is_ours(std::int32_t unit) const {
    return std::find(grids_.begin(), grids_.end(), districts_.grid_of(unit)) != grids_.end();
  }

  /// Units by how little it matters to which of these grids they belong: those on the border that lose least by moving.
  std::vector<std::int32_t> loosest_units(std::size_t count) const {
    std::vector<std::pair<double, std::int32_t>> loose;
    for (const std::int32_t grid : grids_)
      for (const std::int32_t unit : districts_.members(grid)) {
        double least = 0;
        bool is_border = false;
        for (const std::int32_t other : units_.links.of(unit)) {
          const std::int32_t to = districts_.grid_of(other);
          if (to == grid || !is_ours(other)) continue;
          const double loss = districts_.points_without(grid, unit) - districts_.points(grid) +
                              districts_.points_with(to, unit) - districts_.points(to);
          least = is_border ? std::min(least, loss) : loss;
          is_border = true;
        }
        if (is_border) loose.emplace_back(least, unit);
      }
    std::sort(loose.begin(), loose.end());
    loose.resize(std::min(count, loose.size()));
    std::vector<std::int32_t> chosen;
    for (const auto& [loss, unit] : loose) chosen.push_back(unit);
    return chosen;
  }

  void make_pieces() {
    std::size_t all = 0;
    for (const std::int32_t grid : grids_) all += districts_.members(grid).size();
    if (all <= limits_.units) {
      glue_all_but(all);
      return;
    }
    for (std::size_t loose = kMostGlued - std::min(kMostGlued, grids_.size()); loose > 1; --loose) {
      glue_all_but(loose);
      if (pieces_.size() <= kMostGlued) return;
    }
  }

  /// Parts of a grid that only loose units hold together become pieces of their own.
  void glue_all_but(std::size_t loose_count) {
    pieces_.clear();
    piece_of_.clear();
    std::size_t all = 0;
    for (const std::int32_t grid : grids_) all += districts_.members(grid).size();
    std::vector<std::int32_t> loose;
    if (loose_count >= all)
      for (const std::int32_t grid : grids_)
        loose.insert(loose.end(), districts_.members(grid).begin(), districts_.members(grid).end());
    else
      loose = loosest_units(loose_count);
    for (const std::int32_t unit : loose) add_piece({unit});
    for (const std::int32_t grid : grids_)
      for (const std::int32_t unit : districts_.members(grid)) {
        if (piece_of_.contains(unit)) continue;
        std::vector<std::int32_t> glued{unit};
        std::set<std::int32_t> seen{unit};
        for (std::size_t next = 0; next < glued.size(); ++next)
          for (const std::int32_t other : units_.links.of(glued[next]))
            if (districts_.grid_of(other) == grid && !piece_of_.contains(other) && seen.insert(other).second)
              glued.push_back(other);
        add_piece(std::move(glued));
      }
    if (pieces_.size() > kMostPieces) return;
    for (const auto& [unit, piece] : piece_of_)
      for (const std::int32_t other : units_.links.of(unit)) {
        const auto at = piece_of_.find(other);
        if (at != piece_of_.end()) pieces_[static_cast<std::size_t>(piece)].touches |= PieceSet{1} << at->second;
      }
  }

  void add_piece(std::vector<std::int32_t> units) {
    Piece piece;
    for (const std::int32_t unit : units) {
      piece_of_[unit] = static_cast<std::int32_t>(pieces_.size());
      piece.households += units_[unit].households;
      if (units_[unit].pinned != kNone) piece.pinned = units_[unit].pinned;
    }
    has_pins_ = has_pins_ || piece.pinned != kNone;
    piece.units = std::move(units);
    pieces_.push_back(std::move(piece));
  }

  /// False when there are too many.
  bool make_columns() {
    std::vector<ContiguousSets::Piece> pieces;
    for (const Piece& piece : pieces_) pieces.push_back({piece.households, piece.touches});
    return ContiguousSets(std::move(pieces), pricing_.band().most, kMostLooks)
        .each([&](PieceSet set, std::int64_t households) {
          if (households >= pricing_.band().fewest) add_columns(set);
          return columns_.size() <= limits_.columns;
        });
  }

  void add_columns(PieceSet set) {
    Column column;
    std::vector<std::int32_t> units;
    std::int32_t pinned = kNone;
    for (const std::int32_t at : numbers_of(set)) {
      const Piece& piece = pieces_[static_cast<std::size_t>(at)];
      if (piece.pinned != kNone && pinned != kNone && pinned != piece.pinned) return;
      if (piece.pinned != kNone) pinned = piece.pinned;
      column.rows.push_back(at);
      units.insert(units.end(), piece.units.begin(), piece.units.end());
    }
    const bool has_numbers = pricing_.numbers_matter() || has_pins_;
    for (std::size_t i = 0; i < (has_numbers ? grids_.size() : 1); ++i) {
      if (pinned != kNone && pinned != grids_[i]) continue;
      columns_.push_back(column);
      columns_.back().rows.push_back(static_cast<std::int32_t>(pieces_.size() + i));
      columns_.back().cost = districts_.points_of(grids_[i], units);
      sets_.push_back(set);
    }
  }

  /// Whether the chosen columns are better than what is there; then they take its place.
  bool take(const std::vector<std::int32_t>& chosen) {
    double after = 0, before = 0;
    std::int64_t outside = 0;
    for (const std::int32_t column : chosen) after += columns_[static_cast<std::size_t>(column)].cost;
    for (const std::int32_t grid : grids_) {
      before += districts_.points(grid);
      outside += pricing_.outside(districts_.households(grid));
    }
    if (outside == 0 && after >= before - 1e-9 * std::abs(before)) return false;
    std::vector<std::int32_t> free(grids_);
    for (const std::int32_t column : chosen) {
      const std::int32_t row = columns_[static_cast<std::size_t>(column)].rows.back();
      const std::int32_t grid =
          pricing_.numbers_matter() || has_pins_ ? grids_[static_cast<std::size_t>(row) - pieces_.size()] : free.back();
      free.pop_back();
      for (const std::int32_t piece : numbers_of(sets_[static_cast<std::size_t>(column)]))
        for (const std::int32_t unit : pieces_[static_cast<std::size_t>(piece)].units)
          if (districts_.grid_of(unit) != grid) districts_.move(unit, grid);
    }
    return true;
  }

  const Units& units_;
  const Pricing& pricing_;
  const std::vector<std::int32_t>& grids_;
  ExactLimits limits_;
  Districts& districts_;
  std::vector<Piece> pieces_;
  std::map<std::int32_t, std::int32_t> piece_of_;
  bool has_pins_ = false;
  std::vector<Column> columns_;
  std::vector<PieceSet> sets_;  ///< of `columns_`
};

}  // namespace

Polished divide_exactly(const Units& units, const Pricing& pricing, const std::vector<std::int32_t>& grids,
                        ExactLimits limits, Districts& districts) {
  return Redivision(units, pricing, grids, limits, districts).run();
}

}  // namespace mashang::planning
