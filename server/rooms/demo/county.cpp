// Puts plan, tree and staff together.
#include "rooms/demo/county.hpp"

#include "rooms/demo/names.hpp"
#include "rooms/demo/staff.hpp"
#include "rooms/demo/tree.hpp"

namespace mashang::demo {

County make_county(std::uint64_t seed, CountyCode code, const std::vector<places::Place>& real) {
  County county{.code = code};
  const TownPlan town = plan_town(seed);
  Random random(seed + 1);
  const Tree tree = plant(county, town, real, random.split(1));
  employ(county, town, tree, real, Names(random.split(2)));
  return county;
}

}  // namespace mashang::demo
