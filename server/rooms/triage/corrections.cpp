// The rule is two lines; the rest keeps the changes sparse.
#include "rooms/triage/corrections.hpp"

#include <algorithm>
#include <cmath>

namespace mashang::triage {
namespace {

/// No single correction moves a score further than this: one slip of a finger cannot undo a model.
constexpr float kMostAggressive = 1.0F;

}  // namespace

Corrections::Message Corrections::read(const NormalText& message) {
  Message read;
  const Parts parts = parts_of(message);
  for (const auto& [stretch, part] : {std::pair{parts.head, Part::head}, std::pair{parts.body, Part::body}}) {
    const std::size_t first = read.size();
    float square = 0;
    for (const auto& [ngram, count] : counted(ngrams_of(message, stretch, part))) {
      const float weight = 1.0F + std::log(static_cast<float>(count));
      read.push_back({ngram, weight});
      square += weight * weight;
    }
    const float scale = square > 0 ? 1.0F / std::sqrt(square) : 0.0F;
    for (std::size_t i = first; i < read.size(); ++i) read[i].weight *= scale;
  }
  return read;
}

void Corrections::add_to(std::span<float> scores, const Message& message) const {
  if (deltas_.empty()) return;
  for (const auto& [ngram, weight] : message) {
    const auto found = deltas_.find(ngram);
    if (found == deltas_.end()) continue;
    for (const Delta& delta : found->second)
      if (delta.label < scores.size()) scores[delta.label] += delta.weight * weight;
  }
}

void Corrections::learn(const Message& message, std::span<const float> scores, std::size_t right, float margin) {
  std::size_t wrong = right;
  for (std::size_t c = 0; c < scores.size(); ++c)
    if (c != right && (wrong == right || scores[c] > scores[wrong])) wrong = c;
  if (wrong == right) return;
  const float loss = margin - (scores[right] - scores[wrong]);
  float square = 0;
  for (const Weighted& each : message) square += each.weight * each.weight;
  if (loss <= 0 || square == 0) return;
  const float step = std::min(kMostAggressive, loss / (2 * square));
  shift(message, right, step);
  shift(message, wrong, -step);
}

void Corrections::shift(const Message& message, std::size_t label, float by) {
  for (const auto& [ngram, weight] : message) {
    auto& deltas = deltas_[ngram];
    const auto found = std::find_if(deltas.begin(), deltas.end(), [&](const Delta& d) { return d.label == label; });
    if (found == deltas.end())
      deltas.push_back({static_cast<std::uint32_t>(label), by * weight});
    else
      found->weight += by * weight;
  }
}

}  // namespace mashang::triage
