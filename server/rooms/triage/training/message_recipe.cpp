// What is learned from, how much each source counts, and which settings cross-validation chose.
#include "rooms/triage/training/message_recipe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "rooms/triage/packing.hpp"
#include "rooms/triage/training/corpora.hpp"
#include "rooms/triage/training/department_recipe.hpp"
#include "rooms/triage/training/slots.hpp"

namespace mashang::triage::training {
namespace {

constexpr std::string_view kVersion = "1.0";

// What a message of each source counts. Messages of the board that the development set is from are most like what is
// measured; our own sentences are most like what residents write.
constexpr float kLabelledWeight = 1.0F;
constexpr float kOtherBoardWeight = 0.7F;
constexpr float kOwnSentenceWeight = 0.5F;
constexpr float kEmergencyWeight = 2.0F;
constexpr float kLookalikeWeight = 1.5F;
constexpr float kFirstLineWeight = 0.7F;

LinearRecipe kind_recipe(std::uint32_t seed) { return {.cost = 1, .rarest = 2, .least = 0.04F, .seed = seed}; }
LinearRecipe urgency_recipe(std::uint32_t seed) { return {.cost = 0.3F, .rarest = 4, .least = 0.05F, .seed = seed}; }
LinearRecipe danger_recipe(std::uint32_t seed) {
  return {.cost = 0.5F, .price = Price::by_evidence, .rarest = 1, .least = 0.03F, .seed = seed};
}

template <class Use>
Result<void> for_each_line(const std::string& path, std::size_t fields_wanted, Use use) {
  const auto lines = read_lines(path);
  if (!lines) return failure(lines.error());
  for (std::size_t i = 0; i < lines->size(); ++i) {
    const auto fields = fields_of((*lines)[i]);
    if (fields.size() != fields_wanted)
      return failure(ErrorKind::unprocessable, "triage.row_malformed", fmt::format("{}:{}", path, i + 1));
    use(fields, static_cast<std::uint32_t>(i));
  }
  return {};
}

bool is_of_the_board(const MessageRow& message) { return message.id.starts_with('h'); }

/// What a letter says first, by itself; none when it says nothing else.
std::optional<std::string> first_line(const std::string& letter) {
  const std::size_t end = letter.find('\n');
  return end == std::string::npos || end == 0 ? std::nullopt : std::optional(letter.substr(0, end));
}

/// The number to call for a kind that is an emergency, when a sentence of ours is marked as one.
std::string number_of(std::string_view kind) {
  if (kind == "1101") return "120";
  if (kind == "0705" || kind == "0707" || kind == "0903" || kind == "1106") return "110";
  return "119";
}

struct Thresholds {
  float ask = 0;
  float call = 0;
};

/// ask: the highest threshold that still hears 98.8 % of emergencies; call: the lowest that is wrong about at most 2 %
/// of our own routine sentences (messages of the board would allow far less).
Thresholds thresholds_of(const Held& held, std::span<const Example> examples) {
  std::vector<float> emergencies;
  std::vector<float> routine;
  for (std::size_t i = 0; i < examples.size(); ++i) {
    const auto& scores = held.scores[i];
    const float lead = *std::max_element(scores.begin() + 1, scores.end()) - scores[0];
    if (examples[i].label != "0")
      emergencies.push_back(lead);
    else if (examples[i].weight == kLabelledWeight && examples[i].group >= kOwnGroups)
      routine.push_back(lead);
  }
  std::sort(emergencies.begin(), emergencies.end());
  std::sort(routine.begin(), routine.end());
  return {emergencies[emergencies.size() * 12 / 1000], routine[routine.size() * 98 / 100]};
}

std::string packed_thresholds(Thresholds thresholds) {
  Packer out;
  out.real(thresholds.ask);
  out.real(thresholds.call);
  return std::move(out).bytes();
}

double held_accuracy(const Held& held, std::span<const Example> examples) {
  std::size_t right = 0;
  for (std::size_t i = 0; i < examples.size(); ++i) {
    const auto top = std::max_element(held.scores[i].begin(), held.scores[i].end()) - held.scores[i].begin();
    right += held.labels[static_cast<std::size_t>(top)] == examples[i].label ? 1 : 0;
  }
  return static_cast<double>(right) / static_cast<double>(examples.size());
}

/// A classifier with the sharpness that cross-validation gave it, and how often that was right.
struct Trained {
  LinearModel model;
  Held held;
  double accuracy;
};

Trained trained(std::span<const Example> examples, const LinearRecipe& recipe) {
  constexpr std::size_t kFolds = 4;
  Held held = cross_validated(examples, recipe, kFolds);
  LinearModel model = train_linear(examples, recipe, fitted_sharpness(held, examples));
  const double accuracy = held_accuracy(held, examples);
  return {std::move(model), std::move(held), accuracy};
}

}  // namespace

Result<std::vector<Example>> kind_examples(const Sources& sources, const Characters& characters) {
  const auto grouped = labelled_messages(sources, Labelling::kind);
  if (!grouped) return failure(grouped.error());
  std::vector<Example> examples;
  for (std::size_t i = 0; i < grouped->rows.size(); ++i) {
    const MessageRow& message = grouped->rows[i];
    examples.push_back({normalised(message.text, characters), message.label,
                        is_of_the_board(message) ? kLabelledWeight : kOtherBoardWeight, grouped->groups[i]});
  }
  const auto read = for_each_line(sources.own + "/seeds.tsv", 3, [&](const auto& fields, std::uint32_t line) {
    examples.push_back(
        {normalised(filled(fields[2], sources.seed), characters), fields[0], kOwnSentenceWeight, kOwnGroups + line});
  });
  if (!read) return failure(read.error());
  return examples;
}

Result<std::vector<Example>> urgency_examples(const Sources& sources, const Characters& characters) {
  const auto grouped = labelled_messages(sources, Labelling::kind);
  if (!grouped) return failure(grouped.error());
  std::vector<Example> examples;
  const auto add = [&](std::string_view text, const std::string& urgency, float weight, std::uint32_t group) {
    if (urgency != "emergency") examples.push_back({normalised(text, characters), urgency, weight, group});
  };
  for (std::size_t i = 0; i < grouped->rows.size(); ++i)
    add(grouped->rows[i].text, grouped->rows[i].urgency, kOtherBoardWeight, grouped->groups[i]);
  const auto read = for_each_line(sources.own + "/seeds.tsv", 3, [&](const auto& fields, std::uint32_t line) {
    add(filled(fields[2], sources.seed), fields[1], kLabelledWeight, kOwnGroups + line);
  });
  if (!read) return failure(read.error());
  return examples;
}

Result<std::vector<Example>> danger_examples(const Sources& sources, const Characters& characters) {
  const auto grouped = labelled_messages(sources, Labelling::kind);
  if (!grouped) return failure(grouped.error());
  std::vector<Example> examples;
  std::uint32_t group = kOwnGroups;
  const auto add_own = [&](std::string_view text, std::string label, float weight) {
    examples.push_back({normalised(text, characters), std::move(label), weight, group++});
  };
  // Letters are long and emergencies short: without their first lines alone, shortness itself would sound like danger.
  for (std::size_t i = 0; i < grouped->rows.size(); ++i) {
    const MessageRow& letter = grouped->rows[i];
    if (letter.urgency == "emergency") continue;
    examples.push_back({normalised(letter.text, characters), "0", kLabelledWeight, grouped->groups[i]});
    if (const auto line = first_line(letter.text))
      examples.push_back({normalised(*line, characters), "0", kFirstLineWeight, grouped->groups[i]});
  }
  auto read = for_each_line(sources.own + "/emergencies.tsv", 2, [&](const auto& fields, std::uint32_t) {
    add_own(fields[1], fields[0], kEmergencyWeight);
  });
  if (read)
    read = for_each_line(sources.own + "/lookalikes.tsv", 2,
                         [&](const auto& fields, std::uint32_t) { add_own(fields[1], "0", kLookalikeWeight); });
  if (read)
    read = for_each_line(sources.own + "/seeds.tsv", 3, [&](const auto& fields, std::uint32_t) {
      const bool is_emergency = fields[1] == "emergency";
      add_own(filled(fields[2], sources.seed), is_emergency ? number_of(fields[0]) : "0", kLabelledWeight);
    });
  if (!read) return failure(read.error());
  return examples;
}

Result<ModelFile> train_messages(const Sources& sources, const Characters& characters) {
  const auto kinds = kind_examples(sources, characters);
  if (!kinds) return failure(kinds.error());
  const auto urgencies = urgency_examples(sources, characters);
  if (!urgencies) return failure(urgencies.error());
  const auto dangers = danger_examples(sources, characters);
  if (!dangers) return failure(dangers.error());
  const Trained kind = trained(*kinds, kind_recipe(sources.seed));
  const Trained urgency = trained(*urgencies, urgency_recipe(sources.seed));
  const Trained danger = trained(*dangers, danger_recipe(sources.seed));
  const auto departments = train_departments(sources, characters, kind.model);
  if (!departments) return failure(departments.error());
  ModelFile file;
  file.card = {
      .name = "messages",
      .version = std::string(kVersion),
      .date = sources.date,
      .seed = sources.seed,
      .data = fmt::format("{} messages and sentences with a kind, {} with an urgency, {} for danger, {} with a "
                          "department",
                          kinds->size(), urgencies->size(), dangers->size(), departments->letters),
      .figures = fmt::format("4-fold cross-validation, exact label: kind {:.3f}, urgency {:.3f}, danger {:.3f}; "
                             "departments, macro-F1 {:.3f}",
                             kind.accuracy, urgency.accuracy, danger.accuracy, departments->macro_f1)};
  file.parts["kinds"] = kind.model.stored();
  file.parts["urgency"] = urgency.model.stored();
  file.parts["danger"] = danger.model.stored();
  file.parts["departments"] = departments->model.stored();
  file.parts["danger.thresholds"] = packed_thresholds(thresholds_of(danger.held, *dangers));
  return file;
}

}  // namespace mashang::triage::training
