// Clusters that are each served from their members' mean point: capacitated centred clustering.
//
// A cluster's cost is the sum of its members' distances to their mean, which moves with every exchange. As a function
// of the point it is convex, so its tangent at the mean before bounds the cost after from below: most exchanges are
// refused in constant time, and only the others are summed anew.
#pragma once

#include <optional>
#include <vector>

#include "rooms/planning/site_clusters.hpp"

namespace mashang::planning {

class MeanClusters final : public Clusters {
 public:
  explicit MeanClusters(const ClusterProblem& problem);
  [[nodiscard]] std::int32_t site(std::int32_t) const override { return kNone; }
  [[nodiscard]] Spot mean(std::int32_t cluster) const { return clouds_[cluster].mean; }

 protected:
  [[nodiscard]] double capacity(std::int32_t) const override { return capacity_; }
  [[nodiscard]] double value_after(std::int32_t cluster, std::int32_t leaves, std::int32_t enters) const override;
  [[nodiscard]] double bound_after(std::int32_t cluster, std::int32_t leaves, std::int32_t enters) const override;
  [[nodiscard]] double changed(std::int32_t cluster, std::int32_t, std::int32_t) override;
  void restart(std::int32_t, std::int32_t) override {}

 private:
  struct Sum {
    double x = 0, y = 0, weight = 0;
  };
  struct Cloud {
    Sum sum;
    Spot mean;
    double cost = 0;
    Spot slope;                        ///< of the cost as the mean moves
    std::vector<double> x, y, weight;  ///< of the members, side by side for the inner loop
  };
  [[nodiscard]] Sum sum_after(std::int32_t cluster, std::int32_t leaves, std::int32_t enters) const;
  [[nodiscard]] double part(std::int32_t demand, Spot mean) const;

  const ClusterProblem& problem_;
  std::vector<double> weights_;
  double capacity_;
  std::vector<Cloud> clouds_;
};

}  // namespace mashang::planning
