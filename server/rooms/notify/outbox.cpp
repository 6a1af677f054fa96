// From outbox rows to events: a scan finds what is heard at all, then one query per kind fetches what it shows.
#include "rooms/notify/outbox.hpp"

#include <algorithm>
#include <map>

#include "rooms/notify/sql.hpp"

namespace mashang::notify {
namespace {

std::vector<Address> recipient(const storage::Row& row) {
  if (const auto account = row.optional_id<AccountId>("account_id")) return {to_account(*account)};
  if (const auto organisation = row.optional_id<OrganisationId>("organisation_id"))
    return {to_organisation(*organisation)};
  return {};
}

/// Where the kinds are that somebody may hear: nothing else is fetched.
struct Scan {
  bool has_todos = false;
  bool has_done = false;
  std::vector<Event> cases;  ///< bodies complete, addresses still empty
};

std::string case_body(const storage::Row& row) {
  std::string body = "event: case\ndata: ";
  json::Writer out(body);
  out.begin_object();
  out.field("id", row.integer("case_id")).field("state", row.text("state")).field("version", row.integer("version"));
  out.end_object();
  return body += '\n';
}

Scan scan(storage::Tx& tx, const Reading& in, const Listening& is_heard) {
  Scan found;
  tx.for_each(sql::events_between{.county = in.county, .after = in.after, .upto = in.upto},
              [&](const storage::Row& row) {
                const std::string_view kind = row.text("kind");
                if (kind == "todo") {
                  found.has_todos = found.has_todos || std::ranges::any_of(recipient(row), is_heard);
                } else if (kind == "todos_done") {
                  found.has_done = true;
                } else {
                  found.cases.push_back({row.integer("seq"), {}, case_body(row)});
                }
                return true;
              });
  return found;
}

void add_new_todos(storage::Tx& tx, const Reading& in, const Listening& is_heard, std::vector<Event>& events) {
  tx.for_each(sql::new_todos_between{.county = in.county, .after = in.after, .upto = in.upto},
              [&](const storage::Row& row) {
                const auto to = recipient(row);
                if (!std::ranges::any_of(to, is_heard)) return true;
                std::string body = "event: todo\ndata: ";
                json::Writer out(body);
                write_todo(out, read_todo(row), in.now, in.number);
                events.push_back({row.integer("seq"), to, body += '\n'});
                return true;
              });
}

void add_done_todos(storage::Tx& tx, const Reading& in, const Listening& is_heard, std::vector<Event>& events) {
  tx.for_each(sql::done_todos_between{.county = in.county, .after = in.after, .upto = in.upto},
              [&](const storage::Row& row) {
                const auto to = recipient(row);
                if (!std::ranges::any_of(to, is_heard)) return true;
                std::string body = "event: todo_done\ndata: ";
                json::Writer out(body);
                out.begin_object().field("id", row.integer("id")).field("case_id", row.integer("case_id")).end_object();
                events.push_back({row.integer("seq"), to, body += '\n'});
                return true;
              });
}

/// Gives the `case` events their addresses and keeps those that are heard.
void add_cases(storage::Tx& tx, const Reading& in, const Listening& is_heard, std::vector<Event> cases,
               std::vector<Event>& events) {
  std::map<std::int64_t, Event*> by_seq;
  for (Event& event : cases) by_seq[event.seq] = &event;
  const auto address = [&](const storage::Row& row, const Address& to) {
    if (is_heard(to)) by_seq.at(row.integer("seq"))->to.push_back(to);
  };
  tx.for_each(sql::parties_between{.county = in.county, .after = in.after, .upto = in.upto},
              [&](const storage::Row& row) {
                for (const Address& to : recipient(row)) address(row, to);
                return true;
              });
  tx.for_each(sql::areas_between{.county = in.county, .after = in.after, .upto = in.upto},
              [&](const storage::Row& row) {
                address(row, to_county_officers());
                const bool is_restricted = row.flag("is_restricted");
                for (const std::string_view column : {"township_id", "community_id", "grid_id"})
                  if (const auto place = row.optional_id<PlaceId>(column))
                    address(row, is_restricted ? to_officers_of(*place) : to_area(*place));
                return true;
              });
  for (Event& event : cases)
    if (!event.to.empty()) events.push_back(std::move(event));
}

}  // namespace

std::int64_t newest_event(storage::Tx& tx, CountyCode county) {
  return tx.one(sql::newest_event{.county = county}, [](const storage::Row& row) { return row.integer("seq"); })
      .value_or(0);
}

std::int64_t oldest_event(storage::Tx& tx, CountyCode county) {
  return tx.one(sql::oldest_event{.county = county}, [](const storage::Row& row) { return row.integer("seq"); })
      .value_or(newest_event(tx, county) + 1);
}

std::vector<Event> read_events(storage::Tx& tx, const Reading& reading, const Listening& is_heard) {
  std::vector<Event> events;
  if (reading.after >= reading.upto) return events;
  Scan found = scan(tx, reading, is_heard);
  if (found.has_todos) add_new_todos(tx, reading, is_heard, events);
  if (found.has_done) add_done_todos(tx, reading, is_heard, events);
  if (!found.cases.empty()) add_cases(tx, reading, is_heard, std::move(found.cases), events);
  std::ranges::stable_sort(events, {}, &Event::seq);
  return events;
}

Result<std::int64_t> purge_outbox(storage::Db& db, CountyCode county, const Clock& clock, Minutes keep) {
  constexpr std::int64_t kBatch = 5'000;
  const Instant before = clock.now() - keep;
  std::int64_t deleted = 0;
  for (std::int64_t batch = kBatch; batch == kBatch;) {
    const Result<std::pair<std::int64_t, std::int64_t>> old = db.read_now([&](storage::Tx& tx) {
      const std::int64_t newest = newest_event(tx, county);
      std::pair<std::int64_t, std::int64_t> upto{0, 0};  // seq, rows
      tx.for_each(sql::oldest_ages{.county = county, .limit = kBatch}, [&](const storage::Row& row) {
        if (row.instant("at") >= before || row.integer("seq") == newest) return false;
        upto = {row.integer("seq"), upto.second + 1};
        return true;
      });
      return Result<std::pair<std::int64_t, std::int64_t>>(upto);
    });
    if (!old) return failure(old.error());
    batch = old->second;
    if (batch == 0) break;
    const Result<bool> gone = db.write_now([&](storage::Tx& tx) -> Result<bool> {
      tx.apply(sql::delete_events_upto{.county = county, .seq = old->first});
      return true;
    });
    if (!gone) return failure(gone.error());
    deleted += batch;
  }
  return deleted;
}

std::string render(const std::vector<const Event*>& events) {
  std::string chunk;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const bool is_last_of_row = i + 1 == events.size() || events[i + 1]->seq != events[i]->seq;
    if (is_last_of_row) chunk += "id: " + std::to_string(events[i]->seq) + "\n";
    chunk += events[i]->body;
    chunk += '\n';
  }
  return chunk;
}

}  // namespace mashang::notify
