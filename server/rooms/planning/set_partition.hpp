// The set partitioning problem, solved exactly by COIN-OR CBC.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace mashang::planning {

/// A set that may be chosen: the rows that it covers, ascending.
struct Column {
  std::vector<std::int32_t> rows;
  double cost = 0;
};

enum class Proof { optimal, infeasible, given_up };
struct Partition {
  Proof proof = Proof::given_up;
  std::vector<std::int32_t> chosen;  ///< columns, ascending; of optimal only
};

/// The cheapest columns that cover row i exactly `covered[i]` times. Gives up after `most_nodes` of the search tree, so
/// that the answer does not depend on the clock.
[[nodiscard]] Partition cheapest_partition(const std::vector<Column>& columns, const std::vector<std::int32_t>& covered,
                                           int most_nodes);

}  // namespace mashang::planning
