// Means that forget, corrected for having begun at nothing.
#include "rooms/triage/training/adam.hpp"

#include <cmath>

namespace mashang::triage::training {

Adam::Adam(const Weights& weights) {
  for (const auto values : weights)
    moments_.push_back({std::vector<float>(values.size()), std::vector<float>(values.size())});
}

void Adam::step(const Weights& weights, const Weights& gradient, double pace) {
  constexpr float kMean = 0.9F;
  constexpr float kSquare = 0.999F;
  constexpr float kLeast = 1e-8F;
  ++steps_;
  const auto steps = static_cast<double>(steps_);
  const auto scale = static_cast<float>(pace / (1 - std::pow(static_cast<double>(kMean), steps)));
  const auto unbiased = static_cast<float>(1 / (1 - std::pow(static_cast<double>(kSquare), steps)));
  for (std::size_t k = 0; k < weights.size(); ++k) {
    float* const mean = moments_[k].mean.data();
    float* const square = moments_[k].square.data();
    const float* const by = gradient[k].data();
    float* const weight = weights[k].data();
    for (std::size_t i = 0; i < weights[k].size(); ++i) {
      mean[i] = kMean * mean[i] + (1 - kMean) * by[i];
      square[i] = kSquare * square[i] + (1 - kSquare) * by[i] * by[i];
      weight[i] -= scale * mean[i] / (std::sqrt(square[i] * unbiased) + kLeast);
    }
  }
}

}  // namespace mashang::triage::training
