// Looking up n-grams, adding up weights, and the form in which a file keeps both.
#include "rooms/triage/linear_model.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "rooms/triage/packing.hpp"

namespace mashang::triage {
namespace {

bool by_feature(const Feature& a, const Feature& b) { return a.feature < b.feature; }

}  // namespace

Vocabulary::Vocabulary(std::vector<Entry> entries, std::uint32_t messages)
    : entries_(std::move(entries)), messages_(messages) {
  idf_.reserve(entries_.size());
  for (const Entry& entry : entries_)
    idf_.push_back(std::log((1.0F + static_cast<float>(messages)) / (1.0F + static_cast<float>(entry.documents))) +
                   1.0F);
  slots_.resize(std::bit_ceil(entries_.size() * 2 + 2));
  mask_ = static_cast<std::uint32_t>(slots_.size() - 1);
  for (std::uint32_t i = 0; i < entries_.size(); ++i) {
    std::uint32_t slot = entries_[i].ngram & mask_;
    while (slots_[slot] != 0) slot = (slot + 1) & mask_;
    slots_[slot] = i + 1;
  }
}

std::uint32_t Vocabulary::find(Ngram ngram) const {
  if (slots_.empty()) return kUnknown;
  for (std::uint32_t slot = ngram & mask_; slots_[slot] != 0; slot = (slot + 1) & mask_)
    if (entries_[slots_[slot] - 1].ngram == ngram) return slots_[slot] - 1;
  return kUnknown;
}

void Vocabulary::append_part(const NormalText& message, Span stretch, Part part, Features& features) const {
  const std::size_t first = features.size();
  float square = 0;
  for (const auto& [ngram, count] : counted(ngrams_of(message, stretch, part))) {
    const std::uint32_t feature = find(ngram);
    if (feature == kUnknown) continue;
    const float value = (1.0F + std::log(static_cast<float>(count))) * idf_[feature];
    features.push_back({feature, value});
    square += value * value;
  }
  if (square == 0) return;
  const float scale = 1.0F / std::sqrt(square);
  for (std::size_t i = first; i < features.size(); ++i) features[i].value *= scale;
}

Features Vocabulary::features_of(const NormalText& message) const {
  const Parts parts = parts_of(message);
  Features features;
  features.reserve((parts.head.size() + parts.body.size()) * 3UL);
  append_part(message, parts.head, Part::head, features);
  const auto middle = static_cast<std::ptrdiff_t>(features.size());
  append_part(message, parts.body, Part::body, features);
  std::inplace_merge(features.begin(), features.begin() + middle, features.end(), by_feature);
  return features;
}

LinearModel::LinearModel(std::vector<std::string> labels, Vocabulary vocabulary, std::span<const float> weights,
                         std::vector<float> bias, float sharpness, float least)
    : labels_(std::move(labels)), bias_(std::move(bias)), sharpness_(sharpness) {
  const std::size_t classes = labels_.size();
  float largest = 0;
  for (const float weight : weights) largest = std::max(largest, std::abs(weight));
  step_ = largest > 0 ? largest / 127.0F : 1.0F;
  std::vector<Vocabulary::Entry> kept;
  for (std::size_t f = 0; f < vocabulary.size(); ++f) {
    const std::size_t before = weights_.size();
    for (std::size_t c = 0; c < classes; ++c) {
      const float weight = weights[f * classes + c];
      const auto steps = static_cast<std::int8_t>(std::lround(weight / step_));
      if (std::abs(weight) >= least && steps != 0) weights_.push_back({static_cast<std::uint8_t>(c), steps});
    }
    if (weights_.size() == before) continue;
    kept.push_back(vocabulary.entries()[f]);
    offsets_.push_back(static_cast<std::uint32_t>(before));
  }
  offsets_.push_back(static_cast<std::uint32_t>(weights_.size()));
  vocabulary_ = Vocabulary(std::move(kept), vocabulary.messages());
}

std::vector<float> LinearModel::scores(const Features& features) const {
  std::vector<float> scores(labels_.size());
  for (const auto& [feature, value] : features) {
    const float scaled = value * step_;
    for (std::uint32_t i = offsets_[feature]; i < offsets_[feature + 1]; ++i)
      scores[weights_[i].label] += scaled * static_cast<float>(weights_[i].weight);
  }
  for (std::size_t c = 0; c < scores.size(); ++c) scores[c] += bias_[c];
  return scores;
}

const std::string& LinearModel::likeliest(const NormalText& message) const {
  const auto said = scores(vocabulary_.features_of(message));
  return labels_[static_cast<std::size_t>(std::max_element(said.begin(), said.end()) - said.begin())];
}

std::vector<float> LinearModel::probabilities(std::span<const float> scores) const {
  std::vector<float> result(scores.begin(), scores.end());
  if (result.empty()) return result;
  const float top = *std::max_element(result.begin(), result.end());
  float sum = 0;
  for (float& each : result) sum += each = std::exp(sharpness_ * (each - top));
  for (float& each : result) each /= sum;
  return result;
}

float LinearModel::weight_of(std::uint32_t feature, std::size_t label) const {
  for (std::uint32_t i = offsets_[feature]; i < offsets_[feature + 1]; ++i)
    if (weights_[i].label == label) return static_cast<float>(weights_[i].weight) * step_;
  return 0;
}

std::vector<Span> LinearModel::reasons(const NormalText& message, const Features& features, std::size_t label,
                                       std::size_t most) const {
  std::vector<std::pair<float, Span>> loud;
  const Parts parts = parts_of(message);
  for (const auto& [stretch, part] : {std::pair{parts.head, Part::head}, std::pair{parts.body, Part::body}}) {
    for (const Placed& each : ngrams_of(message, stretch, part)) {
      if (each.where.size() < 2) continue;  // a single character explains little
      const std::uint32_t feature = vocabulary_.find(each.ngram);
      if (feature == Vocabulary::kUnknown) continue;
      const auto found = std::lower_bound(features.begin(), features.end(), Feature{feature, 0}, by_feature);
      if (found == features.end() || found->feature != feature) continue;
      const float weight = found->value * weight_of(feature, label);
      if (weight > 0) loud.emplace_back(weight, each.where);
    }
  }
  std::stable_sort(loud.begin(), loud.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Span> reasons;
  for (const auto& each : loud) {
    const Span where = each.second;  // clang 14 captures no structured binding
    if (reasons.size() == most) break;
    const bool is_apart = std::none_of(reasons.begin(), reasons.end(),
                                       [&](Span other) { return where.begin < other.end && other.begin < where.end; });
    if (is_apart) reasons.push_back(where);
  }
  return reasons;
}

std::string LinearModel::stored() const {
  Packer out;
  out.number(static_cast<std::uint32_t>(labels_.size()));
  for (const std::string& label : labels_) out.text(label);
  for (const float bias : bias_) out.real(bias);
  out.real(step_);
  out.real(sharpness_);
  out.number(vocabulary_.messages());
  out.number(static_cast<std::uint32_t>(vocabulary_.size()));
  // One kind of thing after another: it packs better so.
  Ngram last = 0;
  for (const auto& entry : vocabulary_.entries()) {
    out.number(entry.ngram - last);
    last = entry.ngram;
  }
  for (const auto& entry : vocabulary_.entries()) out.number(entry.documents);
  for (std::size_t f = 0; f + 1 < offsets_.size(); ++f) out.number(offsets_[f + 1] - offsets_[f]);
  for (const Weight& weight : weights_) out.byte(static_cast<std::int8_t>(weight.label));
  for (const Weight& weight : weights_) out.byte(weight.weight);
  return std::move(out).bytes();
}

Result<LinearModel> LinearModel::restored(std::string_view bytes) {
  LinearModel model;
  Unpacker in(bytes);
  const std::uint32_t labels = in.number();
  for (std::uint32_t i = 0; i < labels && in.is_sound(); ++i) model.labels_.emplace_back(in.text());
  for (std::uint32_t i = 0; i < labels && in.is_sound(); ++i) model.bias_.push_back(in.real());
  model.step_ = in.real();
  model.sharpness_ = in.real();
  const std::uint32_t messages = in.number();
  const std::uint32_t size = in.number();
  if (!in.is_sound() || size > bytes.size()) return failure(ErrorKind::internal, "triage.model_damaged");
  std::vector<Vocabulary::Entry> entries(size);
  Ngram last = 0;
  for (auto& entry : entries) entry.ngram = last += in.number();
  for (auto& entry : entries) entry.documents = in.number();
  model.offsets_.push_back(0);
  for (std::uint32_t f = 0; f < size && in.is_sound(); ++f)
    model.offsets_.push_back(model.offsets_.back() + in.number());
  if (!in.is_sound() || model.offsets_.back() > bytes.size())
    return failure(ErrorKind::internal, "triage.model_damaged");
  model.weights_.resize(model.offsets_.back());
  for (Weight& weight : model.weights_) weight.label = static_cast<std::uint8_t>(in.byte());
  for (Weight& weight : model.weights_) weight.weight = in.byte();
  const bool is_whole = in.is_sound() && in.is_at_end() && labels > 0 &&
                        std::all_of(model.weights_.begin(), model.weights_.end(),
                                    [&](const Weight& weight) { return weight.label < labels; });
  if (!is_whole) return failure(ErrorKind::internal, "triage.model_damaged");
  model.vocabulary_ = Vocabulary(std::move(entries), messages);
  return model;
}

}  // namespace mashang::triage
