// Ids of the files become numbers, matters become sets of ids again.
#include "hot_evaluation.hpp"

#include <simdjson.h>

#include <algorithm>
#include <map>
#include <set>

#include "rooms/echoes/echoes.hpp"
#include "rooms/triage/training/corpora.hpp"
#include "rooms/triage/training/figures.hpp"

namespace mashang::commands {
namespace {

using Ids = std::set<std::string>;

/// "2019-04-23 09:58:45" at UTC+8; messages without a time all come at once.
Instant instant_of(const std::string& time) {
  if (time.size() != 19) return Instant{};
  const auto at = parse_rfc3339(time.substr(0, 10) + "T" + time.substr(11) + "+08:00");
  return at ? *at : Instant{};
}

std::vector<echoes::Message> messages_of(const std::vector<triage::training::MessageRow>& rows) {
  std::map<std::string, std::int64_t> users;
  std::vector<echoes::Message> messages;
  for (const auto& row : rows) {
    echoes::Message message;
    message.id = static_cast<std::int64_t>(messages.size());
    message.user = users.try_emplace(row.user, static_cast<std::int64_t>(users.size())).first->second;
    message.at = instant_of(row.time);
    message.text = row.text;
    messages.push_back(std::move(message));
  }
  return messages;
}

Result<std::vector<Ids>> read_events(const std::string& path) {
  const auto lines = triage::training::read_lines(path);
  if (!lines) return failure(lines.error());
  std::string text;
  for (const auto& line : *lines) text += line + "\n";
  simdjson::dom::parser parser;
  simdjson::dom::object document;
  if (parser.parse(text).get(document) != simdjson::SUCCESS)
    return failure(ErrorKind::unprocessable, "triage.row_malformed", path);
  std::vector<Ids> events;
  for (const auto event : document) {
    simdjson::dom::object lists;
    if (event.value.get(lists) != simdjson::SUCCESS)
      return failure(ErrorKind::unprocessable, "triage.row_malformed", path);
    Ids& members = events.emplace_back();
    for (const auto list : lists) {
      simdjson::dom::array ids;
      if (list.value.get(ids) != simdjson::SUCCESS) continue;
      for (const auto id : ids)
        if (std::string_view word; id.get(word) == simdjson::SUCCESS) members.emplace(word);
    }
  }
  return events;
}

struct Fit {
  std::size_t shared = 0;
  std::size_t matter = 0;  ///< members of the matter
  std::size_t event = 0;

  [[nodiscard]] double f1() const {
    return 2 * static_cast<double>(shared) / static_cast<double>(std::max<std::size_t>(1, matter + event));
  }
};

Fit best_fit(const Ids& event, const std::vector<Ids>& matters) {
  Fit best{.event = event.size()};
  for (const Ids& matter : matters) {
    Fit fit{.matter = matter.size(), .event = event.size()};
    for (const auto& id : matter) fit.shared += event.contains(id) ? 1 : 0;
    if (fit.f1() > best.f1()) best = fit;
  }
  return best;
}

std::string figures_of(const std::vector<Ids>& events, const std::vector<Ids>& matters) {
  std::size_t shared = 0, of_matters = 0, of_events = 0, found = 0;
  for (const Ids& event : events) {
    const Fit fit = best_fit(event, matters);
    shared += fit.shared;
    of_matters += fit.matter;
    of_events += fit.event;
    found += fit.shared > 0 && fit.shared * 2 >= fit.matter && fit.shared * 2 >= fit.event ? 1 : 0;
  }
  using triage::training::share;
  const triage::training::Figure figures[] = {{"hot_precision", share(shared, of_matters)},
                                              {"hot_recall", share(shared, of_events)},
                                              {"hot_events_found", share(found, events.size())}};
  return triage::training::figures_json("hot", figures);
}

}  // namespace

Result<std::string> evaluate_hot(const triage::Characters& characters, const std::vector<std::string>& files) {
  if (files.size() != 2) return failure(ErrorKind::unprocessable, "triage.row_malformed", "MESSAGES EVENTS");
  const auto rows = triage::training::read_messages(files[0]);
  if (!rows) return failure(rows.error());
  auto events = read_events(files[1]);
  if (!events) return failure(events.error());
  Ids known;
  for (const auto& row : *rows) known.insert(row.id);
  for (Ids& event : *events) std::erase_if(event, [&known](const std::string& id) { return !known.contains(id); });
  const auto messages = messages_of(*rows);
  Instant last;
  for (const auto& message : messages) last = std::max(last, message.at);
  std::vector<Ids> matters;
  for (const auto& hot : echoes::find_hot_matters(messages, characters, last)) {
    Ids& members = matters.emplace_back();
    for (const auto id : hot.members) members.insert((*rows)[static_cast<std::size_t>(id)].id);
  }
  return figures_of(*events, matters);
}

}  // namespace mashang::commands
