// Viterbi's forward pass and the way back.
#include "rooms/triage/chain.hpp"

#include <algorithm>

namespace mashang::triage {

Transitions even_transitions(std::size_t labels) {
  return {labels, std::vector<float>(labels * labels), std::vector<float>(labels), std::vector<float>(labels)};
}

void pack_transitions(const Transitions& transitions, Packer& out) {
  for (const auto* scores : {&transitions.step, &transitions.first, &transitions.last})
    for (const float score : *scores) out.real(score);
}

Transitions unpacked_transitions(std::size_t labels, Unpacker& in) {
  Transitions transitions = even_transitions(labels);
  for (auto* scores : {&transitions.step, &transitions.first, &transitions.last})
    for (float& score : *scores) score = in.real();
  return transitions;
}

std::vector<std::uint8_t> best_labels(const Transitions& transitions, std::span<const float> scores) {
  const std::size_t labels = transitions.labels;
  const std::size_t length = scores.size() / labels;
  if (length == 0) return {};
  std::vector<std::uint8_t> came_from(length * labels);
  std::vector<float> best(labels);
  for (std::size_t l = 0; l < labels; ++l) best[l] = transitions.first[l] + scores[l];
  for (std::size_t i = 1; i < length; ++i) {
    std::vector<float> next(labels);
    for (std::size_t to = 0; to < labels; ++to) next[to] = best[0] + transitions.step[to];
    for (std::size_t from = 1; from < labels; ++from) {
      for (std::size_t to = 0; to < labels; ++to) {
        const float sum = best[from] + transitions.step[from * labels + to];
        if (sum <= next[to]) continue;
        next[to] = sum;
        came_from[i * labels + to] = static_cast<std::uint8_t>(from);
      }
    }
    for (std::size_t to = 0; to < labels; ++to) next[to] += scores[i * labels + to];
    best = std::move(next);
  }
  for (std::size_t l = 0; l < labels; ++l) best[l] += transitions.last[l];
  std::vector<std::uint8_t> path(length);
  path.back() = static_cast<std::uint8_t>(std::max_element(best.begin(), best.end()) - best.begin());
  for (std::size_t i = length - 1; i > 0; --i) path[i - 1] = came_from[i * labels + path[i]];
  return path;
}

}  // namespace mashang::triage
