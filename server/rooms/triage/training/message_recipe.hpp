// How the models that read messages are made: kind of matter, urgency, danger.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "rooms/triage/model_file.hpp"
#include "rooms/triage/training/linear_training.hpp"

namespace mashang::triage::training {

/// Where texts come from. Only ids and labels of foreign texts are kept in the repository.
struct Sources {
  std::string own;                    ///< folder with labels.tsv, seeds.tsv, emergencies.tsv, lookalikes.tsv
  std::string texts;                  ///< folder with teddycup2020_messages/ and triage_labelled/
  std::vector<std::string> held_out;  ///< files whose messages, and versions of them, are not learned from
  std::uint32_t seed = 1;
  std::string date;  ///< for the card
};

/// Messages with their kind. Fails as read_messages does.
[[nodiscard]] Result<std::vector<Example>> kind_examples(const Sources& sources, const Characters& characters);
/// low, normal, urgent; emergencies are DangerModel's.
[[nodiscard]] Result<std::vector<Example>> urgency_examples(const Sources& sources, const Characters& characters);
/// 110, 119, 120 or 0.
[[nodiscard]] Result<std::vector<Example>> danger_examples(const Sources& sources, const Characters& characters);

/// messages.model: parts kinds, urgency, danger, danger.thresholds. Minutes of work on two cores.
[[nodiscard]] Result<ModelFile> train_messages(const Sources& sources, const Characters& characters);

}  // namespace mashang::triage::training
