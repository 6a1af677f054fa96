// Demands in clusters, each served from one place, with what exchanging a demand or two between clusters would change.
//
// A cluster's value is its cost plus a penalty for each unit over its capacity, so that a search may pass through plans
// that are too full and come out on the other side. Not thread-safe.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "rooms/planning/site_nearness.hpp"

namespace mashang::planning {

/// `leaves` goes from its cluster to `to`; `enters`, a demand of `to`, comes in return unless kNone.
struct Exchange {
  std::int32_t leaves = kNone;
  std::int32_t to = kNone;
  std::int32_t enters = kNone;
};

class Clusters {
 public:
  virtual ~Clusters() = default;
  Clusters(const Clusters&) = delete;
  Clusters& operator=(const Clusters&) = delete;

  [[nodiscard]] std::int32_t count() const { return static_cast<std::int32_t>(members_.size()); }
  [[nodiscard]] std::int32_t demands() const { return static_cast<std::int32_t>(cluster_of_.size()); }
  [[nodiscard]] std::int32_t cluster_of(std::int32_t demand) const { return cluster_of_[demand]; }
  [[nodiscard]] const std::vector<std::int32_t>& assignment() const { return cluster_of_; }
  [[nodiscard]] const std::vector<std::int32_t>& members(std::int32_t cluster) const { return members_[cluster]; }
  [[nodiscard]] double load(std::int32_t cluster) const { return loads_[cluster]; }
  [[nodiscard]] double amount(std::int32_t demand) const { return amounts_[demand]; }
  [[nodiscard]] double penalty() const { return penalty_; }

  [[nodiscard]] double value() const;     ///< cost and penalties of all
  [[nodiscard]] double overload() const;  ///< amounts over capacity, summed
  [[nodiscard]] bool is_feasible() const;
  [[nodiscard]] bool is_over(std::int32_t cluster) const { return overload(cluster) > 0; }
  [[nodiscard]] double cost(std::int32_t cluster) const { return values_[cluster] - penalty_ * overload(cluster); }
  [[nodiscard]] double cost() const { return value() - penalty_ * overload(); }

  /// What the exchange would add to the value; infinity as soon as that is known to be above `most`.
  [[nodiscard]] double change(const Exchange& exchange, double most) const;
  void apply(const Exchange& exchange);
  void set_penalty(double penalty);
  /// Starts over from this assignment; `sites` of each cluster where the kind of clusters has them.
  void assign(const std::vector<std::int32_t>& cluster_of, const std::vector<std::int32_t>& sites);

  /// The candidate that serves a cluster; kNone where clusters have a mean point.
  [[nodiscard]] virtual std::int32_t site(std::int32_t cluster) const = 0;
  [[nodiscard]] std::vector<std::int32_t> sites() const;

 protected:
  Clusters(std::vector<double> amounts, std::int32_t count);
  [[nodiscard]] virtual double capacity(std::int32_t cluster) const = 0;
  /// The value of a cluster without one demand and with another; either may be kNone.
  [[nodiscard]] virtual double value_after(std::int32_t cluster, std::int32_t leaves, std::int32_t enters) const = 0;
  /// Never above value_after, and cheaper.
  [[nodiscard]] virtual double bound_after(std::int32_t, std::int32_t, std::int32_t) const {
    return -std::numeric_limits<double>::infinity();
  }
  /// Brings sums up to date after members_ and loads_, and gives the cluster's value.
  [[nodiscard]] virtual double changed(std::int32_t cluster, std::int32_t left, std::int32_t entered) = 0;
  /// Makes sums anew from members_; `changed` follows once this was done for all clusters.
  virtual void restart(std::int32_t cluster, std::int32_t site) = 0;

  [[nodiscard]] double load_after(std::int32_t cluster, std::int32_t leaves, std::int32_t enters) const {
    return loads_[cluster] - (leaves == kNone ? 0 : amounts_[leaves]) + (enters == kNone ? 0 : amounts_[enters]);
  }
  [[nodiscard]] double penalty_of(double load, double room) const {
    return load > room + blur_ ? penalty_ * (load - room) : 0;
  }
  [[nodiscard]] double overload(std::int32_t cluster) const {
    return loads_[cluster] > capacity(cluster) + blur_ ? loads_[cluster] - capacity(cluster) : 0;
  }

 private:
  void move(std::int32_t demand, std::int32_t to);

  std::vector<double> amounts_;
  std::vector<std::int32_t> cluster_of_;
  std::vector<std::int32_t> position_;  ///< of a demand among the members of its cluster
  std::vector<std::vector<std::int32_t>> members_;
  std::vector<double> loads_;
  std::vector<double> values_;
  double penalty_ = 1;
  double blur_ = 0;
};

}  // namespace mashang::planning
