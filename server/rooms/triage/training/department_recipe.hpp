// How the model is made that tells which of a city's seven departments a letter is for.
#pragma once

#include "core/result.hpp"
#include "rooms/triage/characters.hpp"
#include "rooms/triage/departments.hpp"
#include "rooms/triage/training/sources.hpp"

namespace mashang::triage::training {

struct TrainedDepartments {
  Departments model;
  std::size_t letters = 0;
  double macro_f1 = 0;  ///< 4-fold cross-validation, versions of a letter on one side
};
/// From teddycup2020_messages/classify_train.jsonl.gz and labels.tsv; `kinds` learned from none of the former. Fails as
/// read_messages does.
[[nodiscard]] Result<TrainedDepartments> train_departments(const Sources& sources, const Characters& characters,
                                                           const LinearModel& kinds);

}  // namespace mashang::triage::training
