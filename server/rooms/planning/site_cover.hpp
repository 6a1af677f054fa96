// Clusters seen during a search, and the best plan that can be put together from them (set partitioning by COIN-OR
// CBC).
//
// Good plans share most of their clusters; runs that ended differently each have parts that are best. Choosing among
// all clusters ever seen is a small integer program whose relaxation is nearly whole (Muritiba et al. 2012 and Gnaegi
// and Baumann 2021 use such matheuristics for these problems).
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "rooms/planning/site_clusters.hpp"
#include "rooms/planning/site_watch.hpp"

namespace mashang::planning {

class ClusterPool {
 public:
  struct Column {
    std::vector<std::int32_t> members;
    std::int32_t site = kNone;
    double cost = 0;
  };

  /// Remembers the clusters that are within capacity.
  void remember(const Clusters& clusters);
  [[nodiscard]] std::size_t size() const { return columns_.size(); }
  void forget() {
    columns_.clear();
    index_.clear();
  }

  struct Limits {
    double seconds = 1;
    int nodes = 1000;
  };
  /// Columns that hold each of `demands` once, at most `count` of them, cheaper than `cutoff`; none when there are not
  /// any or the limits ended before one was met.
  [[nodiscard]] std::optional<std::vector<Column>> best_cover(std::int32_t demands, std::int32_t count, double cutoff,
                                                              const Limits& limits) const;

 private:
  std::vector<Column> columns_;
  std::unordered_map<std::uint64_t, std::size_t> index_;  ///< by a hash of the members
};

}  // namespace mashang::planning
