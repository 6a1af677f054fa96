// Columns become a mixed-integer program with one binary variable each.
#include "rooms/planning/set_partition.hpp"

#include <CbcModel.hpp>
#include <CglClique.hpp>
#include <OsiClpSolverInterface.hpp>
#include <algorithm>
#include <cmath>

namespace mashang::planning {
namespace {

void load(OsiClpSolverInterface& solver, const std::vector<Column>& columns, const std::vector<std::int32_t>& covered) {
  std::vector<CoinBigIndex> start{0};
  std::vector<int> rows;
  std::vector<double> cost;
  double largest = 1e-12;
  for (const Column& column : columns) largest = std::max(largest, std::abs(column.cost));
  for (const Column& column : columns) {
    rows.insert(rows.end(), column.rows.begin(), column.rows.end());
    start.push_back(static_cast<CoinBigIndex>(rows.size()));
    cost.push_back(column.cost / largest * 1e4);  // CBC's tolerances are absolute
  }
  const std::vector<double> entries(rows.size(), 1), zero(columns.size(), 0), one(columns.size(), 1);
  const std::vector<double> right(covered.begin(), covered.end());
  solver.loadProblem(static_cast<int>(columns.size()), static_cast<int>(covered.size()), start.data(), rows.data(),
                     entries.data(), zero.data(), one.data(), cost.data(), right.data(), right.data());
  for (std::size_t i = 0; i < columns.size(); ++i) solver.setInteger(static_cast<int>(i));
}

}  // namespace

Partition cheapest_partition(const std::vector<Column>& columns, const std::vector<std::int32_t>& covered,
                             int most_nodes) {
  if (columns.empty()) return {Proof::infeasible, {}};
  OsiClpSolverInterface solver;
  solver.messageHandler()->setLogLevel(0);
  solver.getModelPtr()->setLogLevel(0);
  load(solver, columns, covered);
  CbcModel model(solver);
  model.setLogLevel(0);
  model.setMaximumNodes(most_nodes);
  CglClique clique;
  clique.setStarCliqueReport(false);
  clique.setRowCliqueReport(false);
  model.addCutGenerator(&clique, -1, "clique");
  model.initialSolve();
  if (model.solver()->isProvenPrimalInfeasible()) return {Proof::infeasible, {}};
  model.branchAndBound();
  if (model.isProvenInfeasible()) return {Proof::infeasible, {}};
  Partition partition;
  if (!model.isProvenOptimal() || model.bestSolution() == nullptr) return partition;
  partition.proof = Proof::optimal;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (model.bestSolution()[i] > 0.5) partition.chosen.push_back(static_cast<std::int32_t>(i));
  return partition;
}

}  // namespace mashang::planning
