// What every kind of cluster shares: members, loads, values.
#include "rooms/planning/site_clusters.hpp"

#include <numeric>

namespace mashang::planning {

Clusters::Clusters(std::vector<double> amounts, std::int32_t count)
    : amounts_(std::move(amounts)),
      cluster_of_(amounts_.size(), kNone),
      position_(amounts_.size(), kNone),
      members_(count),
      loads_(count),
      values_(count) {
  blur_ = 1e-9 * std::accumulate(amounts_.begin(), amounts_.end(), 0.0);
}

double Clusters::value() const { return std::accumulate(values_.begin(), values_.end(), 0.0); }

double Clusters::overload() const {
  double sum = 0;
  for (std::int32_t k = 0; k < count(); ++k) sum += overload(k);
  return sum;
}

bool Clusters::is_feasible() const {
  for (std::int32_t k = 0; k < count(); ++k)
    if (overload(k) > 0) return false;
  return true;
}

std::vector<std::int32_t> Clusters::sites() const {
  std::vector<std::int32_t> all;
  for (std::int32_t k = 0; k < count(); ++k) all.push_back(site(k));
  return all;
}

double Clusters::change(const Exchange& exchange, double most) const {
  const std::int32_t from = cluster_of_[exchange.leaves];
  const double before = values_[from] + values_[exchange.to];
  if (bound_after(from, exchange.leaves, exchange.enters) + bound_after(exchange.to, exchange.enters, exchange.leaves) -
          before >
      most)
    return std::numeric_limits<double>::infinity();
  return value_after(from, exchange.leaves, exchange.enters) +
         value_after(exchange.to, exchange.enters, exchange.leaves) - before;
}

void Clusters::move(std::int32_t demand, std::int32_t to) {
  const std::int32_t from = cluster_of_[demand];
  auto& left = members_[from];
  left[position_[demand]] = left.back();
  position_[left.back()] = position_[demand];
  left.pop_back();
  loads_[from] -= amounts_[demand];
  cluster_of_[demand] = to;
  position_[demand] = static_cast<std::int32_t>(members_[to].size());
  members_[to].push_back(demand);
  loads_[to] += amounts_[demand];
}

void Clusters::apply(const Exchange& exchange) {
  const std::int32_t from = cluster_of_[exchange.leaves];
  move(exchange.leaves, exchange.to);
  if (exchange.enters != kNone) move(exchange.enters, from);
  values_[from] = changed(from, exchange.leaves, exchange.enters);
  values_[exchange.to] = changed(exchange.to, exchange.enters, exchange.leaves);
}

void Clusters::set_penalty(double penalty) {
  for (std::int32_t k = 0; k < count(); ++k) values_[k] += (penalty - penalty_) * overload(k);
  penalty_ = penalty;
}

void Clusters::assign(const std::vector<std::int32_t>& cluster_of, const std::vector<std::int32_t>& sites) {
  for (auto& members : members_) members.clear();
  std::fill(loads_.begin(), loads_.end(), 0.0);
  cluster_of_ = cluster_of;
  for (std::int32_t i = 0; i < demands(); ++i) {
    auto& members = members_[cluster_of_[i]];
    position_[i] = static_cast<std::int32_t>(members.size());
    members.push_back(i);
    loads_[cluster_of_[i]] += amounts_[i];
  }
  for (std::int32_t k = 0; k < count(); ++k) restart(k, sites.empty() ? kNone : sites[k]);
  for (std::int32_t k = 0; k < count(); ++k) values_[k] = changed(k, kNone, kNone);
}

}  // namespace mashang::planning
