// Imports the real divisions, adds the made-up town, and remembers what to tell a newcomer.
#include "rooms/demo/demo.hpp"

#include <algorithm>

#include "rooms/cases/categories.hpp"
#include "rooms/demo/county.hpp"
#include "rooms/demo/sql.hpp"
#include "rooms/demo/stage.hpp"
#include "rooms/demo/writer.hpp"
#include "rooms/identity/directory.hpp"
#include "rooms/places/import.hpp"
#include "rooms/places/rows.hpp"
#include "runtime/embedded.hpp"

namespace mashang::demo {
namespace {

struct Mark {
  std::uint64_t seed = 0;
  bool is_finished = false;
};

std::optional<Mark> mark_of(storage::Tx& tx, CountyCode county) {
  return tx.one(sql::demo_of_county{.county = county}, [](const storage::Row& row) {
    return Mark{static_cast<std::uint64_t>(row.integer("seed")), !row.is_null("finished_at")};
  });
}

Result<places::TextFile> embedded(std::string_view name) {
  const runtime::EmbeddedFile* file = runtime::embedded_file(name);
  if (file == nullptr) return failure(ErrorKind::internal, "demo.data_missing", std::string(name));
  return places::TextFile{std::string(name), std::string(file->plain)};
}

/// The divisions that travel inside the binary.
Result<places::Divisions> real_divisions(CountyCode county) {
  const std::string code = std::to_string(county.value);
  const auto table = embedded("demo/data/divisions_" + code + ".csv");
  if (!table) return failure(table.error());
  const auto outline = embedded("demo/data/boundary_" + code + ".geojson");
  if (!outline) return failure(outline.error());
  auto divisions = places::parse_divisions({*table}, county);
  if (!divisions) return divisions;
  auto boundary = places::parse_boundary(*outline, county);
  if (!boundary) return failure(boundary.error());
  divisions->boundary = std::move(*boundary);
  return divisions;
}

Result<void> check_empty(storage::Tx& tx, CountyCode county) {
  if (const auto mark = mark_of(tx, county))
    return mark->is_finished ? failure(ErrorKind::conflict, "demo.not_empty")
                             : failure(ErrorKind::conflict, "demo.unfinished");
  const auto grids =
      tx.one(sql::count_grids{.county = county}, [](const storage::Row& row) { return row.integer("grids"); });
  if (grids.value_or(0) > 0) return failure(ErrorKind::conflict, "demo.not_empty");
  return {};
}

/// Marks the database, imports the real part, and gives it back.
Result<std::vector<places::Place>> begin(storage::Db& db, const DemoOptions& options,
                                         const places::Divisions& divisions) {
  using Places = std::vector<places::Place>;
  return db.write_now([&](storage::Tx& tx) -> Result<Places> {
    if (auto empty = check_empty(tx, options.county); !empty) return failure(empty.error());
    tx.apply(sql::start_demo{
        .county = options.county, .seed = static_cast<std::int64_t>(options.seed), .started_at = options.now});
    (void)places::import_divisions(tx, options.county, divisions, options.now, std::nullopt);
    return tx.all(sql::real_places{.county = options.county},
                  [&](const storage::Row& row) { return places::read_place(options.county, row); });
  });
}

StoryPlaces story_places(const County& county, const std::vector<places::Place>& real) {
  StoryPlaces found;
  for (const places::Place& place : county.places) {
    if (place.kind == places::PlaceKind::household && place.grid) found.homes.push_back({place.id, *place.grid});
    if (place.id == county.story_household) found.story_grid = place.grid.value_or(PlaceId{});
  }
  for (const places::Place& place : real)
    if (place.kind == places::PlaceKind::village) found.villages.push_back(place.id);
  return found;
}

/// A year of cases, played through the cases room.
Result<void> play_stories(storage::Db& db, const Keys& keys, const DemoOptions& options, const County& county,
                          const std::vector<places::Place>& real, const Progress& progress) {
  if (options.cases == 0) return {};
  using Categories = std::vector<cases::Category>;
  const auto categories = db.write_now([&](storage::Tx& tx) -> Result<Categories> {
    if (auto filled = cases::fill_categories(tx, options.county); !filled) return failure(filled.error());
    return cases::all_categories(tx, options.county);
  });
  if (!categories) return failure(categories.error());
  const auto stories = tell_stories(options.seed, options.now, options.cases, story_places(county, real), *categories);
  const Album album(options.county, options.data_directory);
  return Stage(db, county, keys, album).play(stories, *categories, progress);
}

Result<void> finish(storage::Db& db, const DemoOptions& options) {
  const auto finished = db.write_now([&](storage::Tx& tx) -> Result<int> {
    tx.apply(sql::finish_demo{.finished_at = options.now, .county = options.county});
    return 0;
  });
  if (!finished) return failure(finished.error());
  return {};
}

std::string where_of(storage::Tx& tx, CountyCode county, const identity::Grant& grant) {
  if (grant.place) return places::name_of(tx, county, *grant.place);
  const auto organisation = identity::organisation_of(tx, county, grant.organisation.value_or(OrganisationId{}));
  return organisation ? organisation->name : std::string();
}

/// The people of the story: who leads the story household's grid, works in it, mends, answers and decides.
std::vector<DemoAccount> story_accounts(storage::Tx& tx, CountyCode county, const places::Situation& home) {
  std::vector<DemoAccount> accounts;
  const auto add = [&](AccountId account) {
    const auto row = identity::account_by_id(tx, county, account);
    const auto grants = identity::grants_of(tx, county, account);
    if (row && !grants.empty())
      accounts.push_back({row->login, row->name, std::string(identity::to_word(grants.front().role)),
                          where_of(tx, county, grants.front())});
  };
  using identity::Role;
  const auto add_role = [&](Role role, std::optional<PlaceId> place) {
    if (!place) return;
    for (const auto& person : identity::people_with_role_at(tx, county, role, *place)) add(person.account);
  };
  add_role(Role::grid_leader, home.grid);
  add_role(Role::grid_worker, home.grid);
  for (const char* login : {"property-01", "unit-dept-urban-mgmt"})
    if (const auto account = identity::account_by_login(tx, county, login)) add(account->id);
  add_role(Role::community_officer, home.community);
  add_role(Role::county_officer, places::county_place(county));
  add_role(Role::administrator, places::county_place(county));
  return accounts;
}

Result<DemoSummary> summary_of(storage::Tx& tx, const Keys& keys, CountyCode county, const Mark& mark) {
  DemoSummary summary{.seed = mark.seed};
  summary.door_address = std::string(kStoryCompound) + "14栋401";
  const auto place = tx.one(sql::place_with_label{.county = county, .label = summary.door_address},
                            [](const storage::Row& row) { return row.id<PlaceId>("id"); });
  if (!place) return failure(ErrorKind::internal, "demo.unfinished", "no " + summary.door_address);
  const auto home = places::situation_of(tx, county, *place);
  if (!home) return failure(home.error());
  const auto doors = residents::make_door_codes(keys.door, county);
  summary.door_place = *place;
  summary.door_token = doors->derive(*place, door_purpose(mark.seed));
  const auto courtyard = tx.one(sql::first_household_of{.county = county, .compound = kCompoundWithoutProperty},
                                [](const storage::Row& row) { return row.id<PlaceId>("id"); });
  if (!courtyard) return failure(ErrorKind::internal, "demo.unfinished", std::string(kCompoundWithoutProperty));
  summary.door_without_property = doors->derive(*courtyard, door_purpose(mark.seed));
  summary.accounts = story_accounts(tx, county, *home);
  const auto top = places::place_of(tx, county, places::county_place(county));
  if (top) summary.households = top->households;
  const auto counted =
      tx.one(sql::count_cases{.county = county}, [](const storage::Row& row) { return row.integer("cases"); });
  summary.cases = counted.value_or(0);
  return summary;
}

}  // namespace

Result<std::optional<DemoSummary>> demo_summary(storage::Db& db, const Keys& keys, CountyCode county) {
  return db.read_now([&](storage::Tx& tx) -> Result<std::optional<DemoSummary>> {
    const auto mark = mark_of(tx, county);
    if (!mark) return std::nullopt;
    if (!mark->is_finished) return failure(ErrorKind::conflict, "demo.unfinished");
    auto summary = summary_of(tx, keys, county, *mark);
    if (!summary) return failure(summary.error());
    return std::optional(std::move(*summary));
  });
}

Result<DemoSummary> make_demo(storage::Db& db, const Keys& keys, const DemoOptions& options, const Progress& progress) {
  const auto divisions = real_divisions(options.county);
  if (!divisions) return failure(divisions.error());
  const auto real = begin(db, options, *divisions);
  if (!real) return failure(real.error());
  const County county = make_county(options.seed, options.county, *real);
  const auto doors = residents::make_door_codes(keys.door, options.county);
  if (auto written = write_county(db, county, *doors, options, progress); !written) return failure(written.error());
  if (auto played = play_stories(db, keys, options, county, *real, progress); !played) return failure(played.error());
  if (auto finished = finish(db, options); !finished) return failure(finished.error());
  auto summary = demo_summary(db, keys, options.county);
  if (!summary) return failure(summary.error());
  return std::move(**summary);
}

}  // namespace mashang::demo
