// The loudest number against "none".
#include "rooms/triage/alarm.hpp"

namespace mashang::triage {

std::string_view to_word(Alarm alarm) {
  switch (alarm) {
    case Alarm::none:
      return "none";
    case Alarm::ask:
      return "ask";
    case Alarm::call:
      return "call";
  }
  return "none";
}

DangerModel::DangerModel(std::shared_ptr<const LinearModel> model, float ask, float call)
    : model_(std::move(model)), ask_(ask), call_(call) {}

DangerModel::Loudest DangerModel::loudest_in(const Features& features) const {
  if (features.empty()) return {};
  const std::vector<float> scores = model_->scores(features);
  std::size_t loudest = 1;  // labels are sorted: "0" comes first
  for (std::size_t c = 2; c < scores.size(); ++c)
    if (scores[c] > scores[loudest]) loudest = c;
  const float lead = scores[loudest] - scores[0];
  if (lead <= ask_) return {};
  return {lead > call_ ? Alarm::call : Alarm::ask, loudest};
}

Danger DangerModel::danger_in(const NormalText& message) const {
  const Features features = model_->vocabulary().features_of(message);
  const auto [alarm, label] = loudest_in(features);
  if (alarm == Alarm::none) return {};
  return {alarm, model_->labels()[label], model_->reasons(message, features, label, 3)};
}

Alarm DangerModel::alarm_in(const NormalText& message) const {
  return loudest_in(model_->vocabulary().features_of(message)).alarm;
}

}  // namespace mashang::triage
