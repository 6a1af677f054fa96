// Who is linked to whom, packed: the form in which every graph of this room is kept.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace mashang::planning {

using Link = std::pair<std::int32_t, std::int32_t>;

/// Neighbours of i are `to[from[i]] … to[from[i + 1] - 1]`, ascending, each once, never i itself.
struct Adjacency {
  std::vector<std::int32_t> from;
  std::vector<std::int32_t> to;

  [[nodiscard]] std::int32_t size() const { return from.empty() ? 0 : static_cast<std::int32_t>(from.size()) - 1; }
  [[nodiscard]] std::span<const std::int32_t> of(std::int32_t i) const {
    const auto first = static_cast<std::size_t>(from[static_cast<std::size_t>(i)]);
    const auto last = static_cast<std::size_t>(from[static_cast<std::size_t>(i) + 1]);
    return {to.data() + first, last - first};
  }
};

/// Links in any order and direction, repeated or not; those of a thing with itself are left out.
[[nodiscard]] Adjacency adjacency_of(std::size_t count, std::vector<Link> links);

}  // namespace mashang::planning
