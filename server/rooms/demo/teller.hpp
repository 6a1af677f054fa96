// One story along its plot. Pure.
#pragma once

#include "rooms/demo/plot.hpp"
#include "rooms/demo/stories.hpp"

namespace mashang::demo {

/// `story` as it was reported, with the steps that the plot and the category's time limits make of it.
[[nodiscard]] Story told(Story story, const Plot& plot, const cases::Category& category, Random& random);

}  // namespace mashang::demo
