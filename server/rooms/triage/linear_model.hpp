// A linear classifier over n-grams: which class a message belongs to, how surely, and which pieces of it said so.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "rooms/triage/ngrams.hpp"

namespace mashang::triage {

/// A message as the model reads it: known n-grams with their weights (1 + ln count) · idf, each part scaled to length 1
/// (Salton and Buckley, 1988). `feature` counts the model's n-grams from 0.
struct Feature {
  std::uint32_t feature;
  float value;
};
using Features = std::vector<Feature>;  // sorted by feature

/// The n-grams a model knows and how rare they are. Immutable, thread-safe.
class Vocabulary {
 public:
  struct Entry {
    Ngram ngram;
    std::uint32_t documents;  ///< how many of the training messages hold it
  };
  Vocabulary() = default;
  /// `entries` sorted by ngram.
  Vocabulary(std::vector<Entry> entries, std::uint32_t messages);

  [[nodiscard]] Features features_of(const NormalText& message) const;
  /// SIZE_MAX-like `kUnknown` when the model does not know it.
  [[nodiscard]] std::uint32_t find(Ngram ngram) const;
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] std::span<const Entry> entries() const { return entries_; }
  [[nodiscard]] std::uint32_t messages() const { return messages_; }

  static constexpr std::uint32_t kUnknown = UINT32_MAX;

 private:
  void append_part(const NormalText& message, Span stretch, Part part, Features& features) const;

  std::vector<Entry> entries_;
  std::vector<float> idf_;
  std::vector<std::uint32_t> slots_;  ///< open addressing: an entry's number + 1, or 0
  std::uint32_t mask_ = 0;
  std::uint32_t messages_ = 0;
};

/// Weights of the classes, most of them nothing. Immutable, thread-safe.
class LinearModel {
 public:
  struct Weight {
    std::uint8_t label;
    std::int8_t weight;  ///< in steps of `step`
  };
  LinearModel() = default;
  /// `weights[f * labels + c]` of feature f for class c; what is smaller than `least` is left out.
  LinearModel(std::vector<std::string> labels, Vocabulary vocabulary, std::span<const float> weights,
              std::vector<float> bias, float sharpness, float least);

  [[nodiscard]] std::span<const std::string> labels() const { return labels_; }
  [[nodiscard]] const Vocabulary& vocabulary() const { return vocabulary_; }
  /// Distance from the border of each class, in the order of labels(): above 0 speaks for it.
  [[nodiscard]] std::vector<float> scores(const Features& features) const;
  /// The label with the highest score.
  [[nodiscard]] const std::string& likeliest(const NormalText& message) const;
  /// Softmax of sharpness · score; `sharpness` was fitted on messages the model had not seen (temperature scaling, Guo
  /// et al. 2017), so that of all messages told "0.8" about eight in ten are right.
  [[nodiscard]] std::vector<float> probabilities(std::span<const float> scores) const;
  /// The stretches that spoke loudest for a class, loudest first, none overlapping another.
  [[nodiscard]] std::vector<Span> reasons(const NormalText& message, const Features& features, std::size_t label,
                                          std::size_t most) const;
  [[nodiscard]] float sharpness() const { return sharpness_; }

  [[nodiscard]] std::string stored() const;
  /// Fails with triage.model_damaged.
  [[nodiscard]] static Result<LinearModel> restored(std::string_view bytes);

 private:
  [[nodiscard]] float weight_of(std::uint32_t feature, std::size_t label) const;

  std::vector<std::string> labels_;
  Vocabulary vocabulary_;
  std::vector<std::uint32_t> offsets_;  ///< of each feature's weights; one more than features
  std::vector<Weight> weights_;
  std::vector<float> bias_;
  float step_ = 1;
  float sharpness_ = 1;
};

}  // namespace mashang::triage
