// Makes the model files that travel inside the binary.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "commands.hpp"
#include "rooms/triage/character_training.hpp"
#include "rooms/triage/models.hpp"
#include "rooms/triage/training/address_recipe.hpp"
#include "rooms/triage/training/message_recipe.hpp"

namespace mashang::commands {
namespace {

using triage::ModelFile;

Result<void> write_model(const std::string& folder, const ModelFile& model) {
  const std::string path = fmt::format("{}/{}.model", folder, model.card.name);
  const std::string bytes = triage::packed(model);
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file.flush()) return failure(ErrorKind::unavailable, "triage.models_unwritable", path);
  fmt::print("{}: {} bytes; {}; {}\n", path, bytes.size(), model.card.data, model.card.figures);
  return {};
}

Result<ModelFile> characters_file(const TrainWish& wish) {
  const auto characters = triage::train_characters();
  if (!characters) return failure(characters.error());
  ModelFile file;
  file.card = {.name = "characters",
               .version = "1.0",
               .date = wish.date,
               .seed = 0,
               .data = "OpenCC's t2s for forms, ICU's Han-Latin for sounds",
               .figures = ""};
  file.parts["characters"] = characters->stored();
  return file;
}

Result<ModelFile> messages_file(const TrainWish& wish) {
  const auto characters = triage::load_characters(triage::models_in(wish.models));
  if (!characters) return failure(characters.error());
  return triage::training::train_messages(
      {.own = wish.own, .texts = wish.texts, .held_out = wish.held_out, .seed = wish.seed, .date = wish.date},
      *characters);
}

Result<ModelFile> addresses_file(const TrainWish& wish) {
  const auto characters = triage::load_characters(triage::models_in(wish.models));
  if (!characters) return failure(characters.error());
  return triage::training::train_addresses({.texts = wish.texts,
                                            .divisions = wish.divisions,
                                            .held_out = wish.held_out,
                                            .seed = wish.seed,
                                            .date = wish.date},
                                           *characters);
}

}  // namespace

Result<void> train(const TrainWish& wish) {
  struct Recipe {
    std::string_view name;
    Result<ModelFile> (*make)(const TrainWish&);
  };
  for (const auto& [name, make] : {Recipe{"characters", characters_file}, Recipe{"messages", messages_file},
                                   Recipe{"addresses", addresses_file}}) {
    if (!wish.only.empty() && std::find(wish.only.begin(), wish.only.end(), name) == wish.only.end()) continue;
    const auto model = make(wish);
    if (!model) return failure(model.error());
    if (const auto written = write_model(wish.models, *model); !written) return failure(written.error());
  }
  return {};
}

}  // namespace mashang::commands
