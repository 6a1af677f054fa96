// A linear chain over features of characters: what each feature says of each label, and how labels follow one another.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "rooms/triage/address_features.hpp"
#include "rooms/triage/address_labels.hpp"
#include "rooms/triage/chain.hpp"

namespace mashang::triage {

/// Immutable, thread-safe.
class AddressFeatureModel {
 public:
  AddressFeatureModel() = default;
  /// `features` sorted; `weights[f * kAddressLabels + label]`. What is smaller than `least` is left out.
  AddressFeatureModel(std::span<const AddressFeature> features, std::span<const float> weights, Transitions transitions,
                      float least);

  /// What each position says of each label.
  [[nodiscard]] std::vector<float> scores(std::span<const std::vector<AddressFeature>> text) const;
  [[nodiscard]] const Transitions& transitions() const { return transitions_; }

  [[nodiscard]] std::string stored() const;
  /// Fails with triage.model_damaged.
  [[nodiscard]] static Result<AddressFeatureModel> restored(std::string_view bytes);

 private:
  struct Weight {
    AddressLabel label;
    std::int8_t weight;  ///< in steps of `step_`
  };
  void add_scores(AddressFeature feature, std::span<float> scores) const;

  std::vector<AddressFeature> features_;
  std::vector<std::uint32_t> offsets_ = {0};  ///< of each feature's weights; one more than features
  std::vector<Weight> weights_;
  float step_ = 1;
  Transitions transitions_ = address_transitions();
};

}  // namespace mashang::triage
