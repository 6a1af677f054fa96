// Settings as cross-validation chose them.
#include "rooms/triage/training/department_recipe.hpp"

#include "rooms/triage/training/figures.hpp"
#include "rooms/triage/training/linear_training.hpp"

namespace mashang::triage::training {
namespace {

constexpr std::size_t kFolds = 4;

LinearRecipe letters_recipe(std::uint32_t seed) {
  return {.cost = 1, .price = Price::by_evidence, .rarest = 2, .seed = seed};
}
LinearRecipe weighing_recipe(std::uint32_t seed) { return {.cost = 0.01F, .seed = seed}; }

using Rows = std::vector<std::vector<float>>;

std::vector<Example> examples_of(const Grouped& letters, const Characters& characters) {
  std::vector<Example> examples;
  for (std::size_t i = 0; i < letters.rows.size(); ++i)
    examples.push_back({normalised(letters.rows[i].text, characters), letters.rows[i].label, 1, letters.groups[i]});
  return examples;
}

/// Opinions of letters whose department the first model had not seen: what it says of unseen letters is what must be
/// weighed.
Rows held_opinions(std::span<const Example> letters, const Held& held, const LinearModel& readings,
                   const LinearModel& kinds) {
  Rows rows;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const NormalText& text = letters[i].message;
    rows.push_back(opinions(held.scores[i], readings.scores(readings.vocabulary().features_of(text)),
                            kinds.scores(kinds.vocabulary().features_of(text))));
  }
  return rows;
}

/// Macro-F1 of the weighing, each fold decided by weights learned from the others.
double held_macro_f1(const Rows& rows, std::span<const Example> letters, const Held& held, std::uint32_t seed) {
  const auto fold_of = folds_of(letters, kFolds, seed);
  std::vector<std::string> truth;
  std::vector<std::string> said;
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    Rows seen;
    std::vector<std::string> labels;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (fold_of[i] == fold) continue;
      seen.push_back(rows[i]);
      labels.push_back(letters[i].label);
    }
    const OpinionWeights weights = train_rows(seen, labels, weighing_recipe(seed));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (fold_of[i] != fold) continue;
      truth.push_back(letters[i].label);
      said.push_back(held.labels[decided(weights, rows[i])]);
    }
  }
  return macro_f1(truth, said).value;
}

}  // namespace

Result<TrainedDepartments> train_departments(const Sources& sources, const Characters& characters,
                                             const LinearModel& kinds) {
  auto rows = read_messages(sources.texts + "/teddycup2020_messages/classify_train.jsonl.gz");
  if (!rows) return failure(rows.error());
  const auto grouped = without_held_out(std::move(*rows), sources);
  if (!grouped) return failure(grouped.error());
  const auto read = labelled_messages(sources, Labelling::department);
  if (!read) return failure(read.error());
  const std::vector<Example> letters = examples_of(*grouped, characters);
  const LinearRecipe recipe = letters_recipe(sources.seed);
  const Held held = cross_validated(letters, recipe, kFolds);
  LinearModel readings = train_linear(examples_of(*read, characters), recipe, 1);
  const Rows weighable = held_opinions(letters, held, readings, kinds);
  std::vector<std::string> labels;
  for (const Example& letter : letters) labels.push_back(letter.label);
  OpinionWeights weights = train_rows(weighable, labels, weighing_recipe(sources.seed));
  const double figure = held_macro_f1(weighable, letters, held, sources.seed);
  Departments model(train_linear(letters, recipe, 1), std::move(readings), std::move(weights));
  return TrainedDepartments{std::move(model), letters.size(), figure};
}

}  // namespace mashang::triage::training
