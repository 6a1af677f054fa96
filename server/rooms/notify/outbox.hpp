// Reading the outbox: which rows concern a listener, rendered as server-sent events.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "rooms/notify/audience.hpp"
#include "rooms/notify/todo.hpp"
#include "storage/db.hpp"

namespace mashang::notify {

/// One event for some addresses. One outbox row may give several (each finished to-do of a case goes to its own
/// person).
struct Event {
  std::int64_t seq = 0;
  std::vector<Address> to;  ///< whoever is reached at any of these
  std::string body;  ///< "event: …\ndata: …\n"; the id line comes with the last event of a row that a listener gets
};

/// True when somebody listens there.
using Listening = std::function<bool(const Address&)>;

struct Reading {
  CountyCode county;
  std::int64_t after = 0;  ///< rows after < seq <= upto
  std::int64_t upto = 0;
  Instant now;
  CaseNumber number = nullptr;
};

/// The number of the newest outbox row; 0 when there never was one.
[[nodiscard]] std::int64_t newest_event(storage::Tx& tx, CountyCode county);
/// The number of the oldest row that is kept; newest + 1 when none is.
[[nodiscard]] std::int64_t oldest_event(storage::Tx& tx, CountyCode county);
/// Events in order. Rows nobody listens to cost a scan and no more.
[[nodiscard]] std::vector<Event> read_events(storage::Tx& tx, const Reading& reading, const Listening& is_heard);

/// Deletes rows older than `keep`, but never the newest. Blocks; for a timer's thread. Answers how many.
[[nodiscard]] Result<std::int64_t> purge_outbox(storage::Db& db, CountyCode county, const Clock& clock,
                                                Minutes keep = days(7));

/// The events of one listener as one text/event-stream chunk, each row's last event with its `id`.
[[nodiscard]] std::string render(const std::vector<const Event*>& events);

}  // namespace mashang::notify
