// Settings as cross-validation chose them.
#include "rooms/triage/training/department_recipe.hpp"

#include <algorithm>

#include "rooms/triage/training/figures.hpp"
#include "rooms/triage/training/linear_training.hpp"

namespace mashang::triage::training {
namespace {

LinearRecipe department_recipe(std::uint32_t seed) {
  return {.cost = 1, .price = Price::by_evidence, .rarest = 2, .seed = seed};
}

double held_macro_f1(const Held& held, std::span<const Example> examples) {
  std::vector<std::string> truth;
  std::vector<std::string> said;
  for (std::size_t i = 0; i < examples.size(); ++i) {
    const auto top = std::max_element(held.scores[i].begin(), held.scores[i].end()) - held.scores[i].begin();
    truth.push_back(examples[i].label);
    said.push_back(held.labels[static_cast<std::size_t>(top)]);
  }
  return macro_f1(truth, said).value;
}

}  // namespace

Result<TrainedDepartments> train_departments(const Sources& sources, const Characters& characters) {
  constexpr std::size_t kFolds = 4;
  auto rows = read_messages(sources.texts + "/teddycup2020_messages/classify_train.jsonl.gz");
  if (!rows) return failure(rows.error());
  const auto letters = without_held_out(std::move(*rows), sources);
  if (!letters) return failure(letters.error());
  std::vector<Example> examples;
  for (std::size_t i = 0; i < letters->rows.size(); ++i)
    examples.push_back({normalised(letters->rows[i].text, characters), letters->rows[i].label, 1, letters->groups[i]});
  const LinearRecipe recipe = department_recipe(sources.seed);
  const Held held = cross_validated(examples, recipe, kFolds);
  return TrainedDepartments{train_linear(examples, recipe, fitted_sharpness(held, examples)), examples.size(),
                            held_macro_f1(held, examples)};
}

}  // namespace mashang::triage::training
