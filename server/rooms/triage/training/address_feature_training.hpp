// Teaching the feature model.
#pragma once

#include <cstdint>
#include <span>

#include "rooms/triage/address_feature_model.hpp"
#include "rooms/triage/training/address_examples.hpp"

namespace mashang::triage::training {

struct FeatureRecipe {
  std::uint32_t rarest = 2;  ///< features seen fewer times are not learned
  float pace = 0.05F;        ///< of learning: α
  float l1 = 0.3F;
  float l2 = 5;
  float least = 0.03F;  ///< weights below this are left out of the model
  int passes = 2;       ///< over the examples
  std::uint32_t seed = 1;
};

/// Maximum likelihood with both penalties, text after text (FTRL-Proximal: McMahan et al., KDD 2013). The same examples
/// and seed give the same model.
[[nodiscard]] AddressFeatureModel train_features(std::span<const AddressExample> examples,
                                                 const AddressLexicon& lexicon, const FeatureRecipe& recipe);

}  // namespace mashang::triage::training
