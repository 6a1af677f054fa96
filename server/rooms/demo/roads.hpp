// The streets of the made-up town. Pure.
#pragma once

#include <vector>

#include "rooms/demo/blocks.hpp"

namespace mashang::demo {

/// Every street of the net that `blocks` stand in, from the west eastwards, then from the south northwards. Their names
/// are invented and always the same.
[[nodiscard]] std::vector<RoadPlan> roads_between(const std::vector<Block>& blocks);

}  // namespace mashang::demo
