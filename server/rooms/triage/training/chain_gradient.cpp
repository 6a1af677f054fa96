// Forward and backward over the chain, in probabilities.
#include "rooms/triage/training/chain_gradient.hpp"

#include <algorithm>
#include <cmath>

namespace mashang::triage::training {
namespace {

/// Below e^-60 of the best label a label is as good as that: no row may become 0 altogether.
constexpr float kFaintest = -60;

std::vector<float> odds_of(std::span<const float> scores) {
  std::vector<float> odds(scores.size());
  for (std::size_t i = 0; i < scores.size(); ++i)
    odds[i] = scores[i] <= Transitions::kNever / 2 ? 0.0F : std::exp(scores[i]);
  return odds;
}

float sum_of(std::span<const float> row) {
  float sum = 0;
  for (const float each : row) sum += each;
  return sum;
}

}  // namespace

ChainGradient::ChainGradient(const Transitions& transitions)
    : transitions_(transitions),
      odds_{transitions.labels, odds_of(transitions.step), odds_of(transitions.first), odds_of(transitions.last)},
      expected_(even_transitions(transitions.labels)),
      counted_(even_transitions(transitions.labels)) {}

double ChainGradient::add(std::span<const float> scores, std::span<const std::uint8_t> truth,
                          std::span<float> by_score) {
  if (truth.empty()) return 0;
  const double log_partition = forward(scores);
  backward();
  for (std::size_t i = 0; i < scores.size(); ++i) by_score[i] = alpha_[i] * beta_[i];
  for (std::size_t i = 0; i < truth.size(); ++i) by_score[i * transitions_.labels + truth[i]] -= 1;
  count(truth);
  return log_partition - score_of(scores, truth);
}

double ChainGradient::forward(std::span<const float> scores) {
  const std::size_t labels = transitions_.labels;
  const std::size_t length = scores.size() / labels;
  emitted_.resize(scores.size());
  alpha_.assign(scores.size(), 0);
  scale_.resize(length);
  double log_partition = 0;
  for (std::size_t i = 0; i < length; ++i) {
    const auto row = scores.subspan(i * labels, labels);
    float* const emitted = &emitted_[i * labels];
    float* const alpha = &alpha_[i * labels];
    const float best = *std::max_element(row.begin(), row.end());
    for (std::size_t l = 0; l < labels; ++l) emitted[l] = std::exp(std::max(row[l] - best, kFaintest));
    if (i == 0) std::copy(odds_.first.begin(), odds_.first.end(), alpha);
    for (std::size_t from = 0; i > 0 && from < labels; ++from) {
      const float before = alpha[from - labels];
      const float* const step = &odds_.step[from * labels];
      for (std::size_t to = 0; to < labels; ++to) alpha[to] += before * step[to];
    }
    for (std::size_t l = 0; l < labels; ++l) alpha[l] *= emitted[l];
    scale_[i] = sum_of({alpha, labels});
    for (std::size_t l = 0; l < labels; ++l) alpha[l] /= scale_[i];
    log_partition += static_cast<double>(best) + std::log(static_cast<double>(scale_[i]));
  }
  float end = 0;
  for (std::size_t l = 0; l < labels; ++l) end += alpha_[(length - 1) * labels + l] * odds_.last[l];
  scale_.push_back(end);
  return log_partition + std::log(static_cast<double>(end));
}

void ChainGradient::backward() {
  const std::size_t labels = transitions_.labels;
  const std::size_t length = alpha_.size() / labels;
  beta_.resize(alpha_.size());
  float* const ending = &beta_[(length - 1) * labels];
  for (std::size_t l = 0; l < labels; ++l) ending[l] = odds_.last[l] / scale_[length];
  std::vector<float> onward(labels);
  for (std::size_t i = length - 1; i > 0; --i) {
    const float* const after = &beta_[i * labels];
    for (std::size_t l = 0; l < labels; ++l) onward[l] = after[l] * emitted_[i * labels + l] / scale_[i];
    for (std::size_t from = 0; from < labels; ++from) {
      const float* const step = &odds_.step[from * labels];
      const float before = alpha_[(i - 1) * labels + from];
      float* const expected = &expected_.step[from * labels];
      float sum = 0;
      for (std::size_t to = 0; to < labels; ++to) {
        sum += step[to] * onward[to];
        expected[to] += before * onward[to];
      }
      beta_[(i - 1) * labels + from] = sum;
    }
  }
  for (std::size_t l = 0; l < labels; ++l) {
    expected_.first[l] += alpha_[l] * beta_[l];
    expected_.last[l] += alpha_[(length - 1) * labels + l] * ending[l];
  }
}

double ChainGradient::score_of(std::span<const float> scores, std::span<const std::uint8_t> truth) const {
  const std::size_t labels = transitions_.labels;
  double sum =
      static_cast<double>(transitions_.first[truth.front()]) + static_cast<double>(transitions_.last[truth.back()]);
  for (std::size_t i = 0; i < truth.size(); ++i) {
    sum += static_cast<double>(scores[i * labels + truth[i]]);
    if (i > 0) sum += static_cast<double>(transitions_.step[truth[i - 1] * labels + truth[i]]);
  }
  return sum;
}

void ChainGradient::count(std::span<const std::uint8_t> truth) {
  ++counted_.first[truth.front()];
  ++counted_.last[truth.back()];
  for (std::size_t i = 1; i < truth.size(); ++i) ++counted_.step[truth[i - 1] * transitions_.labels + truth[i]];
}

Transitions ChainGradient::by_transition() const {
  Transitions result = expected_;
  for (std::size_t i = 0; i < result.step.size(); ++i)
    result.step[i] = result.step[i] * odds_.step[i] - counted_.step[i];
  for (std::size_t l = 0; l < transitions_.labels; ++l) {
    result.first[l] -= counted_.first[l];
    result.last[l] -= counted_.last[l];
  }
  return result;
}

}  // namespace mashang::triage::training
