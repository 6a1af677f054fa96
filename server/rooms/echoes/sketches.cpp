// Rows in and out.
#include "rooms/echoes/sketches.hpp"

#include "rooms/echoes/sql.hpp"

namespace mashang::echoes {
namespace {

Told read_told(const storage::Row& row) {
  Told told;
  told.id = row.id<CaseId>("id");
  told.opened_at = row.instant("opened_at");
  told.where.flat = row.optional_id<PlaceId>("flat");
  told.where.building = row.optional_id<PlaceId>("building");
  told.where.compound = row.optional_id<PlaceId>("compound");
  told.where.road = row.optional_id<PlaceId>("road");
  told.where.community = row.optional_id<PlaceId>("community");
  told.kind = static_cast<std::int32_t>(row.integer("kind"));
  told.is_open = row.flag("is_open");
  told.is_answered = row.flag("is_answered");
  told.sketch = restored(row.blob("sketch")).value_or(Sketch{});
  return told;
}

}  // namespace

void put_sketch(storage::Tx& tx, CountyCode county, const Told& told) {
  const std::string sketch = stored(told.sketch);
  tx.apply(sql::put_sketch{.county = county,
                           .id = told.id,
                           .opened_at = told.opened_at,
                           .flat = told.where.flat,
                           .building = told.where.building,
                           .compound = told.where.compound,
                           .road = told.where.road,
                           .community = told.where.community,
                           .kind = told.kind,
                           .is_open = told.is_open,
                           .is_answered = told.is_answered,
                           .sketch = storage::Blob{sketch}});
}

void close_sketch(storage::Tx& tx, CountyCode county, CaseId id, bool is_answered) {
  tx.apply(sql::close_sketch{.is_answered = is_answered, .county = county, .id = id});
}

void forget_sketch(storage::Tx& tx, CountyCode county, CaseId id) {
  tx.apply(sql::forget_sketch{.county = county, .id = id});
}

std::vector<Told> load_page(storage::Tx& tx, CountyCode county, CaseId before, std::int64_t limit) {
  return tx.all(sql::sketches_before{.county = county, .before = before, .limit = limit}, read_told);
}

}  // namespace mashang::echoes
