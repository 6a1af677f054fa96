// Which things hang together, as links between them become known.
#pragma once

#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace mashang::planning {

/// Union-find with path halving (Tarjan and van Leeuwen 1984).
class UnionFind {
 public:
  explicit UnionFind(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0); }

  std::int32_t find(std::int32_t item) {
    while (parent_[at(item)] != item) item = parent_[at(item)] = parent_[at(parent_[at(item)])];
    return item;
  }
  /// Whether the two were apart before.
  bool join(std::int32_t a, std::int32_t b) {
    a = find(a);
    b = find(b);
    if (a == b) return false;
    parent_[at(std::max(a, b))] = std::min(a, b);
    return true;
  }
  /// The number of each thing's set, counted from 0 in the order of their first members; and how many there are.
  std::pair<std::vector<std::int32_t>, std::int32_t> numbered() {
    std::vector<std::int32_t> number(parent_.size());
    std::int32_t next = 0;
    for (std::size_t i = 0; i < parent_.size(); ++i) {
      const std::int32_t root = find(static_cast<std::int32_t>(i));
      number[i] = root == static_cast<std::int32_t>(i) ? next++ : number[at(root)];
    }
    return {std::move(number), next};
  }

 private:
  static std::size_t at(std::int32_t item) { return static_cast<std::size_t>(item); }
  std::vector<std::int32_t> parent_;
};

}  // namespace mashang::planning
