// What plans divide: today's buildings, grids and lines that part, read once for each revision of the county's places.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "rooms/grids/plan.hpp"
#include "rooms/planning/planning.hpp"
#include "storage/db.hpp"

namespace mashang::grids {

struct GroundBuilding {
  PlaceId id;
  std::string label;
  places::Point at;
  std::int32_t households = 0;
  PlaceId community;
  std::optional<PlaceId> compound;
  std::optional<PlaceId> grid;  ///< today's
  std::int32_t cases = 0;       ///< reported here within the last 365 days
};

struct Named {
  PlaceId id;
  places::PlaceKind kind = places::PlaceKind::grid;
  std::string name;
  PlaceId community;  ///< a community's is itself
};

using Line = std::vector<places::Point>;

/// Buildings without a point or a community are left out: nobody can draw them. Everything in the order of ids.
struct Ground {
  std::int64_t revision = 0;
  planning::Band band;
  std::vector<GroundBuilding> buildings;
  std::vector<Named> communities;  ///< those that have a building
  std::vector<Named> compounds;
  std::vector<Named> grids;  ///< today's
  std::vector<Line> barriers;
  places::Point origin;       ///< of the plane of metres
  planning::Bounds bounds{};  ///< what no plan without imagined buildings can be below

  [[nodiscard]] planning::Spot spot_of(const places::Point& at) const;
  [[nodiscard]] places::Point point_of(const planning::Spot& spot) const;
  /// The place of a building in `buildings`; none when it is not there.
  [[nodiscard]] std::optional<std::size_t> index_of(PlaceId building) const;
};

/// What the cases room lends: reports by building since a day.
using ReportsByBuilding = std::function<std::vector<std::pair<PlaceId, std::int64_t>>(storage::Tx&, Instant since)>;

[[nodiscard]] Ground read_ground(storage::Tx& tx, CountyCode county, planning::Band band,
                                 const ReportsByBuilding& reports, Instant now);

/// Remembers the ground while places do not change, an hour at most since cases go on coming. Thread-safe.
class KeptGround {
 public:
  KeptGround(CountyCode county, planning::Band band, ReportsByBuilding reports)
      : county_(county), band_(band), reports_(std::move(reports)) {}
  [[nodiscard]] std::shared_ptr<const Ground> in(storage::Tx& tx, Instant now);

 private:
  const CountyCode county_;
  const planning::Band band_;
  const ReportsByBuilding reports_;
  std::mutex mutex_;
  std::shared_ptr<const Ground> kept_;
  Instant read_at_;
};

}  // namespace mashang::grids
