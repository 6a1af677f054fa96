// METIS as it comes.
#include "bench/plan_grids_bench/metis_reference.hpp"

#include <metis.h>

namespace mashang::bench {

planning::GridPlan metis_reference(const planning::GridProblem& problem, const planning::Neighbourhood& neighbourhood,
                                   std::int32_t grids) {
  std::vector<idx_t> from(neighbourhood.links.from.begin(), neighbourhood.links.from.end());
  std::vector<idx_t> to(neighbourhood.links.to.begin(), neighbourhood.links.to.end());
  std::vector<idx_t> households;
  for (const auto& building : problem.buildings) households.push_back(building.households);
  idx_t options[METIS_NOPTIONS];
  METIS_SetDefaultOptions(options);
  options[METIS_OPTION_CONTIG] = 1;
  options[METIS_OPTION_UFACTOR] = 100;
  options[METIS_OPTION_SEED] = 1;
  auto count = static_cast<idx_t>(households.size());
  idx_t constraints = 1, cut = 0, parts = grids;
  std::vector<idx_t> part(households.size(), 0);
  METIS_PartGraphKway(&count, &constraints, from.data(), to.data(), households.data(), nullptr, nullptr, &parts,
                      nullptr, nullptr, options, &cut, part.data());
  return {.grid_of = {part.begin(), part.end()}, .grids = grids};
}

}  // namespace mashang::bench
