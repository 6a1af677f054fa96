// Clusters that are each served from one of the candidates: capacitated p-median.
#pragma once

#include <vector>

#include "rooms/planning/site_clusters.hpp"

namespace mashang::planning {

/// No two clusters share a candidate. When a cluster changes, its site moves to the best of the candidates near it.
class MedianClusters final : public Clusters {
 public:
  MedianClusters(const MedianProblem& problem, const Nearness& nearness);
  [[nodiscard]] std::int32_t site(std::int32_t cluster) const override { return sites_[cluster]; }

 protected:
  [[nodiscard]] double capacity(std::int32_t cluster) const override { return capacity_of(sites_[cluster]); }
  [[nodiscard]] double value_after(std::int32_t cluster, std::int32_t leaves, std::int32_t enters) const override;
  [[nodiscard]] double changed(std::int32_t cluster, std::int32_t left, std::int32_t entered) override;
  void restart(std::int32_t cluster, std::int32_t site) override;

 private:
  [[nodiscard]] double capacity_of(std::int32_t candidate) const {
    return capacities_.empty() ? std::numeric_limits<double>::infinity() : capacities_[candidate];
  }
  [[nodiscard]] std::span<const std::int32_t> near(std::int32_t candidate) const {
    return std::span(near_).subspan(static_cast<std::size_t>(candidate) * width_, width_);
  }
  [[nodiscard]] double* sums(std::int32_t cluster) {
    return &sums_[static_cast<std::size_t>(cluster) * nearness_.candidates()];
  }
  [[nodiscard]] const double* sums(std::int32_t cluster) const {
    return &sums_[static_cast<std::size_t>(cluster) * nearness_.candidates()];
  }
  void add(std::int32_t cluster, std::int32_t demand, double sign);
  [[nodiscard]] double settled(std::int32_t cluster);

  const Nearness& nearness_;
  const std::vector<double>& capacities_;
  std::int32_t width_;               ///< how many candidates are near one
  std::vector<std::int32_t> near_;   ///< of each candidate, itself first
  std::vector<std::int32_t> sites_;  ///< of each cluster
  std::vector<std::int32_t> user_;   ///< of each candidate: its cluster
  std::vector<double> sums_;         ///< cost of a cluster at each candidate
};

}  // namespace mashang::planning
