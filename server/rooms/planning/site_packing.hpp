// Whether amounts fit into sites at all: bin packing, asked only when a search met no plan within capacities.
#pragma once

#include <cstdint>
#include <vector>

namespace mashang::planning {

struct Packing {
  enum class Answer { exists, none, unknown };
  Answer answer = Answer::unknown;
  std::vector<std::int32_t> bin_of;  ///< of each amount, when one exists
};
/// Depth-first from large amounts to small, skipping bins with equal room (Martello and Toth 1990, without their
/// bounds); unknown after 200,000 tries.
[[nodiscard]] Packing pack(const std::vector<double>& amounts, const std::vector<double>& rooms);

}  // namespace mashang::planning
