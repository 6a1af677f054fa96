// Places, door codes, organisations and accounts of the demo county, row by row.
#include "rooms/demo/writer.hpp"

#include <algorithm>
#include <span>

#include "rooms/places/sql.hpp"

namespace mashang::demo {
namespace {

constexpr std::size_t kRowsOfOneWrite = 4000;

class Writer {
 public:
  Writer(storage::Db& db, const County& county, const residents::DoorCodes& doors, const DemoOptions& options,
         const Progress& progress)
      : db_(db), county_(county), doors_(doors), options_(options), progress_(progress) {}

  Result<void> write() {
    const std::string purpose = door_purpose(options_.seed);
    const auto hash = identity::hash_password(kDemoPassword);
    if (!hash) return failure(hash.error());
    Result<void> done;
    const auto then = [&](Result<void> step) {
      done = std::move(step);
      return done.has_value();
    };
    (void)(then(in_parts(county_.places, "places",
                         [&](storage::Tx& tx, const places::Place& place) -> Result<void> {
                           places::add_place(tx, place);
                           if (place.kind == places::PlaceKind::household)
                             doors_.install_first(tx, county_.code, place.id, doors_.derive(place.id, purpose),
                                                  options_.now);
                           return {};
                         })) &&
           then(in_parts(county_.outlines, "outlines",
                         [&](storage::Tx& tx, const Outlined& outlined) -> Result<void> {
                           places::put_geometry(tx, county_.code, outlined.place,
                                                {.geojson = outlined.geojson, .made_up = true});
                           return {};
                         })) &&
           then(in_parts(county_.aliases, "aliases",
                         [&](storage::Tx& tx, const Alias& alias) -> Result<void> {
                           places::add_alias(tx, county_.code, alias.place, alias.alias, alias.kind);
                           return {};
                         })) &&
           then(in_parts(county_.organisations, "organisations",
                         [&](storage::Tx& tx, const Organisation& organisation) -> Result<void> {
                           identity::add_organisation(tx, county_.code, organisation.self);
                           for (const PlaceId place : organisation.serves)
                             identity::add_service(tx, county_.code, place, organisation.self.id);
                           return {};
                         })) &&
           then(in_parts(county_.people, "people",
                         [&](storage::Tx& tx, const Person& person) { return hire(tx, person, *hash); })) &&
           then(in_parts(county_.counts, "counts", [&](storage::Tx& tx, const Count& count) -> Result<void> {
             tx.apply(places::sql::add_households{
                 .households = count.households, .county = county_.code, .id = count.place});
             places::places_changed(tx, county_.code);
             return {};
           })));
    return done;
  }

 private:
  /// One write for every few thousand items.
  template <class Item, class Add>
  Result<void> in_parts(const std::vector<Item>& items, std::string_view what, Add add) {
    const auto total = static_cast<std::int64_t>(items.size());
    for (std::size_t first = 0; first < items.size(); first += kRowsOfOneWrite) {
      const auto part = std::span(items).subspan(first, std::min(kRowsOfOneWrite, items.size() - first));
      const auto written = db_.write_now([&](storage::Tx& tx) -> Result<int> {
        for (const Item& item : part)
          if (auto added = add(tx, item); !added) return failure(added.error());
        return 0;
      });
      if (!written) return failure(written.error());
      progress_(static_cast<std::int64_t>(first + part.size()), total, what);
    }
    return {};
  }

  Result<void> hire(storage::Tx& tx, const Person& person, const std::string& password_hash) {
    identity::add_account(tx, {.county = county_.code,
                               .id = person.account,
                               .login = person.login,
                               .name = person.name,
                               .password_hash = password_hash,
                               .made_up = true,
                               .at = options_.now});
    for (const identity::Grant& grant : person.grants)
      if (auto added = identity::add_grant(tx, county_.code, person.account, grant); !added) return added;
    return {};
  }

  storage::Db& db_;
  const County& county_;
  const residents::DoorCodes& doors_;
  const DemoOptions& options_;
  const Progress& progress_;
};

}  // namespace

std::string door_purpose(std::uint64_t seed) { return "demo county " + std::to_string(seed); }

Result<void> write_county(storage::Db& db, const County& county, const residents::DoorCodes& doors,
                          const DemoOptions& options, const Progress& progress) {
  return Writer(db, county, doors, options, progress).write();
}

}  // namespace mashang::demo
