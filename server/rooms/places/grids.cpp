// Founds and ends grids, and links buildings to them with everything that hangs on it.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "rooms/places/places.hpp"
#include "rooms/places/sql.hpp"

namespace mashang::places {
namespace {

std::optional<std::string> as_text(std::optional<PlaceId> id) {
  return id ? std::optional(std::to_string(id->value)) : std::nullopt;
}

/// Links one building after the other; what they add up to is written once, at the end.
class Linking {
 public:
  Linking(storage::Tx& tx, CountyCode county, Instant at, std::optional<AccountId> by)
      : tx_(tx), county_(county), at_(at), by_(by) {}

  Result<void> link(const GridLink& link) {
    const auto building = place_of(tx_, county_, link.building);
    if (!building) return failure(building.error());
    if (building->kind != PlaceKind::building) return failure(ErrorKind::unprocessable, "places.not_a_building");
    const auto target = grid(link.grid);
    if (!target) return failure(target.error());
    if ((*target)->community != building->community)
      return failure(ErrorKind::unprocessable, "places.grid_of_another_community");
    if (building->grid == link.grid) return {};
    write(*building, link.grid);
    gained_[link.grid] += building->households;
    if (building->grid) gained_[*building->grid] -= building->households;
    if (building->compound) compounds_.insert(*building->compound);
    return {};
  }

  Result<void> finish() {
    for (const auto& [id, households] : gained_) {
      const auto counted = grid(id);
      if (!counted) return failure(counted.error());
      tx_.apply(sql::add_households{.households = households, .county = county_, .id = id});
      const std::int64_t before = (*counted)->households;
      record(id, "households", std::to_string(before), std::to_string(before + households));
    }
    for (const PlaceId compound : compounds_) link_compound(compound);
    places_changed(tx_, county_);
    return {};
  }

 private:
  Result<const Place*> grid(PlaceId id) {
    auto known = grids_.find(id);
    if (known == grids_.end()) {
      auto found = place_of(tx_, county_, id);
      if (!found) return failure(found.error());
      if (found->kind != PlaceKind::grid) return failure(ErrorKind::unprocessable, "places.not_a_grid");
      known = grids_.emplace(id, std::move(*found)).first;
    }
    return &known->second;
  }

  void write(const Place& building, PlaceId grid) {
    tx_.apply(sql::link_place_to_grid{.grid_id = grid, .county = county_, .id = building.id});
    tx_.apply(sql::link_children_to_grid{.grid_id = grid, .county = county_, .parent_id = building.id});
    tx_.apply(sql::link_grandchildren_to_grid{.grid_id = grid, .county = county_, .parent_id = building.id});
    record(building.id, "grid", as_text(building.grid), as_text(grid));
  }

  void link_compound(PlaceId compound) {
    const auto read = [](const storage::Row& row) {
      return row.integer("grids") == 1 ? row.optional_id<PlaceId>("grid_id") : std::nullopt;
    };
    const auto shared = tx_.one(sql::grids_of_compound{.county = county_, .compound_id = compound}, read);
    tx_.apply(sql::link_place_to_grid{.grid_id = shared.value_or(std::nullopt), .county = county_, .id = compound});
  }

  void record(PlaceId place, std::string_view what, std::optional<std::string> before,
              std::optional<std::string> after) {
    const Change change{.place = place, .what = what, .before = std::move(before), .after = std::move(after)};
    record_change(tx_, county_, change, at_, by_);
  }

  storage::Tx& tx_;
  CountyCode county_;
  Instant at_;
  std::optional<AccountId> by_;
  std::map<PlaceId, Place> grids_;  ///< as they were before
  std::map<PlaceId, std::int64_t> gained_;
  std::set<PlaceId> compounds_;
};

/// "第12网格" or "431229100002012" gives 12; 0 for a grid that was named and coded otherwise.
int number_of(std::string_view text) {
  const auto first = text.find_first_of("0123456789");
  if (first == std::string_view::npos) return 0;
  int number = 0;
  std::from_chars(text.data() + first, text.data() + text.size(), number);
  return number;
}

struct Numbering {
  int last = 0;
  bool is_made_up = false;
};

Numbering numbering_of(storage::Tx& tx, CountyCode county, PlaceId community) {
  constexpr std::size_t kCommunityDigits = 12;
  Numbering found;
  tx.for_each(sql::grid_codes{.county = county, .community_id = community}, [&](const storage::Row& row) {
    const std::string code = row.optional_string("code").value_or("");
    const int coded = code.size() > kCommunityDigits ? number_of(std::string_view(code).substr(kCommunityDigits)) : 0;
    found.last = std::max({found.last, number_of(row.text("name")), coded});
    found.is_made_up = row.flag("made_up");
    return true;
  });
  return found;
}

std::string name_of_number(int number) { return fmt::format("第{}网格", number); }

PlaceId next_id(storage::Tx& tx, CountyCode county) {
  const auto last =
      tx.one(sql::last_place_id{.county = county}, [](const storage::Row& row) { return row.integer("id"); });
  return PlaceId{std::max(last.value_or(0) + 1, kFirstPlaceId)};
}

void set_ended(storage::Tx& tx, CountyCode county, PlaceId grid, std::optional<Instant> ended_at, Instant at,
               std::optional<AccountId> by) {
  tx.apply(sql::end_place{.ended_at = ended_at, .county = county, .id = grid});
  record_change(tx, county, {.place = grid, .what = ended_at ? "ended" : "revived"}, at, by);
}

}  // namespace

Result<void> link_buildings(storage::Tx& tx, CountyCode county, std::span<const GridLink> links, Instant at,
                            std::optional<AccountId> by) {
  Linking linking(tx, county, at, by);
  for (const GridLink& link : links)
    if (auto linked = linking.link(link); !linked) return linked;
  return linking.finish();
}

Result<Place> found_grid(storage::Tx& tx, CountyCode county, PlaceId community, Instant at,
                         std::optional<AccountId> by) {
  const auto parent = place_of(tx, county, community);
  if (!parent) return failure(parent.error());
  const auto [last, is_made_up] = numbering_of(tx, county, community);
  Place grid = *parent;
  grid.id = next_id(tx, county);
  grid.kind = PlaceKind::grid;
  grid.parent = community;
  grid.grid = grid.id;
  grid.name = name_of_number(last + 1);
  grid.label = parent->label + grid.name;
  if (parent->code) grid.code = fmt::format("{}{:03}", *parent->code, last + 1);
  grid.households = 0;
  grid.made_up = is_made_up;
  add_place(tx, grid);
  record_change(tx, county, {.place = grid.id, .what = "created", .before = {}, .after = grid.label}, at, by);
  places_changed(tx, county);
  return grid;
}

std::string label_of_next_grid(storage::Tx& tx, CountyCode county, PlaceId community, int before) {
  const auto parent = place_of(tx, county, community);
  if (!parent) return "";
  return parent->label + name_of_number(numbering_of(tx, county, community).last + 1 + before);
}

void end_grid(storage::Tx& tx, CountyCode county, PlaceId grid, Instant at, std::optional<AccountId> by) {
  set_ended(tx, county, grid, at, at, by);
}

void revive_grid(storage::Tx& tx, CountyCode county, PlaceId grid, Instant at, std::optional<AccountId> by) {
  set_ended(tx, county, grid, std::nullopt, at, by);
}

}  // namespace mashang::places
