// How well matters that many write about are found: clusters found without any knowledge of the events, held against a
// list of events.
#pragma once

#include <string>
#include <vector>

#include "core/result.hpp"
#include "rooms/triage/triage.hpp"

namespace mashang::commands {

/// `files`: messages (.jsonl or .jsonl.gz with id, user, subject, time, detail), then events: {"name": {"list": ["id",
/// …], …}, …}; whichever list of an event names an id, it is a member.
///
/// Each event is held against the one hot matter that fits best (highest F1), of all that find_hot_matters gives over
/// all messages. hot_precision: of these matters' members, how many are members of the event; hot_recall: of the
/// events' members that are among the messages, how many are members of the matter. A matter that an event was split
/// from counts nothing, and a member that the list forgot counts as wrong. hot_events_found: events of which a matter
/// holds half or more, and is itself theirs by half or more.
///
/// Fails with triage.file_unreadable, triage.row_malformed.
[[nodiscard]] Result<std::string> evaluate_hot(const triage::Characters& characters,
                                               const std::vector<std::string>& files);

}  // namespace mashang::commands
