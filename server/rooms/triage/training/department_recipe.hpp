// How the model is made that tells which of a city's seven departments a letter is for.
#pragma once

#include "core/result.hpp"
#include "rooms/triage/characters.hpp"
#include "rooms/triage/linear_model.hpp"
#include "rooms/triage/training/sources.hpp"

namespace mashang::triage::training {

struct TrainedDepartments {
  LinearModel model;
  std::size_t letters = 0;
  double macro_f1 = 0;  ///< 4-fold cross-validation, versions of a letter on one side
};
/// From teddycup2020_messages/classify_train.jsonl.gz. Fails as read_messages does.
[[nodiscard]] Result<TrainedDepartments> train_departments(const Sources& sources, const Characters& characters);

}  // namespace mashang::triage::training
