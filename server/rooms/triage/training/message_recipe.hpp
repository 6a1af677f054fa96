// How the models that read messages are made: kind of matter, urgency, danger.
#pragma once

#include <vector>

#include "core/result.hpp"
#include "rooms/triage/model_file.hpp"
#include "rooms/triage/training/linear_training.hpp"
#include "rooms/triage/training/sources.hpp"

namespace mashang::triage::training {

/// Messages with their kind. Fails as read_messages does.
[[nodiscard]] Result<std::vector<Example>> kind_examples(const Sources& sources, const Characters& characters);
/// low, normal, urgent; emergencies are DangerModel's.
[[nodiscard]] Result<std::vector<Example>> urgency_examples(const Sources& sources, const Characters& characters);
/// 110, 119, 120 or 0.
[[nodiscard]] Result<std::vector<Example>> danger_examples(const Sources& sources, const Characters& characters);

/// messages.model: parts kinds, urgency, danger, danger.thresholds, departments. Minutes of work on two cores.
[[nodiscard]] Result<ModelFile> train_messages(const Sources& sources, const Characters& characters);

}  // namespace mashang::triage::training
