// Two points are linked when their Voronoi cells share an edge. The diagram is Boost.Polygon's: Fortune's sweep with
// exact predicates on 32-bit coordinates.
#include "rooms/planning/delaunay.hpp"

#include <boost/polygon/voronoi.hpp>

template <>
struct boost::polygon::geometry_concept<mashang::planning::LatticePoint> {
  using type = point_concept;
};

template <>
struct boost::polygon::point_traits<mashang::planning::LatticePoint> {
  using coordinate_type = std::int32_t;
  static std::int32_t get(const mashang::planning::LatticePoint& point, orientation_2d axis) {
    return axis == HORIZONTAL ? point.x : point.y;
  }
};

namespace mashang::planning {

std::vector<Link> delaunay_links(const std::vector<LatticePoint>& points) {
  boost::polygon::voronoi_diagram<double> diagram;
  boost::polygon::construct_voronoi(points.begin(), points.end(), &diagram);
  std::vector<Link> links;
  links.reserve(diagram.num_edges() / 2);
  for (const auto& edge : diagram.edges()) {
    const auto a = static_cast<std::int32_t>(edge.cell()->source_index());
    const auto b = static_cast<std::int32_t>(edge.twin()->cell()->source_index());
    if (a < b) links.emplace_back(a, b);
  }
  return links;
}

}  // namespace mashang::planning
