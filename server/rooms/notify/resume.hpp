// What a returning listener missed, read page by page so that no loop is held up.
#pragma once

#include <optional>
#include <string>

#include "http/message.hpp"
#include "rooms/notify/outbox.hpp"

namespace mashang::notify {

/// How far a resumption has come. Begin with `after` from Last-Event-ID; repeat until `is_complete`.
struct Resumption {
  std::optional<std::int64_t> after = {};  ///< none: start now
  std::string chunk = {};                  ///< text/event-stream, ready to send
  bool is_complete = false;
};

/// Last-Event-ID from the header; for a first connection by EventSource, which cannot set headers, from the query value
/// `last_event_id`. Fails with notify.bad_event_id.
[[nodiscard]] Result<std::optional<std::int64_t>> last_event_of(const http::Request& request);

/// The next page. A listener whose number is older than what is kept, newer than the database (a backup came back), or
/// too far behind gets one `resync` event instead: her client loads its lists again.
[[nodiscard]] Result<Resumption> read_missed(storage::Tx& tx, const Audience& audience, Resumption so_far, Instant now,
                                             CaseNumber number);

}  // namespace mashang::notify
