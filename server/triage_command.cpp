// What was understood of a text, and how well texts are understood.
#include <fmt/format.h>

#include <algorithm>

#include "commands.hpp"
#include "core/json.hpp"
#include "database.hpp"
#include "hot_evaluation.hpp"
#include "rooms/cases/suggestions.hpp"
#include "rooms/triage/training/address_evaluation.hpp"
#include "rooms/triage/training/corpora.hpp"
#include "rooms/triage/training/evaluation.hpp"
#include "rooms/triage/triage.hpp"
#include "runtime/embedded.hpp"

namespace mashang::commands {
namespace {

/// The taxonomy a new county starts with.
triage::Taxonomy default_taxonomy(const triage::Characters& characters) {
  constexpr std::size_t kKeywords = 9;
  std::vector<std::pair<std::string, std::string>> kinds;
  const auto* file = runtime::embedded_file("cases/categories.csv");
  std::string_view left = file ? file->plain : std::string_view();
  while (!left.empty()) {
    const std::string_view line = left.substr(0, left.find('\n'));
    left.remove_prefix(std::min(left.size(), line.size() + 1));
    std::vector<std::string> fields{""};
    for (const char c : line) c == ',' ? (void)fields.emplace_back() : fields.back().push_back(c);
    if (fields.size() > kKeywords) kinds.emplace_back(fields[0], fields[kKeywords]);
  }
  return triage::taxonomy_of(kinds, characters);
}

triage::FindModel models_of(const TriageWish& wish) {
  return wish.models.empty() ? triage::embedded_models() : triage::models_in(wish.models);
}

Result<triage::Triage> reader_of(const TriageWish& wish) {
  const auto models = triage::load_models(models_of(wish));
  if (!models) return failure(models.error());
  return Result<triage::Triage>(tl::in_place, *models, default_taxonomy((*models)->characters));
}

struct County {
  triage::Taxonomy taxonomy;
  std::shared_ptr<const triage::Gazetteer> gazetteer;
};

/// What an installation's tables say, or a new county's kinds without places.
Result<County> county_of(const TriageWish& wish, const triage::Characters& characters) {
  if (wish.data.empty()) return County{default_taxonomy(characters), nullptr};
  runtime::Config config;
  config.data_directory = wish.data;
  County county;
  const auto looked = read_evidence(config, [&](storage::Tx& tx) -> Result<void> {
    county = {cases::taxonomy_in(tx, config.county, characters), triage::load_gazetteer(tx, config.county, characters)};
    return {};
  });
  if (!looked) return failure(looked.error());
  return county;
}

using Figures = Result<std::string>;
using Files = std::vector<std::string>;

Figures departments_figures(const TriageWish& wish, const Files& files) {
  const auto models = triage::load_models(models_of(wish));
  if (!models) return failure(models.error());
  const auto departments = triage::load_departments(models_of(wish));
  if (!departments) return failure(departments.error());
  return triage::training::evaluate_departments(*departments, **models, files);
}

Figures kinds_figures(const TriageWish& wish, const Files& files) {
  const auto reader = reader_of(wish);
  return reader ? triage::training::evaluate_kinds(*reader, files) : failure(reader.error());
}

Figures emergencies_figures(const TriageWish& wish, const Files& files) {
  const auto reader = reader_of(wish);
  return reader ? triage::training::evaluate_emergencies(*reader, files) : failure(reader.error());
}

Figures hot_figures(const TriageWish& wish, const Files& files) {
  const auto characters = triage::load_characters(models_of(wish));
  return characters ? evaluate_hot(*characters, files) : failure(characters.error());
}

Figures address_figures(const TriageWish& wish, const Files& files) {
  const auto characters = triage::load_characters(models_of(wish));
  if (!characters) return failure(characters.error());
  const auto reader = triage::load_addresses(models_of(wish));
  if (!reader) return failure(reader.error());
  return triage::training::evaluate_addresses(*reader, *characters, files);
}

struct Task {
  std::string_view name;
  Figures (*measure)(const TriageWish&, const Files&);
};
constexpr Task kTasks[] = {{"kinds", kinds_figures},
                           {"emergencies", emergencies_figures},
                           {"departments", departments_figures},
                           {"address", address_figures},
                           {"hot", hot_figures}};

}  // namespace

std::vector<std::string> evaluation_tasks() {
  std::vector<std::string> names;
  for (const Task& task : kTasks) names.emplace_back(task.name);
  return names;
}

Result<void> understand(const TriageWish& wish, const std::string& text) {
  const auto models = triage::load_models(models_of(wish));
  if (!models) return failure(models.error());
  auto county = county_of(wish, (*models)->characters);
  if (!county) return failure(county.error());
  triage::Triage reader(*models, std::move(county->taxonomy));
  reader.know(county->gazetteer);
  std::string answer;
  json::Writer out(answer);
  out.begin_object();
  triage::write_fields(out, reader.understand(text));
  out.end_object();
  fmt::print("{}\n", answer);
  return {};
}

Result<void> read_address(const TriageWish& wish, const std::string& address) {
  const auto characters = triage::load_characters(models_of(wish));
  if (!characters) return failure(characters.error());
  const auto reader = triage::load_addresses(models_of(wish));
  if (!reader) return failure(reader.error());
  const auto text = triage::normalised(address, *characters, triage::AddressReader::kLongest);
  std::string answer;
  json::Writer out(answer);
  out.begin_object().key("parts");
  triage::write_parts(out, address, text, reader->read(text));
  out.end_object();
  fmt::print("{}\n", answer);
  return {};
}

Result<void> evaluate(const TriageWish& wish, const std::string& task, const std::vector<std::string>& files) {
  const auto figures = std::ranges::find(kTasks, std::string_view(task), &Task::name)->measure(wish, files);
  if (!figures) return failure(figures.error());
  fmt::print("{}\n", *figures);
  return {};
}

}  // namespace mashang::commands
