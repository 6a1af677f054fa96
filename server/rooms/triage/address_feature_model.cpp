// Looking features up, adding their weights, and the form in which a file keeps both.
#include "rooms/triage/address_feature_model.hpp"

#include <algorithm>
#include <cmath>

#include "rooms/triage/packing.hpp"

namespace mashang::triage {

AddressFeatureModel::AddressFeatureModel(std::span<const AddressFeature> features, std::span<const float> weights,
                                         Transitions transitions, float least)
    : transitions_(std::move(transitions)) {
  float largest = 0;
  for (const float weight : weights) largest = std::max(largest, std::abs(weight));
  step_ = largest > 0 ? largest / 127.0F : 1.0F;
  for (std::size_t f = 0; f < features.size(); ++f) {
    for (std::size_t label = 0; label < kAddressLabels; ++label) {
      const float weight = weights[f * kAddressLabels + label];
      const auto steps = static_cast<std::int8_t>(std::lround(weight / step_));
      if (std::abs(weight) >= least && steps != 0) weights_.push_back({static_cast<AddressLabel>(label), steps});
    }
    if (weights_.size() == offsets_.back()) continue;
    features_.push_back(features[f]);
    offsets_.push_back(static_cast<std::uint32_t>(weights_.size()));
  }
}

void AddressFeatureModel::add_scores(AddressFeature feature, std::span<float> scores) const {
  const auto found = std::lower_bound(features_.begin(), features_.end(), feature);
  if (found == features_.end() || *found != feature) return;
  const auto f = static_cast<std::size_t>(found - features_.begin());
  for (std::uint32_t i = offsets_[f]; i < offsets_[f + 1]; ++i)
    scores[weights_[i].label] += step_ * static_cast<float>(weights_[i].weight);
}

std::vector<float> AddressFeatureModel::scores(std::span<const std::vector<AddressFeature>> text) const {
  std::vector<float> scores(text.size() * kAddressLabels);
  for (std::size_t i = 0; i < text.size(); ++i)
    for (const AddressFeature feature : text[i])
      add_scores(feature, std::span(scores).subspan(i * kAddressLabels, kAddressLabels));
  return scores;
}

std::string AddressFeatureModel::stored() const {
  Packer out;
  pack_transitions(transitions_, out);
  out.real(step_);
  out.number(static_cast<std::uint32_t>(features_.size()));
  // One kind of thing after another: it packs better so.
  AddressFeature last = 0;
  for (const AddressFeature feature : features_) {
    out.number(feature - last);
    last = feature;
  }
  for (std::size_t f = 0; f < features_.size(); ++f) out.number(offsets_[f + 1] - offsets_[f]);
  for (const Weight& weight : weights_) out.byte(static_cast<std::int8_t>(weight.label));
  for (const Weight& weight : weights_) out.byte(weight.weight);
  return std::move(out).bytes();
}

Result<AddressFeatureModel> AddressFeatureModel::restored(std::string_view bytes) {
  const auto damaged = failure(ErrorKind::internal, "triage.model_damaged");
  AddressFeatureModel model;
  Unpacker in(bytes);
  model.transitions_ = unpacked_transitions(kAddressLabels, in);
  model.step_ = in.real();
  const std::uint32_t size = in.number();
  if (!in.is_sound() || size > bytes.size()) return damaged;
  model.features_.resize(size);
  AddressFeature last = 0;
  for (AddressFeature& feature : model.features_) feature = last += in.number();
  for (std::uint32_t f = 0; f < size; ++f) model.offsets_.push_back(model.offsets_.back() + in.number());
  if (!in.is_sound() || model.offsets_.back() > bytes.size()) return damaged;
  model.weights_.resize(model.offsets_.back());
  for (Weight& weight : model.weights_) weight.label = static_cast<AddressLabel>(in.byte());
  for (Weight& weight : model.weights_) weight.weight = in.byte();
  const bool is_whole = in.is_sound() && in.is_at_end() &&
                        std::is_sorted(model.features_.begin(), model.features_.end()) &&
                        std::is_sorted(model.offsets_.begin(), model.offsets_.end()) &&
                        std::all_of(model.weights_.begin(), model.weights_.end(),
                                    [](const Weight& weight) { return weight.label < kAddressLabels; });
  if (!is_whole) return damaged;
  return model;
}

}  // namespace mashang::triage
