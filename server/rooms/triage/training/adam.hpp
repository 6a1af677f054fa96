// Adam (Kingma and Ba, 2015): steps along the gradient, each weight at the pace its own history allows.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace mashang::triage::training {

class Adam {
 public:
  using Weights = std::vector<std::span<float>>;
  explicit Adam(const Weights& weights);
  void step(const Weights& weights, const Weights& gradient, double pace);

 private:
  struct Moments {
    std::vector<float> mean;
    std::vector<float> square;
  };
  std::vector<Moments> moments_;
  std::size_t steps_ = 0;
};

}  // namespace mashang::triage::training
