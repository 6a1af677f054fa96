// A division while it is being searched: who is in which grid, and what each grid costs.
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "rooms/planning/pricing.hpp"
#include "rooms/planning/units.hpp"

namespace mashang::planning {

/// Threads may change different grids at once: a unit's grid may be read by all, everything else of a grid only by the
/// thread that changes it.
class Districts {
 public:
  /// `grid_of` each unit, all of them from 0 to `grids` - 1. Keeps references to `units` and `pricing`.
  Districts(const Units& units, const Pricing& pricing, const std::vector<std::int32_t>& grid_of, std::int32_t grids);

  [[nodiscard]] std::int32_t grids() const { return static_cast<std::int32_t>(districts_.size()); }
  [[nodiscard]] std::int32_t grid_of(std::int32_t unit) const {
    return std::atomic_ref(grid_of_[static_cast<std::size_t>(unit)]).load(std::memory_order_relaxed);
  }
  [[nodiscard]] const std::vector<std::int32_t>& members(std::int32_t grid) const { return of(grid).members; }
  [[nodiscard]] std::int64_t households(std::int32_t grid) const { return of(grid).tally.households; }
  [[nodiscard]] const Tally& tally(std::int32_t grid) const { return of(grid).tally; }
  [[nodiscard]] double points(std::int32_t grid) const { return of(grid).points; }
  /// How often the grid has changed.
  [[nodiscard]] std::uint32_t edition(std::int32_t grid) const { return of(grid).edition; }

  /// Points of the grid if the unit, one of its own, were gone; if the unit, another's, came.
  [[nodiscard]] double points_without(std::int32_t grid, std::int32_t unit) const;
  [[nodiscard]] double points_with(std::int32_t grid, std::int32_t unit) const;
  /// Points of a grid with this number that held these units and no others.
  [[nodiscard]] double points_of(std::int32_t grid, const std::vector<std::int32_t>& units) const;

  void move(std::int32_t unit, std::int32_t to);

  [[nodiscard]] double points() const;         ///< of all grids
  [[nodiscard]] std::int64_t outside() const;  ///< households outside the band, of all grids
  [[nodiscard]] double distance() const;       ///< households times metres, of all grids
  [[nodiscard]] const std::vector<std::int32_t>& assignment() const { return grid_of_; }

 private:
  struct Holding {
    std::int32_t id = kNone;
    std::int32_t units = 0;
  };
  struct District {
    Tally tally;
    double points = 0;
    std::uint32_t edition = 0;
    std::vector<std::int32_t> members;
    std::vector<Standing> standing;
    std::vector<Holding> compounds;
    std::vector<Holding> communities;
  };
  [[nodiscard]] const District& of(std::int32_t grid) const { return districts_[static_cast<std::size_t>(grid)]; }
  [[nodiscard]] std::int64_t kept_of(std::int32_t unit, std::int32_t grid) const;
  [[nodiscard]] std::span<const Standing> standing_of(std::int32_t unit) const;
  void add(District& district, std::int32_t grid, std::int32_t unit, std::int32_t sign) const;
  void refresh(std::int32_t grid);

  const Units& units_;
  const Pricing& pricing_;
  mutable std::vector<std::int32_t> grid_of_;  ///< mutable for std::atomic_ref, which takes no const in C++20
  std::vector<std::int32_t> position_;         ///< of each unit among its grid's members
  std::vector<District> districts_;
};

}  // namespace mashang::planning
