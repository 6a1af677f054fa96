// The Delaunay triangulation of points in whole centimetres.
#pragma once

#include <vector>

#include "rooms/planning/adjacency.hpp"
#include "rooms/planning/lattice.hpp"

namespace mashang::planning {

/// Its links, each once; of points that are all different. Where four points lie on an empty circle the link across may
/// be missing.
[[nodiscard]] std::vector<Link> delaunay_links(const std::vector<LatticePoint>& points);

}  // namespace mashang::planning
