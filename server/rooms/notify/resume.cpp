// Last-Event-ID and the way back to now.
#include "rooms/notify/resume.hpp"

#include <algorithm>
#include <charconv>

namespace mashang::notify {
namespace {

constexpr std::int64_t kRowsAtOnce = 1'000;
constexpr std::int64_t kFarthestBehind = 50'000;   ///< rows; beyond, reloading the lists is cheaper than telling it all
constexpr std::size_t kLongestChunk = 256 * 1024;  ///< well below what a stream may have queued

}  // namespace

Result<std::optional<std::int64_t>> last_event_of(const http::Request& request) {
  std::string_view text = request.header("Last-Event-ID");
  if (text.empty()) text = request.query_value("last_event_id").value_or("");
  if (text.empty()) return std::nullopt;
  std::int64_t number = -1;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.size() > 15 || wrong != std::errc{} || end != text.data() + text.size() || number < 0)
    return failure(ErrorKind::bad_request, "notify.bad_event_id", std::string(text), "Last-Event-ID");
  return number;
}

Result<Resumption> read_missed(storage::Tx& tx, const Audience& audience, Resumption so_far, Instant now,
                               CaseNumber number) {
  const std::int64_t newest = newest_event(tx, audience.county);
  const std::string start_now = "id: " + std::to_string(newest) + "\n";
  if (!so_far.after) return Resumption{newest, start_now + "\n", true};
  const std::int64_t after = *so_far.after;
  const Resumption again{newest, start_now + "event: resync\ndata: {}\n\n", true};
  if (after + 1 < oldest_event(tx, audience.county) || after > newest || newest - after > kFarthestBehind) return again;

  const Reading page{audience.county, after, std::min(newest, after + kRowsAtOnce), now, number};
  const auto events = read_events(tx, page, [&](const Address& to) { return audience.hears(to); });
  std::vector<const Event*> all;
  for (const Event& event : events) all.push_back(&event);
  so_far.chunk += render(all);
  if (so_far.chunk.size() > kLongestChunk) return again;
  return Resumption{page.upto, std::move(so_far.chunk), page.upto == newest};
}

}  // namespace mashang::notify
