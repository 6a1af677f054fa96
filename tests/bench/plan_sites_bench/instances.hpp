// Instances of the literature with the values to hold plans against (../shared/data/benchmarks_districting_routing).
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "rooms/planning/sites.hpp"

namespace mashang::bench {

struct Instance {
  std::string name;
  double reference = 0;  ///< proven optimum, or the best value known to the file
  std::variant<planning::MedianProblem, planning::ClusterProblem> problem;
};

/// pmed1 … pmed40 of the OR-Library: vertices, edges, count, then edges of which a repeated one counts as it stands
/// last.
[[nodiscard]] std::vector<std::string> pmed_names();
/// pmedcap1 … pmedcap20: points with demands, distances rounded down.
[[nodiscard]] std::vector<std::string> pmedcap_names();
/// SJC, doni and TA: capacitated centred clustering.
[[nodiscard]] std::vector<std::string> clustering_names();

/// Nothing when there is no such file under `folder`, or it is not what it should be.
[[nodiscard]] std::optional<Instance> read_instance(const std::string& folder, const std::string& name);

}  // namespace mashang::bench
