// A row is held out by its id or by a version of its text.
#include "rooms/triage/training/sources.hpp"

#include <set>
#include <unordered_map>

namespace mashang::triage::training {
namespace {

Result<void> read_texts(const std::string& path, std::string_view prefix,
                        std::unordered_map<std::string, std::string>& texts) {
  const auto rows = read_messages(path);
  if (!rows) return failure(rows.error());
  for (const MessageRow& row : *rows) texts[std::string(prefix) + row.id] = row.text;
  return {};
}

/// A line of labels.tsv: id, kind, other kinds, urgency, sort of message, department or "-".
constexpr std::size_t kKindColumn = 1;
constexpr std::size_t kUrgencyColumn = 3;
constexpr std::size_t kDepartmentColumn = 5;

}  // namespace

Result<Grouped> without_held_out(std::vector<MessageRow> rows, const Sources& sources) {
  std::vector<std::string> texts;
  std::set<std::string> held_ids;
  for (const std::string& path : sources.held_out) {
    const auto held = read_messages(path);
    if (!held) return failure(held.error());
    for (const MessageRow& row : *held) {
      held_ids.insert(row.id);
      texts.push_back(row.text);
    }
  }
  const std::size_t held = texts.size();
  for (const MessageRow& row : rows) texts.push_back(row.text);
  const auto groups = groups_of(texts);
  const std::set<std::uint32_t> held_groups(groups.begin(), groups.begin() + static_cast<std::ptrdiff_t>(held));
  Grouped grouped;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (held_ids.contains(rows[i].id) || held_groups.contains(groups[held + i])) continue;
    grouped.rows.push_back(std::move(rows[i]));
    grouped.groups.push_back(groups[held + i]);
  }
  return grouped;
}

Result<Grouped> labelled_messages(const Sources& sources, Labelling labelling) {
  std::unordered_map<std::string, std::string> texts;
  const std::string board = sources.texts + "/teddycup2020_messages/";
  for (const auto& [file, prefix] : {std::pair{"hot", ""}, {"replied", "r"}, {"unlabelled", "u"}})
    if (const auto read = read_texts(board + file + "_messages.jsonl.gz", prefix, texts); !read)
      return failure(read.error());
  const auto lines = read_lines(sources.own + "/labels.tsv");
  if (!lines) return failure(lines.error());
  const std::size_t column = labelling == Labelling::kind ? kKindColumn : kDepartmentColumn;
  std::vector<MessageRow> messages;
  for (const std::string& line : *lines) {
    const auto fields = fields_of(line);
    const auto text = fields.size() <= kDepartmentColumn ? texts.end() : texts.find(fields[0]);
    if (text == texts.end() || fields[column] == "-") continue;
    messages.push_back(
        {.id = fields[0], .text = text->second, .label = fields[column], .urgency = fields[kUrgencyColumn]});
  }
  if (labelling == Labelling::kind) {
    const auto development = read_messages(sources.texts + "/triage_labelled/dev.jsonl");
    if (!development) return failure(development.error());
    messages.insert(messages.end(), development->begin(), development->end());
  }
  return without_held_out(std::move(messages), sources);
}

}  // namespace mashang::triage::training
