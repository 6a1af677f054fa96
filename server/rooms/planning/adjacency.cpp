// Sorting the links in both directions is all there is to it.
#include "rooms/planning/adjacency.hpp"

#include <algorithm>

namespace mashang::planning {

Adjacency adjacency_of(std::size_t count, std::vector<Link> links) {
  const std::size_t one_way = links.size();
  links.reserve(2 * one_way);
  for (std::size_t i = 0; i < one_way; ++i) links.emplace_back(links[i].second, links[i].first);
  std::sort(links.begin(), links.end());
  links.erase(std::unique(links.begin(), links.end()), links.end());
  Adjacency made;
  made.from.assign(count + 1, 0);
  made.to.reserve(links.size());
  for (const auto& [a, b] : links) {
    if (a == b) continue;
    ++made.from[static_cast<std::size_t>(a) + 1];
    made.to.push_back(b);
  }
  for (std::size_t i = 1; i <= count; ++i) made.from[i] += made.from[i - 1];
  return made;
}

}  // namespace mashang::planning
