// One look at the open cases, one step for each that has to go over.
#include "rooms/cases/regrid.hpp"

#include "rooms/cases/sql.hpp"
#include "rooms/cases/store.hpp"

namespace mashang::cases {
namespace {

constexpr Doer kSystem{Doer::Kind::system, nullptr};

std::string list_of(std::span<const PlaceId> grids) {
  std::string list = ",";
  for (const PlaceId grid : grids) list += std::to_string(grid.value) + ",";
  return list;
}

/// The grid that answers for the case's place today; none where its place lies in several or in none.
Result<std::optional<PlaceId>> grid_today(storage::Tx& tx, const Case& c,
                                          const std::map<PlaceId, PlaceId>& successors) {
  const auto place = places::situation_of(tx, c.county, c.where.place);
  if (!place) return failure(place.error());
  const auto follows = place->grid ? successors.find(*place->grid) : successors.end();
  return follows == successors.end() ? place->grid : std::optional(follows->second);
}

Result<void> give(storage::Tx& tx, const Steps& steps, const Opened& opened, PlaceId grid, Instant now) {
  ActionRequest request;
  request.action = Action::regrid;
  request.version = opened.value.version;
  request.grid = grid;
  request.grid_name = places::name_of(tx, steps.county(), grid);
  request.reason = opened.value.grid_name.value_or("-") + " → " + request.grid_name;
  const auto done = steps.act_in(tx, opened, kSystem, request, now);
  if (!done) return failure(done.error());
  return {};
}

}  // namespace

Result<int> follow_grids(storage::Tx& tx, const Steps& steps, std::span<const PlaceId> grids,
                         const std::map<PlaceId, PlaceId>& successors, Instant now) {
  int gone_over = 0;
  for (const CaseId id : open_cases_of_grids(tx, steps.county(), list_of(grids))) {
    const auto opened = open_case(tx, steps.county(), kSystem, id);
    if (!opened) return failure(opened.error());
    const auto grid = grid_today(tx, opened->value, successors);
    if (!grid) return failure(grid.error());
    if (!*grid || *grid == opened->value.where.grid) continue;
    if (auto given = give(tx, steps, *opened, **grid, now); !given) return failure(given.error());
    ++gone_over;
  }
  return gone_over;
}

std::vector<std::pair<PlaceId, std::int64_t>> reports_by_building(storage::Tx& tx, CountyCode county, Instant since) {
  const std::int64_t from_id = make_case_id(china_yymmdd(since), 0).value;
  return tx.all(sql::reports_by_building{.county = county, .from_id = from_id}, [](const storage::Row& row) {
    return std::pair(row.id<PlaceId>("building_id"), row.integer("reports"));
  });
}

}  // namespace mashang::cases
