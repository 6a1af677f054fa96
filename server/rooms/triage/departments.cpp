// Three readings of the letter, one weighing.
#include "rooms/triage/departments.hpp"

#include <algorithm>
#include <numeric>

#include "rooms/triage/packing.hpp"

namespace mashang::triage {
namespace {

/// Makes the opinion that knows the departments themselves cheaper to follow than the others.
constexpr float kLettersLoudness = 6;

std::vector<float> scores_of(const LinearModel& model, const NormalText& letter) {
  return model.scores(model.vocabulary().features_of(letter));
}

float weighed(const std::vector<float>& weights, std::span<const float> opinions) {
  return std::inner_product(opinions.begin(), opinions.end(), weights.begin(), weights.back());
}

}  // namespace

std::vector<float> opinions(std::span<const float> letters, std::span<const float> readings,
                            std::span<const float> kinds) {
  std::vector<float> row;
  for (const float score : letters) row.push_back(kLettersLoudness * score);
  row.insert(row.end(), readings.begin(), readings.end());
  row.insert(row.end(), kinds.begin(), kinds.end());
  return row;
}

std::size_t decided(const OpinionWeights& weights, std::span<const float> opinions) {
  std::size_t best = 0;
  for (std::size_t c = 1; c < weights.size(); ++c)
    if (weighed(weights[c], opinions) > weighed(weights[best], opinions)) best = c;
  return best;
}

Departments::Departments(LinearModel letters, LinearModel readings, OpinionWeights weights)
    : letters_(std::move(letters)), readings_(std::move(readings)), weights_(std::move(weights)) {}

const std::string& Departments::department_of(const NormalText& letter, const LinearModel& kinds) const {
  const auto row = opinions(scores_of(letters_, letter), scores_of(readings_, letter), scores_of(kinds, letter));
  return letters_.labels()[decided(weights_, row)];
}

std::string Departments::stored() const {
  Packer out;
  out.text(letters_.stored());
  out.text(readings_.stored());
  for (const auto& weights : weights_)
    for (const float weight : weights) out.real(weight);
  return std::move(out).bytes();
}

Result<Departments> Departments::restored(std::string_view bytes, std::size_t kinds) {
  Unpacker in(bytes);
  auto letters = LinearModel::restored(in.text());
  if (!letters) return failure(letters.error());
  auto readings = LinearModel::restored(in.text());
  if (!readings) return failure(readings.error());
  const std::size_t width = letters->labels().size() + readings->labels().size() + kinds + 1;
  OpinionWeights weights(letters->labels().size(), std::vector<float>(width));
  for (auto& each : weights)
    for (float& weight : each) weight = in.real();
  if (!in.is_sound() || !in.is_at_end()) return failure(ErrorKind::internal, "triage.model_damaged", "departments");
  return Departments(std::move(*letters), std::move(*readings), std::move(weights));
}

}  // namespace mashang::triage
