// What a linear chain must change to find the right labels likelier (Lafferty, McCallum, Pereira: ICML 2001).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "rooms/triage/chain.hpp"

namespace mashang::triage::training {

/// Adds up over several texts, for one state of the transitions.
class ChainGradient {
 public:
  explicit ChainGradient(const Transitions& transitions);

  /// The negative log-likelihood of the labels `truth`; its derivative by `scores` is written to `by_score`.
  double add(std::span<const float> scores, std::span<const std::uint8_t> truth, std::span<float> by_score);
  /// The derivative by the transitions of all that was added.
  [[nodiscard]] Transitions by_transition() const;

 private:
  double forward(std::span<const float> scores);
  void backward();
  double score_of(std::span<const float> scores, std::span<const std::uint8_t> truth) const;
  void count(std::span<const std::uint8_t> truth);

  const Transitions& transitions_;
  Transitions odds_;      ///< exp of each
  Transitions expected_;  ///< as the model sees it; steps still without their odds
  Transitions counted_;   ///< as it was
  // Of the text at hand, position by position, each forward row scaled to sum 1 (Rabiner, 1989).
  std::vector<float> emitted_;
  std::vector<float> alpha_;
  std::vector<float> beta_;
  std::vector<float> scale_;
};

}  // namespace mashang::triage::training
