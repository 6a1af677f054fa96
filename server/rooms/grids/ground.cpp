// Reads places, barriers and what was reported; a plane of metres around their middle.
#include "rooms/grids/ground.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>
#include <unordered_map>

#include "rooms/grids/barriers.hpp"
#include "rooms/grids/layout.hpp"
#include "rooms/grids/sql.hpp"

namespace mashang::grids {
namespace {

constexpr double kMetresPerDegree = 6'371'008.8 * std::numbers::pi / 180;

double narrowing(double lat) { return std::cos(lat * std::numbers::pi / 180); }

void take_place(Ground& ground, const places::Place& place) {
  using places::PlaceKind;
  switch (place.kind) {
    case PlaceKind::building:
      if (place.location && place.community)
        ground.buildings.push_back({place.id, place.label, *place.location, static_cast<std::int32_t>(place.households),
                                    *place.community, place.compound, place.grid});
      break;
    case PlaceKind::community:
    case PlaceKind::village:
      ground.communities.push_back({place.id, place.kind, place.label, place.id});
      break;
    case PlaceKind::compound:
      ground.compounds.push_back({place.id, place.kind, place.label, place.community.value_or(PlaceId{})});
      break;
    case PlaceKind::grid:
      if (place.community) ground.grids.push_back({place.id, place.kind, place.label, *place.community});
      break;
    case PlaceKind::county:
    case PlaceKind::township:
    case PlaceKind::unit:
    case PlaceKind::household:
    case PlaceKind::road:
      break;
  }
}

places::Point middle_of(const std::vector<GroundBuilding>& buildings) {
  places::Point middle;
  for (const GroundBuilding& building : buildings) middle.lon += building.at.lon, middle.lat += building.at.lat;
  const auto count = static_cast<double>(std::max<std::size_t>(buildings.size(), 1));
  return {middle.lon / count, middle.lat / count};
}

void count_cases(Ground& ground, const std::vector<std::pair<PlaceId, std::int64_t>>& reports) {
  std::unordered_map<PlaceId, std::int64_t> counted(reports.begin(), reports.end());
  for (GroundBuilding& building : ground.buildings) {
    const auto found = counted.find(building.id);
    if (found != counted.end()) building.cases = static_cast<std::int32_t>(found->second);
  }
}

}  // namespace

planning::Spot Ground::spot_of(const places::Point& at) const {
  return {(at.lon - origin.lon) * kMetresPerDegree * narrowing(origin.lat), (at.lat - origin.lat) * kMetresPerDegree};
}

places::Point Ground::point_of(const planning::Spot& spot) const {
  return {origin.lon + spot.x / (kMetresPerDegree * narrowing(origin.lat)), origin.lat + spot.y / kMetresPerDegree};
}

std::optional<std::size_t> Ground::index_of(PlaceId building) const {
  const auto found = std::ranges::lower_bound(buildings, building, {}, &GroundBuilding::id);
  if (found == buildings.end() || found->id != building) return std::nullopt;
  return static_cast<std::size_t>(found - buildings.begin());
}

Ground read_ground(storage::Tx& tx, CountyCode county, planning::Band band, const ReportsByBuilding& reports,
                   Instant now) {
  Ground ground;
  ground.revision = places::places_revision(tx, county);
  ground.band = band;
  places::each_place(tx, county, [&](const places::Place& place) { take_place(ground, place); });
  std::set<PlaceId> inhabited;
  for (const GroundBuilding& building : ground.buildings) inhabited.insert(building.community);
  std::erase_if(ground.communities, [&](const Named& community) { return !inhabited.contains(community.id); });
  ground.barriers = barriers_in(tx, county);
  ground.origin = middle_of(ground.buildings);
  count_cases(ground, reports(tx, now - days(365)));
  return ground;
}

std::shared_ptr<const Ground> KeptGround::in(storage::Tx& tx, Instant now) {
  constexpr Minutes kLongest{60};
  const std::int64_t revision = places::places_revision(tx, county_);
  {
    const std::lock_guard lock(mutex_);
    if (kept_ && kept_->revision == revision && now < read_at_ + kLongest) return kept_;
  }
  auto read = std::make_shared<Ground>(read_ground(tx, county_, band_, reports_, now));
  const Layout layout = lay_out(*read, division_of_today(*read));
  read->bounds = planning::lower_bounds(layout.problem, planning::neighbourhood_of(layout.problem));
  const std::shared_ptr<const Ground> fresh = std::move(read);
  const std::lock_guard lock(mutex_);
  kept_ = fresh;
  read_at_ = now;
  return fresh;
}

}  // namespace mashang::grids
