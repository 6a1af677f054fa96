// Moves a building to another grid, with everything that hangs on it.
#include "rooms/places/places.hpp"
#include "rooms/places/sql.hpp"

namespace mashang::places {
namespace {

std::optional<std::string> as_text(std::optional<PlaceId> id) {
  return id ? std::optional(std::to_string(id->value)) : std::nullopt;
}

struct Move {
  storage::Tx& tx;
  CountyCode county;
  Instant at;
  std::optional<AccountId> by;

  void record(PlaceId place, std::string_view what, std::optional<std::string> before,
              std::optional<std::string> after) const {
    const Change change{.place = place, .what = what, .before = std::move(before), .after = std::move(after)};
    record_change(tx, county, change, at, by);
  }

  void link(const Place& building, PlaceId grid) const {
    tx.apply(sql::link_place_to_grid{.grid_id = grid, .county = county, .id = building.id});
    tx.apply(sql::link_children_to_grid{.grid_id = grid, .county = county, .parent_id = building.id});
    tx.apply(sql::link_grandchildren_to_grid{.grid_id = grid, .county = county, .parent_id = building.id});
    record(building.id, "grid", as_text(building.grid), as_text(grid));
  }

  void count(const Place& grid, std::int64_t households) const {
    tx.apply(sql::add_households{.households = households, .county = county, .id = grid.id});
    record(grid.id, "households", std::to_string(grid.households), std::to_string(grid.households + households));
  }

  void link_compound(PlaceId compound) const {
    const auto read = [](const storage::Row& row) {
      return row.integer("grids") == 1 ? row.optional_id<PlaceId>("grid_id") : std::nullopt;
    };
    const auto shared = tx.one(sql::grids_of_compound{.county = county, .compound_id = compound}, read);
    tx.apply(sql::link_place_to_grid{.grid_id = shared.value_or(std::nullopt), .county = county, .id = compound});
  }
};

}  // namespace

Result<void> move_building_to_grid(storage::Tx& tx, CountyCode county, PlaceId building, PlaceId grid, Instant at,
                                   std::optional<AccountId> by) {
  const auto moved = place_of(tx, county, building);
  if (!moved) return failure(moved.error());
  if (moved->kind != PlaceKind::building) return failure(ErrorKind::unprocessable, "places.not_a_building");
  const auto target = place_of(tx, county, grid);
  if (!target) return failure(target.error());
  if (target->kind != PlaceKind::grid) return failure(ErrorKind::unprocessable, "places.not_a_grid");
  if (target->community != moved->community)
    return failure(ErrorKind::unprocessable, "places.grid_of_another_community");
  if (moved->grid == grid) return {};

  const Move move{tx, county, at, by};
  move.link(*moved, grid);
  move.count(*target, moved->households);
  if (moved->grid) {
    const auto before = place_of(tx, county, *moved->grid);
    if (before) move.count(*before, -moved->households);
  }
  if (moved->compound) move.link_compound(*moved->compound);
  places_changed(tx, county);
  return {};
}

}  // namespace mashang::places
