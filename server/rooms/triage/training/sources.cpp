// A row is held out by its id or by a version of its text.
#include "rooms/triage/training/sources.hpp"

#include <set>

namespace mashang::triage::training {

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

}  // namespace mashang::triage::training
