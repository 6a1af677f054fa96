// What people's corrections taught on top of a model that itself stays as it was: so nothing is ever forgotten.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "rooms/triage/ngrams.hpp"

namespace mashang::triage {

/// Sparse additions to a classifier's scores, learned one message at a time by the passive-aggressive rule PA-I
/// (Crammer et al., JMLR 2006): the smallest change after which this message has its class by a margin of 1. All
/// n-grams count, also those the model never saw. Not thread-safe; copy to share.
class Corrections {
 public:
  /// A message for this purpose: n-grams and weights, each part of length 1.
  struct Weighted {
    Ngram ngram;
    float weight;
  };
  using Message = std::vector<Weighted>;
  [[nodiscard]] static Message read(const NormalText& message);

  /// Adds what was learned to the scores of the classes.
  void add_to(std::span<float> scores, const Message& message) const;
  /// `scores` as they are with what was learned so far. Changes nothing when `right` leads by `margin` already.
  void learn(const Message& message, std::span<const float> scores, std::size_t right, float margin = 1);

  [[nodiscard]] bool is_empty() const { return deltas_.empty(); }

 private:
  struct Delta {
    std::uint32_t label;
    float weight;
  };
  void shift(const Message& message, std::size_t label, float by);

  std::unordered_map<Ngram, std::vector<Delta>> deltas_;
};

}  // namespace mashang::triage
