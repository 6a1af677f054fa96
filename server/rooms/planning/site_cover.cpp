// The integer program of the pool, handed to CBC.
#include "rooms/planning/site_cover.hpp"

#include <coin/Cbc_C_Interface.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>

#include "rooms/planning/random.hpp"

namespace mashang::planning {
namespace {

std::uint64_t hash_of(const std::vector<std::int32_t>& members) {
  std::uint64_t hash = 0;
  for (const std::int32_t i : members) hash += Random(static_cast<std::uint64_t>(i) + 1).next();
  return hash;
}

/// Rows: one for each demand, one for the number of clusters, one for each site that several columns want.
struct Rows {
  std::vector<int> start{0};
  std::vector<int> row;
  std::vector<double> lower, upper;
  std::vector<double> cost;
};

Rows rows_of(const std::vector<ClusterPool::Column>& columns, std::int32_t demands, std::int32_t count) {
  Rows rows;
  rows.lower.assign(demands, 1.0);
  rows.upper.assign(demands, 1.0);
  rows.lower.push_back(0);
  rows.upper.push_back(count);
  std::map<std::int32_t, int> wanted;
  for (const auto& column : columns)
    if (column.site != kNone) ++wanted[column.site];
  std::map<std::int32_t, int> row_of;
  for (const auto& [site, times] : wanted) {
    if (times < 2) continue;
    row_of[site] = static_cast<int>(rows.upper.size());
    rows.lower.push_back(0);
    rows.upper.push_back(1);
  }
  for (const auto& column : columns) {
    rows.row.insert(rows.row.end(), column.members.begin(), column.members.end());
    rows.row.push_back(demands);
    if (const auto found = row_of.find(column.site); found != row_of.end()) rows.row.push_back(found->second);
    rows.start.push_back(static_cast<int>(rows.row.size()));
    rows.cost.push_back(column.cost);
  }
  return rows;
}

struct Free {
  void operator()(Cbc_Model* model) const { Cbc_deleteModel(model); }
};

}  // namespace

void ClusterPool::remember(const Clusters& clusters) {
  for (std::int32_t k = 0; k < clusters.count(); ++k) {
    const auto& members = clusters.members(k);
    if (members.empty() || clusters.is_over(k)) continue;
    const auto [found, is_new] = index_.try_emplace(hash_of(members), columns_.size());
    if (is_new) {
      columns_.push_back({members, clusters.site(k), clusters.cost(k)});
      std::ranges::sort(columns_.back().members);
    } else if (Column& column = columns_[found->second]; clusters.cost(k) < column.cost) {
      column.cost = clusters.cost(k);
      column.site = clusters.site(k);
    }
  }
}

std::optional<std::vector<ClusterPool::Column>> ClusterPool::best_cover(std::int32_t demands, std::int32_t count,
                                                                        double cutoff, const Limits& limits) const {
  const Rows rows = rows_of(columns_, demands, count);
  const auto columns = static_cast<int>(columns_.size());
  const std::vector<double> ones(rows.row.size(), 1.0);
  const std::vector<double> lower(columns_.size(), 0.0);
  const std::vector<double> upper(columns_.size(), 1.0);
  const std::unique_ptr<Cbc_Model, Free> model(Cbc_newModel());
  Cbc_loadProblem(model.get(), columns, static_cast<int>(rows.upper.size()), rows.start.data(), rows.row.data(),
                  ones.data(), lower.data(), upper.data(), rows.cost.data(), rows.lower.data(), rows.upper.data());
  for (int c = 0; c < columns; ++c) Cbc_setInteger(model.get(), c);
  const auto set = [&](const char* name, const std::string& value) {
    Cbc_setParameter(model.get(), name, value.c_str());
  };
  set("log", "0");
  set("timeMode", "elapsed");
  set("seconds", std::to_string(limits.seconds));
  set("maxNodes", std::to_string(limits.nodes));
  set("cutoff", std::to_string(cutoff));
  Cbc_solve(model.get());
  const double* chosen = Cbc_bestSolution(model.get());
  if (chosen == nullptr) return std::nullopt;
  std::vector<Column> cover;
  double cost = 0;
  std::size_t covered = 0;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (chosen[c] < 0.5) continue;
    cover.push_back(columns_[c]);
    cost += columns_[c].cost;
    covered += columns_[c].members.size();
  }
  if (covered != static_cast<std::size_t>(demands) || cost >= cutoff) return std::nullopt;
  return cover;
}

}  // namespace mashang::planning
