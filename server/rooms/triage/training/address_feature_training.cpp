// Counting features, then walking over the texts.
#include "rooms/triage/training/address_feature_training.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <unordered_map>

#include "rooms/triage/training/chain_gradient.hpp"
#include "rooms/triage/training/shuffle.hpp"

namespace mashang::triage::training {
namespace {

constexpr std::size_t kLabels = kAddressLabels;

/// Weights with what FTRL-Proximal remembers of each.
struct Followed {
  explicit Followed(std::size_t size) : weight(size), pull(size), squares(size) {}
  std::vector<float> weight;
  std::vector<float> pull;     ///< z: the sum of gradients, less what the weight gave back
  std::vector<float> squares;  ///< n: the sum of squared gradients

  void follow(std::size_t i, float gradient, const FeatureRecipe& recipe) {
    const float root_before = std::sqrt(squares[i]);
    squares[i] += gradient * gradient;
    const float root = std::sqrt(squares[i]);
    pull[i] += gradient - (root - root_before) / recipe.pace * weight[i];
    const float beyond = std::abs(pull[i]) - recipe.l1;
    weight[i] = beyond <= 0 ? 0.0F : -std::copysign(beyond, pull[i]) / ((1 + root) / recipe.pace + recipe.l2);
  }
};

/// A text as numbers of known features.
struct KnownText {
  std::vector<std::vector<std::uint32_t>> features;
  std::vector<AddressLabel> truth;
};

class Learner {
 public:
  Learner(std::span<const AddressExample> examples, const AddressLexicon& lexicon, const FeatureRecipe& recipe)
      : recipe_(recipe) {
    for (const AddressExample& example : examples) {
      const auto hints = hints_of(example.address.text, lexicon);
      texts_.push_back({features_of(example.address.text, hints), labels_of(example.parts)});
    }
    know_features();
  }

  AddressFeatureModel learn() {
    std::mt19937 random(recipe_.seed);
    std::vector<const KnownText*> order;
    for (const KnownText& text : texts_) order.push_back(&text);
    for (int pass = 0; pass < recipe_.passes; ++pass) {
      shuffle(order, random);
      for (const KnownText* text : order) learn_from(*text);
    }
    return {features_, weights_.weight, transitions_, recipe_.least};
  }

 private:
  /// Features often enough, sorted; the texts' features become their numbers.
  void know_features() {
    std::unordered_map<AddressFeature, std::uint32_t> counts;
    for (const KnownText& text : texts_)
      for (const auto& position : text.features)
        for (const AddressFeature feature : position) ++counts[feature];
    for (const auto& [feature, count] : counts)
      if (count >= recipe_.rarest) features_.push_back(feature);
    std::sort(features_.begin(), features_.end());
    for (KnownText& text : texts_) {
      for (auto& position : text.features) {
        std::erase_if(position, [&](AddressFeature feature) { return counts[feature] < recipe_.rarest; });
        for (AddressFeature& feature : position)
          feature = static_cast<std::uint32_t>(std::lower_bound(features_.begin(), features_.end(), feature) -
                                               features_.begin());
      }
    }
    weights_ = Followed(features_.size() * kLabels);
  }

  void learn_from(const KnownText& text) {
    std::vector<float> scores(text.truth.size() * kLabels);
    for (std::size_t i = 0; i < text.truth.size(); ++i)
      for (const std::uint32_t feature : text.features[i])
        for (std::size_t l = 0; l < kLabels; ++l) scores[i * kLabels + l] += weights_.weight[feature * kLabels + l];
    std::vector<float> by_score(scores.size());
    ChainGradient chain(transitions_);
    chain.add(scores, text.truth, by_score);
    for (std::size_t i = 0; i < text.truth.size(); ++i)
      for (const std::uint32_t feature : text.features[i])
        for (std::size_t l = 0; l < kLabels; ++l)
          weights_.follow(feature * kLabels + l, by_score[i * kLabels + l], recipe_);
    learn_transitions(chain.by_transition());
  }

  void learn_transitions(const Transitions& gradient) {
    const auto follow = [this](Followed& followed, const std::vector<float>& by, std::vector<float>& scores) {
      for (std::size_t i = 0; i < scores.size(); ++i) {
        if (scores[i] == Transitions::kNever) continue;
        followed.follow(i, by[i], recipe_);
        scores[i] = followed.weight[i];
      }
    };
    follow(steps_, gradient.step, transitions_.step);
    follow(firsts_, gradient.first, transitions_.first);
    follow(lasts_, gradient.last, transitions_.last);
  }

  FeatureRecipe recipe_;
  std::vector<KnownText> texts_;
  std::vector<AddressFeature> features_;
  Followed weights_{0};
  Transitions transitions_ = address_transitions();
  Followed steps_{kLabels * kLabels};
  Followed firsts_{kLabels};
  Followed lasts_{kLabels};
};

}  // namespace

AddressFeatureModel train_features(std::span<const AddressExample> examples, const AddressLexicon& lexicon,
                                   const FeatureRecipe& recipe) {
  return Learner(examples, lexicon, recipe).learn();
}

}  // namespace mashang::triage::training
