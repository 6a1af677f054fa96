// A uniform net of cells; a segment is held by every cell that it passes through.
#include "rooms/planning/barrier_lines.hpp"

#include <algorithm>
#include <cmath>

namespace mashang::planning {
namespace {

bool crosses(LatticePoint a, LatticePoint b, LatticePoint p, LatticePoint q) {
  return side_of(p, q, a) * side_of(p, q, b) < 0 && side_of(a, b, p) * side_of(a, b, q) <= 0;
}

/// Whether the segment comes into the square, its edges included: it does unless a side of the box or its own line
/// parts them.
bool meets_square(LatticePoint a, LatticePoint b, std::int64_t west, std::int64_t south, std::int64_t side) {
  if (std::max(a.x, b.x) < west || std::min(a.x, b.x) > west + side) return false;
  if (std::max(a.y, b.y) < south || std::min(a.y, b.y) > south + side) return false;
  const double dx = static_cast<double>(b.x) - a.x, dy = static_cast<double>(b.y) - a.y;
  const double half = static_cast<double>(side) / 2;
  const double middle = dx * (static_cast<double>(south) + half - a.y) - dy * (static_cast<double>(west) + half - a.x);
  return std::abs(middle) <= (std::abs(dx) + std::abs(dy)) * (half + 1);
}

}  // namespace

BarrierLines::BarrierLines(const std::vector<Barrier>& barriers) {
  for (const Barrier& barrier : barriers)
    for (std::size_t i = 0; i + 1 < barrier.size(); ++i)
      segments_.push_back({on_lattice(barrier[i]), on_lattice(barrier[i + 1])});
  if (segments_.empty()) return;
  LatticePoint high = low_ = segments_.front().from;
  for (const Segment& segment : segments_)
    for (const LatticePoint at : {segment.from, segment.to}) {
      low_ = {std::min(low_.x, at.x), std::min(low_.y, at.y)};
      high = {std::max(high.x, at.x), std::max(high.y, at.y)};
    }
  const double width = static_cast<double>(high.x) - low_.x + 1, height = static_cast<double>(high.y) - low_.y + 1;
  const auto wanted_cells = static_cast<double>(4 * segments_.size() + 16);
  cell_ = static_cast<std::int64_t>(
              std::ceil(std::max(std::sqrt(width * height / wanted_cells), std::max(width, height) / wanted_cells))) +
          1;
  columns_ = static_cast<std::int64_t>(width) / cell_ + 1;
  rows_ = static_cast<std::int64_t>(height) / cell_ + 1;
  first_.assign(static_cast<std::size_t>(columns_ * rows_) + 1, 0);
  const auto each_cell = [&](auto&& visit) {
    for (std::size_t i = 0; i < segments_.size(); ++i)
      any_cell(segments_[i].from, segments_[i].to, [&](std::size_t cell) {
        visit(cell, static_cast<std::int32_t>(i));
        return false;
      });
  };
  each_cell([&](std::size_t cell, std::int32_t) { ++first_[cell + 1]; });
  for (std::size_t cell = 1; cell < first_.size(); ++cell) first_[cell] += first_[cell - 1];
  held_.resize(static_cast<std::size_t>(first_.back()));
  std::vector<std::int32_t> next(first_.begin(), first_.end() - 1);
  each_cell([&](std::size_t cell, std::int32_t segment) { held_[static_cast<std::size_t>(next[cell]++)] = segment; });
}

BarrierLines::Cells BarrierLines::cells_of(LatticePoint a, LatticePoint b) const {
  const auto column = [&](std::int64_t x) { return x < low_.x ? -1 : (x - low_.x) / cell_; };
  const auto row = [&](std::int64_t y) { return y < low_.y ? -1 : (y - low_.y) / cell_; };
  return {std::max<std::int64_t>(0, column(std::min(a.x, b.x))), std::max<std::int64_t>(0, row(std::min(a.y, b.y))),
          std::min(columns_ - 1, column(std::max(a.x, b.x))), std::min(rows_ - 1, row(std::max(a.y, b.y)))};
}

/// Visits the cells that the way from a to b passes through, until one says yes.
template <class Visit>
bool BarrierLines::any_cell(LatticePoint a, LatticePoint b, Visit visit) const {
  const Cells range = cells_of(a, b);
  for (std::int64_t row = range.south; row <= range.north; ++row)
    for (std::int64_t column = range.west; column <= range.east; ++column)
      if (meets_square(a, b, low_.x + column * cell_, low_.y + row * cell_, cell_) &&
          visit(static_cast<std::size_t>(row * columns_ + column)))
        return true;
  return false;
}

bool BarrierLines::part(LatticePoint a, LatticePoint b) const {
  if (segments_.empty()) return false;
  return any_cell(a, b, [&](std::size_t cell) {
    for (std::int32_t i = first_[cell]; i < first_[cell + 1]; ++i) {
      const Segment& segment = segments_[static_cast<std::size_t>(held_[static_cast<std::size_t>(i)])];
      if (crosses(a, b, segment.from, segment.to)) return true;
    }
    return false;
  });
}

}  // namespace mashang::planning
