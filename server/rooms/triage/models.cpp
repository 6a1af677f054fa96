// Finding, unpacking and checking the files.
#include "rooms/triage/models.hpp"

#include <fstream>
#include <sstream>

#include "rooms/triage/packing.hpp"
#include "runtime/embedded.hpp"

namespace mashang::triage {
namespace {

Result<ModelFile> find_file(const FindModel& find, std::string_view name) {
  const auto bytes = find(name);
  if (!bytes) return failure(ErrorKind::internal, "triage.model_missing", std::string(name));
  auto file = unpacked(*bytes);
  if (!file) return failure(file.error().kind, file.error().code, std::string(name));
  return file;
}

std::string_view part_of(const ModelFile& file, std::string_view name) {
  const auto found = file.parts.find(name);
  return found == file.parts.end() ? std::string_view() : found->second;
}

Result<std::shared_ptr<const LinearModel>> linear_part(const ModelFile& file, std::string_view name) {
  auto model = LinearModel::restored(part_of(file, name));
  if (!model) return failure(model.error().kind, model.error().code, file.card.name + "/" + std::string(name));
  return std::make_shared<const LinearModel>(std::move(*model));
}

Result<std::shared_ptr<const DangerModel>> danger_part(const ModelFile& file) {
  auto model = linear_part(file, "danger");
  if (!model) return failure(model.error());
  Unpacker thresholds(part_of(file, "danger.thresholds"));
  const float ask = thresholds.real();
  const float call = thresholds.real();
  const auto labels = (*model)->labels();
  if (!thresholds.is_sound() || labels.size() < 2 || labels[0] != "0")
    return failure(ErrorKind::internal, "triage.model_damaged", file.card.name + "/danger");
  return std::make_shared<const DangerModel>(std::move(*model), ask, call);
}

}  // namespace

FindModel embedded_models() {
  return [](std::string_view name) -> std::optional<std::string> {
    const auto* file = runtime::embedded_file("models/" + std::string(name));
    return file ? std::optional(std::string(file->plain)) : std::nullopt;
  };
}

FindModel models_in(std::string folder) {
  return [folder = std::move(folder)](std::string_view name) -> std::optional<std::string> {
    const std::ifstream file(folder + "/" + std::string(name), std::ios::binary);
    if (!file) return std::nullopt;
    std::ostringstream content;
    content << file.rdbuf();
    return std::move(content).str();
  };
}

Result<Characters> load_characters(const FindModel& find) {
  const auto file = find_file(find, "characters.model");
  if (!file) return failure(file.error());
  return Characters::restored(part_of(*file, "characters"));
}

Result<Departments> load_departments(const FindModel& find) {
  const auto file = find_file(find, "messages.model");
  if (!file) return failure(file.error());
  const auto kinds = linear_part(*file, "kinds");
  if (!kinds) return failure(kinds.error());
  return Departments::restored(part_of(*file, "departments"), (*kinds)->labels().size());
}

Result<AddressReader> load_addresses(const FindModel& find) {
  const auto file = find_file(find, "addresses.model");
  if (!file) return failure(file.error());
  return AddressReader::restored(*file);
}

Result<std::shared_ptr<const Models>> load_models(const FindModel& find) {
  auto characters = load_characters(find);
  if (!characters) return failure(characters.error());
  const auto file = find_file(find, "messages.model");
  if (!file) return failure(file.error());
  auto kinds = linear_part(*file, "kinds");
  if (!kinds) return failure(kinds.error());
  auto urgency = linear_part(*file, "urgency");
  if (!urgency) return failure(urgency.error());
  auto danger = danger_part(*file);
  if (!danger) return failure(danger.error());
  return std::make_shared<const Models>(
      Models{std::move(*characters), file->card, std::move(*kinds), std::move(*urgency), std::move(*danger)});
}

}  // namespace mashang::triage
