// What was understood of a text, and how well texts are understood.
#include <fmt/format.h>

#include "commands.hpp"
#include "core/json.hpp"
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

void write_words(json::Writer& out, std::string_view name, const std::vector<std::string>& words) {
  out.key(name).begin_array();
  for (const std::string& word : words) out.value(word);
  out.end_array();
}

std::string understanding_json(const triage::Understanding& understood) {
  std::string text;
  json::Writer out(text);
  out.begin_object().field("alarm", triage::to_word(understood.alarm)).field("number", understood.number);
  write_words(out, "alarm_words", understood.alarm_words);
  out.key("kinds").begin_array();
  for (const auto& kind : understood.kinds) {
    out.begin_object().field("code", kind.code).field("probability", static_cast<double>(kind.probability));
    write_words(out, "words", kind.words);
    out.end_object();
  }
  out.end_array().field("unsure", understood.is_unsure).field("urgency", understood.urgency).end_object();
  return text;
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

Figures figures_of(const TriageWish& wish, const std::string& task, const Files& files) {
  if (task == "departments") return departments_figures(wish, files);
  const auto reader = reader_of(wish);
  if (!reader) return failure(reader.error());
  return task == "kinds" ? triage::training::evaluate_kinds(*reader, files)
                         : triage::training::evaluate_emergencies(*reader, files);
}

}  // namespace

Result<void> understand(const TriageWish& wish, const std::string& text) {
  const auto reader = reader_of(wish);
  if (!reader) return failure(reader.error());
  fmt::print("{}\n", understanding_json(reader->understand(text)));
  return {};
}

Result<void> evaluate(const TriageWish& wish, const std::string& task, const std::vector<std::string>& files) {
  const auto figures = figures_of(wish, task, files);
  if (!figures) return failure(figures.error());
  fmt::print("{}\n", *figures);
  return {};
}

}  // namespace mashang::commands
